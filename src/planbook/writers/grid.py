"""A printed table made whole: every row fills the grid, every vertical merge covers what it says.

Layouts give whole tables; a table made by hand or by another program may not be one, and each
format breaks in its own way on a gap.
"""

from __future__ import annotations

from dataclasses import replace

from planbook.documents.printed import PrintedCell, PrintedRow, PrintedTable, RowRole

_EMPTY = PrintedCell("")
# Merges over so many rows are kept on one page.
KEPT_TOGETHER = 3
# Places of a row: the first grid column and the cell that stands there.
_Places = list[tuple[int, PrintedCell]]


def whole_table(table: PrintedTable) -> PrintedTable:
    """Return the table with rows of equal length and merges that agree from row to row.

    A continuation under no merge becomes an empty cell; a merge covers the continuations that
    follow it up to the next heading; short rows get empty cells and no words are ever cut off.

    >>> whole_table(PrintedTable((PrintedRow((PrintedCell("1"),)),), (1.0, 2.0))).rows[0].cells[1]
    PrintedCell(text='', column_span=1, row_span=1, is_continuation=False, \
align=<Align.LEFT: 'left'>, is_bold=False)
    """
    count = max([len(table.widths), *(_length(row) for row in table.rows)], default=0) or 1
    widths = table.widths + (_usual(table.widths),) * (count - len(table.widths))
    places = [_places(row, count) for row in table.rows]
    border = table.header_count
    open_merges: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(places):
        is_heading = table.rows[number].role is RowRole.SECTION
        if number == border or is_heading:
            open_merges.clear()
        _settle(places, number, row, open_merges)
        if is_heading:
            open_merges.clear()
    rows = tuple(
        replace(row, cells=tuple(cell for _, cell in row_places))
        for row, row_places in zip(table.rows, places, strict=True)
    )
    return replace(table, rows=rows, widths=widths)


def _settle(
    places: list[_Places], number: int, row: _Places, open_merges: dict[int, tuple[int, int]]
) -> None:
    """Bind continuations to the merges above; `open_merges`: column → row and place in it."""
    still_open: dict[int, tuple[int, int]] = {}
    for index, (column, cell) in enumerate(row):
        above = open_merges.get(column)
        if not cell.is_continuation:
            row[index] = (column, replace(cell, row_span=1))
            still_open[column] = (number, index)
            continue
        owner = None if above is None else places[above[0]][above[1]][1]
        if above is None or owner is None or owner.column_span != cell.column_span or cell.text:
            row[index] = (column, replace(cell, is_continuation=False, row_span=1))
            continue
        places[above[0]][above[1]] = (column, replace(owner, row_span=owner.row_span + 1))
        still_open[column] = above
    open_merges.clear()
    open_merges.update(still_open)


def _places(row: PrintedRow, count: int) -> _Places:
    found: _Places = []
    column = 0
    for cell in row.cells:
        found.append((column, cell))
        column += max(cell.column_span, 1)
    return found + [(place, _EMPTY) for place in range(column, count)]


def _length(row: PrintedRow) -> int:
    return sum(max(cell.column_span, 1) for cell in row.cells)


def _usual(widths: tuple[float, ...]) -> float:
    return sum(widths) / len(widths) if widths else 1.0


def rows_kept_with_next(table: PrintedTable) -> frozenset[int]:
    """Return the rows that should not part from the row below them: a cell is merged over both.

    A page break inside a merged cell leaves an empty cell on the next page, so merges over a few
    rows are kept whole; longer ones may not fit on a page.

    >>> rows = (PrintedRow((PrintedCell("1", row_span=2),)), PrintedRow((PrintedCell("2"),)))
    >>> sorted(rows_kept_with_next(PrintedTable(rows, (1.0,))))
    [0]
    """
    return frozenset(
        number + step
        for number, row in enumerate(table.rows)
        for cell in row.cells
        if 1 < cell.row_span <= KEPT_TOGETHER
        for step in range(cell.row_span - 1)
    )
