"""From the rows of a sheet to paragraphs and tables: titles above, tables, signatures below.

Rows are told apart by their shape only. Empty rows part tables; a table goes on over an empty row
that a merged cell bridges. Rows with one filled cell above a table are its title, rows of that kind
inside it stay rows: they are headings over its whole width.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planbook.documents.notes import split_note
from planbook.readers.sheets.grid import SheetRow
from planbook.readers.text.pieces import is_row_mark

_MAX_CLOSING_ROWS = 5
_MAX_CLOSING_CELLS = 2
_LEAST_PLAN_COLUMNS = 4


@dataclass(slots=True)
class Line:
    """A row that stands outside tables."""

    row: SheetRow


@dataclass(slots=True)
class Stretch:
    """Rows of one table over the columns in which its cells begin."""

    rows: list[SheetRow]
    columns: list[int]


Piece = Line | Stretch


def divide_rows(rows: list[SheetRow]) -> list[Piece]:
    """Return the pieces of a sheet in their order."""
    pieces: list[Piece] = []
    latest: Stretch | None = None
    for stretch in _stretches(rows):
        if latest is not None and _is_closing(stretch, latest):
            pieces.extend(Line(row) for row in stretch)
            continue
        first, last = _table_bounds(stretch)
        pieces.extend(Line(row) for row in stretch[:first])
        if first < last:
            latest = Stretch(stretch[first:last], _columns(stretch[first:last], latest))
            pieces.append(latest)
        pieces.extend(Line(row) for row in stretch[last:])
    return pieces


def _stretches(rows: list[SheetRow]) -> Iterator[list[SheetRow]]:
    """Part the rows where empty ones stand between them."""
    stretch: list[SheetRow] = []
    for row in rows:
        if stretch and row.number > stretch[-1].number + 1 and not row.is_joined:
            yield stretch
            stretch = []
        stretch.append(row)
    if stretch:
        yield stretch


def _table_bounds(rows: list[SheetRow]) -> tuple[int, int]:
    """Return where the table among the rows begins and ends; both equal when there is none."""
    wide = [index for index, row in enumerate(rows) if len(row.cells) > 1]
    if not wide:
        return len(rows), len(rows)
    first = wide[0]
    while first and _goes_down(rows[first - 1]):
        first -= 1
    last = len(rows)
    columns = _columns(rows[first:], None)
    while last - 1 > wide[-1] and _is_below(rows[last - 1], columns):
        last -= 1
    return first, last


def _goes_down(row: SheetRow) -> bool:
    """Tell whether the only cell of a row is the upper part of a cell over several rows."""
    return any(
        column in row.merges and row.merges[column].bottom > row.number for column in row.cells
    )


def _is_below(row: SheetRow, columns: list[int]) -> bool:
    """Tell a line under a table from its last heading: a footnote, or words at its left border."""
    column = row.filled()[0]
    text = row.cells[column].text
    if row.is_joined or is_row_mark(text) or text.strip().isdigit():
        return False
    if split_note(text) is not None:
        return True
    return column <= columns[0] and row.end(column) < columns[-1]


def _is_closing(rows: list[SheetRow], table: Stretch) -> bool:
    """Tell a signature after an empty row from further rows of the table."""
    if len(rows) > _MAX_CLOSING_ROWS or len(table.columns) < _LEAST_PLAN_COLUMNS:
        return False
    return all(
        len(row.cells) <= _MAX_CLOSING_CELLS
        and row.filled()[-1] <= table.columns[-1]
        and not _is_marked(row, table)
        for row in rows
    )


def _is_marked(row: SheetRow, table: Stretch) -> bool:
    """Tell whether a row begins with a number in the first column of the table."""
    first = row.filled()[0]
    text = row.cells[first].text
    return first == table.columns[0] and (is_row_mark(text) or text.strip().isdigit())


def _columns(rows: list[SheetRow], before: Stretch | None) -> list[int]:
    """Return the columns of a table; one that fits into the grid of the one before shares it."""
    columns = {column for row in rows for column in row.cells}
    if before is not None and columns <= set(before.columns):
        return before.columns
    return sorted(columns)
