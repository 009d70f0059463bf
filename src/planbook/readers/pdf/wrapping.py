"""Lines of one text put together again: a line that was only wrapped is no break.

A typesetter wraps a line when the next word does not fit. So where the next word would have fitted,
the break is the author's; where it would not, the break means nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from planbook.readers.pdf.content import Line
from planbook.readers.pdf.hyphens import SOFT_HYPHEN, WordJoiner

_LIST_MARK = re.compile(r"(?:[•·▪●○■□➢✓*]|[–—-](?=\s)|\d{1,2}[.)](?=\s)|[а-я]\)(?=\s))")
_LIST_BREAK = (";", ":", ".")
_SLACK = 0.6
_CENTRED = 2.5
_WIDE_PITCH = 1.4
_USUAL_PITCH = 1.2


@dataclass(frozen=True, slots=True)
class Measure:
    """Where the lines of a text may stand, and how far apart they usually are in sizes of type."""

    left: float
    right: float
    pitch: float = _USUAL_PITCH


def usual_pitch(texts: Sequence[Sequence[Line]]) -> float:
    """Return how far apart lines of one text usually stand, in sizes of type."""
    steps = [
        (below.y - above.y) / max(above.size, below.size)
        for lines in texts
        for above, below in itertools.pairwise(lines)
    ]
    return median(steps) if steps else _USUAL_PITCH


def join_lines(lines: Sequence[Line], measure: Measure, joiner: WordJoiner) -> str:
    """Return lines as one text: «\\n» for a break of the author, «\\n\\n» for a wide gap."""
    text = ""
    above: Line | None = None
    for line in _with_whole_words(lines, measure, joiner):
        if above is None:
            text = line.text
        elif is_wide_gap(above, line, measure):
            text = f"{text}\n\n{line.text}"
        elif is_break(above, line, measure) or _is_next_item(text, line):
            text = f"{text}\n{line.text}"
        else:
            text = wrapped(text, above, line, measure, joiner)
        above = line
    return joiner.plain(text)


def _with_whole_words(lines: Sequence[Line], measure: Measure, joiner: WordJoiner) -> list[Line]:
    """Return lines with words joined that a very narrow column has cut into three or more."""
    joined: list[Line] = []
    index = 0
    while index < len(lines):
        end = index
        while end + 1 < len(lines) and _is_full(lines[end], lines[end + 1], measure):
            end += 1
        while end > index + 1:
            word = "".join(line.text for line in lines[index:end])
            word += lines[end].text.partition(" ")[0].rstrip(".,;:")
            if joiner.is_whole(word):
                break
            end -= 1
        if end > index + 1:
            text = "".join(line.text for line in lines[index : end + 1])
            joiner.joined.append(text)
            joined.append(replace(lines[end], text=text, first=lines[index].first))
            index = end + 1
        else:
            joined.append(lines[index])
            index += 1
    return joined


def _is_full(above: Line, line: Line, measure: Measure) -> bool:
    """Tell whether a line is one word with no room for another character."""
    is_word = " " not in above.text and not above.text.endswith(("-", SOFT_HYPHEN))
    return is_word and _free(above, line, measure) < line.start


def wrapped(text: str, above: Line, line: Line, measure: Measure, joiner: WordJoiner) -> str:
    """Return a text with the wrapped line that goes on with it; a divided word is joined."""
    joined = joiner.after_hyphen(text, line.text)
    if joined is None:
        is_full = _is_full(above, line, measure)
        joined = joiner.without_hyphen(text, line.text, is_full=is_full)
    return f"{text} {line.text}" if joined is None else joined


def is_wide_gap(above: Line, line: Line, measure: Measure) -> bool:
    """Tell an empty line or a space between paragraphs from the usual step between lines."""
    step = (line.y - above.y) / max(above.size, line.size)
    return step > measure.pitch * _WIDE_PITCH


def is_break(above: Line, line: Line, measure: Measure) -> bool:
    """Tell whether a line begins anew: its first word would have fitted, or it is a list item."""
    blank = 0.0 if above.text.endswith(("-", SOFT_HYPHEN)) else above.blank
    if _free(above, line, measure) >= line.first + blank + _SLACK:
        return True
    return bool(_LIST_MARK.match(line.text)) and above.text.endswith(_LIST_BREAK)


def _is_next_item(text: str, line: Line) -> bool:
    """Tell whether a line begins with the sign under which the items before it stand."""
    mark = _LIST_MARK.match(line.text)
    return mark is not None and any(part.startswith(mark[0]) for part in text.split("\n"))


def _free(above: Line, line: Line, measure: Measure) -> float:
    """Return how much room a line leaves: at its end, or at both when it is centred."""
    leading, trailing = above.x0 - measure.left, measure.right - above.x1
    is_centred = (
        leading > _CENTRED
        and abs(leading - trailing) <= _CENTRED
        and abs(above.x0 + above.x1 - line.x0 - line.x1) <= 2 * _CENTRED
    )
    return leading + trailing if is_centred else trailing
