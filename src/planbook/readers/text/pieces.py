"""What the text readers find before the tree is numbered, and the rules on lines they share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_BLANK_RUN = re.compile(r"\n{3,}")
_NUMBER_MARK = re.compile(r"\d{1,4}(?:\.\d{1,3}){0,3}[.)]\s*|№?\s*\d{1,4}[.)]\s*")
_BULLET_MARK = re.compile(r"[·•▪●○■□➢✓*–—-]\s")


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell of a dump: its text and how many columns it covers."""

    text: str
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class TextTable:
    """Rows of a dump over `column_count` columns."""

    rows: tuple[tuple[TextCell, ...], ...]
    column_count: int


TextPiece = str | TextTable


def clean_lines(lines: Iterable[str]) -> str:
    """Join the lines of one cell: outer blanks go, a run of blank lines is one paragraph break.

    >>> clean_lines(["Вологда ", "", "", "(ВКС)", ""])
    'Вологда\\n\\n(ВКС)'
    """
    text = "\n".join(line.rstrip() for line in lines)
    return _BLANK_RUN.sub("\n\n", text).strip()


def is_row_mark(text: str) -> bool:
    """Tell whether a cell opens a row: a number with its point or bracket, or a bullet.

    >>> [is_row_mark(text) for text in ("12.", "3.1.", "· Правление", "2023", "Вологда")]
    [True, True, True, False, False]
    """
    return bool(_NUMBER_MARK.fullmatch(text.strip()) or _BULLET_MARK.match(text))


def continues_sentence(line: str) -> bool:
    """Tell whether a line goes on with what stands before: lower case, a bracket or a dash list."""
    start = line.lstrip()[:1]
    return start.islower() or start in "(-–—"


def full_width(cells: list[TextCell], column_count: int) -> tuple[TextCell, ...]:
    """Let the only cell of a row cover the whole table, as a merged heading row does."""
    if len(cells) == 1:
        return (TextCell(cells[0].text, column_count),)
    return tuple(cells)
