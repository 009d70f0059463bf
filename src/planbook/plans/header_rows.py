"""Where the header of a table stands: its lines, columns split in two, the line of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planbook.documents import Cell, Row
from planbook.plans.columns import ColumnSet, build_columns, header_role, is_header_cell
from planbook.plans.content import is_number
from planbook.plans.header_parts import is_calendar_header, timing_part
from planbook.plans.phrases import read_vocabulary
from planbook.plans.wording import fold, one_line

_ANCHORS = {"title", "timing", "place_timing"}
_MAX_SUBHEADER = 120
# «4. | Мероприятия по проектам | … | Организатор: …» is a row of the plan; «2023» may be a header.
_ROW_NUMBER = re.compile(r"\d{1,3}[.)]?")
_AMOUNT = re.compile(r"[\d\s.,%+-]+")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s*(?:год\w*|г\.?))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """Rows `first` to `last` (exclusive, from 0) of a table and the columns they name.

    `levels` are the lines of the header over every column, from the top one down.
    """

    first: int
    last: int
    column_set: ColumnSet
    levels: tuple[tuple[str, ...], ...] = ()


def filled_cells(row: Row) -> list[Cell]:
    """Return the cells of a row that hold text of their own."""
    return [cell for cell in row.cells if cell.text.strip()]


def find_header(rows: Sequence[Row], column_count: int) -> Header | None:
    """Return the header near the top of a table, None when there is none.

    A header of several lines counts as a whole: the words that name events and dates may stand in
    its lower lines only.
    """
    limit = int(read_vocabulary("columns")["limits"]["search_rows"])
    for index in range(min(limit, len(rows))):
        if is_header_row(rows[index]):
            return read_header(rows, index, column_count)
        if len(_known_cells(rows[index])) > 1:
            header = read_header(rows, index, column_count)
            if header.last > index + 1 and _has_anchor(header):
                return header
    return None


def is_header_row(row: Row) -> bool:
    """Tell whether a row names columns: most cells are header words, one tells what or when."""
    known = _known_cells(row)
    if len(known) < 2:
        return False
    roles = {header_role(cell.text) for cell in known}
    return len(roles) > 1 and bool(roles & _ANCHORS)


def read_header(rows: Sequence[Row], first: int, column_count: int) -> Header:
    """Read a header that begins at a row: its height, and the words above every column."""
    last = _last_header_row(rows, first)
    words: dict[int, list[str]] = {}
    for index in range(first, last):
        if _is_caption(rows[index], column_count):
            continue
        for column, text in _spread(rows[index:last]).items():
            words.setdefault(column, []).append(text)
    width = max([column_count, *words])
    levels = tuple(tuple(words.get(column, ())) for column in range(1, width + 1))
    headers: list[tuple[int, *tuple[str, ...]]] = [
        (column, *(lines or ("",))) for column, lines in enumerate(levels, start=1)
    ]
    return Header(first, last, build_columns(headers), levels)


def is_column_numbers(row: Row) -> bool:
    """Tell the line «1 | 2 | 3 | 4» under a header from a row of the plan."""
    texts = [cell.text.strip().rstrip(".") for cell in filled_cells(row)]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def row_words(row: Row) -> tuple[str, ...]:
    """Return the folded texts of a row, to know a header repeated on the next page again."""
    return tuple(fold(cell.text) for cell in filled_cells(row))


def _known_cells(row: Row) -> list[Cell]:
    """Return the cells that read like headers, if they are most of the row.

    Columns named by months or quarters say nothing for or against.
    """
    cells = filled_cells(row)
    if len(cells) < 2 or _ROW_NUMBER.fullmatch(cells[0].text.strip()):
        return []
    known = [cell for cell in cells if is_header_cell(cell.text)]
    if len(known) < 2:
        return []
    periods = sum(cell not in known and is_calendar_header(cell.text) for cell in cells)
    return known if len(known) * 2 >= len(cells) - periods else []


def _has_anchor(header: Header) -> bool:
    return any(header.column_set.has(role) for role in _ANCHORS) and any(
        timing_part(lines[-1]) or header_role(lines[-1]) in _ANCHORS
        for lines in header.levels
        if lines
    )


def _spread(lines: Sequence[Row]) -> dict[int, str]:
    """Return the words of the first of some lines of a header by column.

    Where the file does not show merged cells, the words of a group stand over its first column
    only; the empty cells to the right of it that have words below belong to the group too.
    """
    words: dict[int, str] = {}
    for cell in filled_cells(lines[0]):
        for column in range(cell.column, cell.column + cell.column_span):
            words[column] = cell.text.strip()
    below = {cell.column for row in lines[1:] for cell in filled_cells(row)}
    for column in sorted(_gaps(lines[0]) & below):
        if column - 1 in words and column - 1 in below:
            words[column] = words[column - 1]
    return words


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
    if not cells or is_column_numbers(row) or _is_caption(row, _width(rows[first])):
        return False
    if row.is_header and rows[first].is_header:
        return True
    return all(_may_be_subheader(cell) for cell in cells) and _fills_gaps(rows, first, index)


def _fills_gaps(rows: Sequence[Row], first: int, index: int) -> bool:
    """Tell whether a row holds words only under groups of columns and under empty cells."""
    opened = _open_columns(rows, first, index)
    columns = {cell.column for cell in filled_cells(rows[index])}
    is_lower = len(columns) > 1 and columns <= opened
    return is_lower or _splits_timing(rows, index, opened, columns)


def _open_columns(rows: Sequence[Row], first: int, index: int) -> set[int]:
    """Return the columns under groups of the lines above: a lower line may name their parts."""
    opened: set[int] | None = None
    for row in rows[first:index]:
        gaps = _gaps(row) if opened is None else _gaps(row) & opened
        beside = {column - 1 for column in gaps if opened is None or column - 1 in opened}
        opened = _grouped(row) | gaps | beside
    return opened or set()


def _grouped(row: Row) -> set[int]:
    return {
        column
        for cell in row.cells
        for column in range(cell.column, cell.column + cell.column_span)
        if cell.column_span > 1 and cell.text.strip()
    }


def _splits_timing(rows: Sequence[Row], index: int, opened: set[int], columns: set[int]) -> bool:
    """Tell «начала | окончания» under a header, also where the file shows no groups at all."""
    cells = filled_cells(rows[index])
    are_parts = bool(cells) and all(timing_part(cell.text) for cell in cells)
    return are_parts and (columns <= opened or len(cells) < len(filled_cells(rows[index - 1])))


def _may_be_subheader(cell: Cell) -> bool:
    text = one_line(cell.text)
    if len(text) > _MAX_SUBHEADER or (is_number(text) and not _YEAR.fullmatch(text)):
        return False
    return is_calendar_header(text) or _AMOUNT.fullmatch(text) is None


def _gaps(row: Row) -> set[int]:
    """Return the empty columns of a row that no cell covers from above."""
    return {
        column
        for cell in row.cells
        if not cell.text.strip() and not cell.is_continuation
        for column in range(cell.column, cell.column + cell.column_span)
    }


def _width(row: Row) -> int:
    return max((cell.column + cell.column_span - 1 for cell in row.cells), default=0)


def _is_caption(row: Row, column_count: int) -> bool:
    cells = filled_cells(row)
    return len(cells) == 1 and cells[0].column_span >= column_count > 1
