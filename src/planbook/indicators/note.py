"""The draft of an analytical note: sentences that say only what the cells of a table say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planbook.indicators.tables import ComparisonTable


class NotePart(StrEnum):
    """What a paragraph tells about."""

    INTRODUCTION = "introduction"
    RANGE = "range"
    LEADERS = "leaders"
    CHANGE = "change"
    GAPS = "gaps"


@dataclass(frozen=True, slots=True)
class CellLink:
    """A cell of a table: the code of its row and the key of its column."""

    code: str
    key: str


@dataclass(frozen=True, slots=True)
class NoteParagraph:
    """A paragraph of the note with the cells that it is made of.

    Attributes:
        code: the code of the indicator, empty for the introduction.
        heading: the name of the indicator as printed above its first paragraph, else empty.
    """

    part: NotePart
    text: str
    code: str = ""
    heading: str = ""
    cells: tuple[CellLink, ...] = ()


def analytical_note(
    table: ComparisonTable, previous: ComparisonTable | None = None
) -> tuple[NoteParagraph, ...]:
    """Return the draft of a note about a table and, where given, its change against the last."""
    raise NotImplementedError
