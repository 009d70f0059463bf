"""A sheet as its file keeps it: filled cells at their addresses, merges, what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from planbook.documents.page import Page
from planbook.readers.budget import Budget
from planbook.readers.refusals import refusal
from planbook.readers.remarks import Remarks

_FAR = 128  # columns; nobody merges more of them into one


class CellKind(StrEnum):
    """What a cell held before it became text."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """The text of a cell; a date also tells what number it may have been typed as («1.2»).

    `number` is what a numeric cell keeps, before its format has rounded it to `text`.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    typed: str = ""
    number: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Range:
    """A merged rectangle; rows and columns count from 1, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet: `rows` holds only filled cells, by row and column as people see them (from 1).

    `caption` is the whole of a name that was cut to what Excel allows, empty for any other.
    """

    name: str
    is_hidden: bool = False
    rows: dict[int, dict[int, SheetCell]] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas_without_value: list[tuple[int, int, str]] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    page: Page | None = None
    caption: str = ""

    def put(self, row: int, column: int, cell: SheetCell) -> None:
        """Keep a cell that is not blank."""
        if cell.text:
            self.rows.setdefault(row, {})[column] = cell

    def hide_columns(self, first: int, last: int) -> None:
        """Note that columns are hidden; files tell them in order, anything else is left aside."""
        if not self.hidden_columns or first > self.hidden_columns[-1][1]:
            self.hidden_columns.append((first, last))

    def width(self, first: int, last: int) -> float:
        """Return how wide columns are together, in the unit of the file; 0 where it is not told."""
        if last - first > _FAR:
            return 0.0
        return sum(self.widths.get(column, 0.0) for column in range(first, last + 1))

    def address(self, row: int, column: int) -> str:
        """Return where a cell stands, as people say it: «лист «План», ячейка B3»."""
        return f"лист «{self.name}», ячейка {column_letters(column)}{row}"


@dataclass(slots=True, kw_only=True)
class Reading(Budget):
    """One reading of one spreadsheet: what it has used of its limits, what is told."""

    remarks: Remarks
    characters: int = 0
    merge_count: int = 0

    def count_text(self, text: str) -> None:
        """Count the characters of a cell; one string may stand in very many cells.

        Raises:
            UnreadableDocument: the text is beyond the limits.
        """
        self.characters += len(self.checked(text))
        if self.characters > self.limits.file_size:
            raise refusal("archive.bomb", self.file_name)

    def count_merge(self) -> None:
        """Count one more merged rectangle, within the limit of cells."""
        self.merge_count += 1
        if self.merge_count > self.limits.cells:
            raise refusal("document.too_many_cells", self.file_name, limit=self.limits.cells)


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1.

    >>> column_letters(1), column_letters(28), column_letters(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
