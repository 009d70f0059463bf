"""The rows of a sheet that hold text, with merges and hidden columns settled."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from planbook.readers.refusals import refusal
from planbook.readers.sheets.sheet import Range, Reading, Sheet, SheetCell

_LAST = 1 << 30
EMPTY = SheetCell("")


@dataclass(slots=True)
class SheetRow:
    """A row with text: its number in the sheet, its cells, the merges over it by first column."""

    number: int
    cells: dict[int, SheetCell]
    merges: dict[int, Range] = field(default_factory=dict)
    is_joined: bool = False  # a merge goes on from the row above

    def filled(self) -> list[int]:
        """Return the columns with text, in order."""
        return sorted(self.cells)

    def end(self, column: int) -> int:
        """Return the last column of the cell that begins at a column."""
        merge = self.merges.get(column)
        return merge.right if merge else column


@dataclass(slots=True)
class Grid:
    """A sheet ready to be divided; `covered` and `hidden` tell texts that are not shown."""

    rows: list[SheetRow]
    covered: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def settle_grid(sheet: Sheet, reading: Reading) -> Grid:
    """Take covered texts and hidden columns out; give every row the merges that lie over it.

    Raises:
        UnreadableDocument: more columns hold text than the limits allow.
    """
    grid = Grid([])
    merges = _take_hidden(sheet, grid)
    columns = sorted({column for cells in sheet.rows.values() for column in cells})
    if len(columns) > reading.limits.columns:
        raise refusal("document.too_many_columns", reading.file_name, limit=reading.limits.columns)
    rows = {
        number: SheetRow(number, cells) for number, cells in sorted(sheet.rows.items()) if cells
    }
    _Merger(grid, rows, columns).apply(merges)
    grid.rows = [row for row in rows.values() if row.cells]
    return grid


def _take_hidden(sheet: Sheet, grid: Grid) -> list[Range]:
    """Take the texts of hidden columns out; a merge that reaches a shown column is shown there."""
    if not sheet.hidden_columns:
        return sheet.merges
    moved: dict[tuple[int, int], int] = {}
    merges = []
    for merge in sheet.merges:
        left = _shown_after(merge.left, sheet.hidden_columns)
        if left <= merge.right:
            moved[merge.top, merge.left] = left
            merges.append(Range(merge.top, left, merge.bottom, merge.right))
    for number, cells in sheet.rows.items():
        for column in sorted(cells):
            shown = _shown_after(column, sheet.hidden_columns)
            if shown == column:
                continue
            cell = cells.pop(column)
            if moved.get((number, column)) is None:
                grid.hidden.append(cell.text)
            else:
                cells[moved[number, column]] = cell
    return merges


def _shown_after(column: int, hidden: list[tuple[int, int]]) -> int:
    """Return the column itself, or the first one after it that is not hidden."""
    index = bisect_right(hidden, (column, _LAST)) - 1
    while 0 <= index < len(hidden) and hidden[index][0] <= column <= hidden[index][1]:
        column = hidden[index][1] + 1
        index += 1
    return column


class _Merger:
    """Lays merges over rows; of overlapping ones, which no program makes, the first one stands."""

    def __init__(self, grid: Grid, rows: dict[int, SheetRow], columns: list[int]) -> None:
        self._grid = grid
        self._rows = rows
        self._numbers = sorted(rows)
        self._columns = columns
        self._taken: set[tuple[int, int]] = set()

    def apply(self, merges: list[Range]) -> None:
        """Lay all merges that touch text."""
        for merge in merges:
            columns = self._columns[
                bisect_left(self._columns, merge.left) : bisect_right(self._columns, merge.right)
            ]
            numbers = self._numbers[
                bisect_left(self._numbers, merge.top) : bisect_right(self._numbers, merge.bottom)
            ]
            if columns and numbers and self._is_free(numbers, columns):
                self._lay(merge, numbers, columns)

    def _is_free(self, numbers: list[int], columns: list[int]) -> bool:
        return not any((number, column) in self._taken for number in numbers for column in columns)

    def _lay(self, merge: Range, numbers: list[int], columns: list[int]) -> None:
        for number in numbers:
            row = self._rows[number]
            row.merges[merge.left] = merge
            row.is_joined = row.is_joined or number > numbers[0]
            for column in columns:
                self._taken.add((number, column))
                if (number, column) != (merge.top, merge.left) and column in row.cells:
                    self._grid.covered.append(row.cells.pop(column).text)
