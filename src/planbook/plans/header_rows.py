"""Where the header of a table stands: its lines, columns split in two, the line of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planbook.documents import Cell, Row
from planbook.plans.columns import (
    ColumnSet,
    build_columns,
    header_role,
    is_header_cell,
    timing_part,
)
from planbook.plans.phrases import read_vocabulary
from planbook.plans.wording import fold

_ANCHORS = {"title", "timing", "place_timing"}


@dataclass(frozen=True, slots=True)
class Header:
    """Rows `first` to `last` (exclusive, from 0) of a table and the columns they name."""

    first: int
    last: int
    column_set: ColumnSet


def filled_cells(row: Row) -> list[Cell]:
    """Return the cells of a row that hold text of their own."""
    return [cell for cell in row.cells if cell.text.strip()]


def find_header(rows: Sequence[Row], column_count: int) -> Header | None:
    """Return the header near the top of a table, None when there is none."""
    limit = int(read_vocabulary("columns")["limits"]["search_rows"])
    for index in range(min(limit, len(rows))):
        if is_header_row(rows[index]):
            return read_header(rows, index, column_count)
    return None


def is_header_row(row: Row) -> bool:
    """Tell whether a row names columns: most cells are header words, one tells what or when."""
    cells = filled_cells(row)
    if len(cells) < 2:
        return False
    known = [cell for cell in cells if is_header_cell(cell.text)]
    if len(known) < 2 or len(known) * 2 < len(cells):
        return False
    roles = {header_role(cell.text) for cell in known}
    return len(roles) > 1 and bool(roles & _ANCHORS)


def read_header(rows: Sequence[Row], first: int, column_count: int) -> Header:
    """Read a header that begins at a row: its height, and the words above every column."""
    last = _last_header_row(rows, first)
    words: dict[int, list[str]] = {}
    for row in rows[first:last]:
        if _is_caption(row, column_count):
            continue
        for cell in filled_cells(row):
            for column in range(cell.column, cell.column + cell.column_span):
                words.setdefault(column, []).append(cell.text.strip())
    width = max([column_count, *words])
    headers = [(column, "\n".join(words.get(column, []))) for column in range(1, width + 1)]
    return Header(first, last, build_columns(headers))


def is_column_numbers(row: Row) -> bool:
    """Tell the line «1 | 2 | 3 | 4» under a header from a row of the plan."""
    texts = [cell.text.strip().rstrip(".") for cell in filled_cells(row)]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def row_words(row: Row) -> tuple[str, ...]:
    """Return the folded texts of a row, to know a header repeated on the next page again."""
    return tuple(fold(cell.text) for cell in filled_cells(row))


def _last_header_row(rows: Sequence[Row], first: int) -> int:
    limit = int(read_vocabulary("columns")["limits"]["header_rows"])
    height = max(cell.row_span for cell in rows[first].cells)
    last = first + min(max(height, 1), limit)
    while last < min(len(rows), first + limit) and _continues_header(rows, first, last):
        last += 1
    return min(last, len(rows))


def _continues_header(rows: Sequence[Row], first: int, index: int) -> bool:
    row = rows[index]
    cells = filled_cells(row)
    if not cells or is_column_numbers(row):
        return False
    above = filled_cells(rows[index - 1])
    has_split = index - 1 == first and any(cell.column_span > 1 for cell in above)
    if row.is_header and rows[first].is_header:
        return True
    if has_split and len(above) > 1:
        return len(cells) < len(rows[first].cells) + sum(cell.column_span - 1 for cell in above)
    return len(cells) < len(above) and all(timing_part(cell.text) for cell in cells)


def _is_caption(row: Row, column_count: int) -> bool:
    cells = filled_cells(row)
    return len(cells) == 1 and cells[0].column_span >= column_count > 1
