"""Lines outside of tables put together into paragraphs; headings by the size and weight of type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planbook.readers.pdf.content import Line
from planbook.readers.pdf.hyphens import WordJoiner
from planbook.readers.pdf.wrapping import Measure, is_break, is_wide_gap, wrapped

_SAME_BASE = 0.3
_LARGER = 1.15
_SAME_SIZE = 0.06
_INDENT = 0.8
_LONGEST_HEADING = 300
_BULLET = re.compile(r"[•·▪●○■□➢✓](?=\s)")


@dataclass(frozen=True, slots=True)
class BuiltParagraph:
    """A paragraph and the page it begins on; `size` and `is_bold` are those of its first line."""

    text: str
    page: int
    size: float
    is_bold: bool

    def heading_level(self, body_size: float) -> int:
        """Return 1 for larger type than that of the document, 2 for bold words, 0 for text."""
        if len(self.text) > _LONGEST_HEADING or self.text.endswith((";", ",")):
            return 0
        if self.size >= body_size * _LARGER:
            return 1
        return 2 if self.is_bold and not self.text.endswith(".") else 0


class ParagraphBuilder:
    """Takes lines in reading order, over pages too, and gives paragraphs."""

    def __init__(self, measure: Measure, joiner: WordJoiner) -> None:
        self._measure = measure
        self._joiner = joiner
        self._line: Line | None = None
        self._text = ""
        self._page = 0
        self._first: Line | None = None
        self._line_page = 0
        self.finished: list[BuiltParagraph] = []

    def add(self, line: Line, page: int) -> None:
        """Add a line: to the open paragraph, or as the beginning of a new one."""
        above = self._line
        if above is None or self._is_new(above, line, page):
            self.close()
            self._text, self._page, self._first = line.text, page, line
        elif page == self._line_page and abs(line.y - above.y) <= _SAME_BASE * line.size:
            self._text = f"{self._text} {line.text}"
        else:
            self._text = wrapped(self._text, above, line, self._measure, self._joiner)
        self._line, self._line_page = line, page

    def close(self) -> None:
        """End the open paragraph."""
        if self._first is not None and self._text.strip():
            text = self._joiner.plain(self._text)
            first = self._first
            self.finished.append(BuiltParagraph(text, self._page, first.size, first.is_bold))
        self._line, self._text, self._first = None, "", None

    def take(self) -> list[BuiltParagraph]:
        """End the open paragraph and return what has gathered."""
        self.close()
        finished, self.finished = self.finished, []
        return finished

    def _is_new(self, above: Line, line: Line, page: int) -> bool:
        is_same_page = page == self._line_page
        if is_same_page and abs(line.y - above.y) <= _SAME_BASE * max(line.size, above.size):
            return False
        if abs(line.size - above.size) > _SAME_SIZE * above.size or line.is_bold != above.is_bold:
            return True
        if is_same_page and (line.y < above.y or is_wide_gap(above, line, self._measure)):
            return True
        is_indented = line.x0 - above.x0 > _INDENT * line.size and above.x0 - self._measure.left < 2
        if _BULLET.match(line.text) or is_break(above, line, self._measure):
            return True
        return is_indented and above is not self._first


def body_size(lines: Sequence[Line]) -> float:
    """Return the size of type in which most letters are set."""
    weights: dict[float, int] = {}
    for line in lines:
        size = round(line.size * 2) / 2
        weights[size] = weights.get(size, 0) + len(line.text)
    return max(weights, key=lambda size: weights[size]) if weights else 0.0
