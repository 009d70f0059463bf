"""Dumps with one cell per tabbed line: a cell goes on over the next lines, rows are inferred.

A row is always followed by a blank line, but a cell may end in blank lines of its own. So blank
lines are *possible* row ends, and the division into rows is the cheapest one over the whole table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from planbook.readers.text.pieces import (
    TextCell,
    TextPiece,
    TextTable,
    clean_lines,
    full_width,
    is_row_mark,
)

CELL_START = re.compile(r"[ \u00a0]?\t")
MAXIMUM_COLUMNS = 30
MINIMUM_ROWS = 2
SAMPLE_CELLS = 1_500
_TABLE_SHARE = 0.6
_UNINFORMATIVE = 0.7

# What an unlikely division costs: weights were set by hand, only their order matters.
_HEADING_ROW = 1.0
_BLANK_INSIDE_ROW = 0.3
_ROW = 0.05
_SHORT_ROW = 2.0
_LONG_ROW = 4.0
_ROW_MARK_FIRST = -0.25
_ROW_MARK_INSIDE = 0.4


@dataclass(slots=True)
class _DumpCell:
    """The lines of one cell; `may_end_row` when a blank line stands before the next cell."""

    lines: list[str]
    may_end_row: bool = False
    has_mark: bool = False
    blank_cost: float = _BLANK_INSIDE_ROW

    @property
    def text(self) -> str:
        return clean_lines(self.lines)


def read_cell_lines(lines: list[str]) -> list[TextPiece]:
    """Return paragraphs and tables of a dump whose cells each begin with a tab on a new line."""
    first = next((i for i, line in enumerate(lines) if CELL_START.match(line)), len(lines))
    before: list[TextPiece] = list(lines[:first])
    cells = _cells(lines[first:])
    _allow_row_ends(cells)
    column_count = _infer_columns(cells)
    if column_count < 2:
        return [*before, *lines[first:]]
    division = _divide(cells, column_count)
    return [*before, *_tables(cells, division, column_count)]


def _cells(lines: list[str]) -> list[_DumpCell]:
    """Cut the lines into cells and note where a row may end."""
    cells: list[_DumpCell] = []
    for line in lines:
        start = CELL_START.match(line)
        if start or not cells:
            cells.append(_DumpCell([line[start.end() :] if start else line]))
        else:
            cells[-1].lines.append(line)
    for cell in cells:
        cell.may_end_row = len(cell.lines) > 1 and not cell.lines[-1].strip()
        cell.has_mark = is_row_mark(cell.lines[0])
    if cells:
        cells[-1].may_end_row = True
    return cells


def _allow_row_ends(cells: list[_DumpCell]) -> None:
    """Where blank lines tell nothing, let the numbers and bullets of rows tell their ends.

    They tell nothing when no cell or nearly every cell has one after it.
    """
    ends = sum(cell.may_end_row for cell in cells[:-1])
    if ends > _UNINFORMATIVE * len(cells):
        for cell in cells:
            cell.blank_cost = 0.0
    if ends:
        return
    for cell, following in pairwise(cells):
        cell.may_end_row = following.has_mark


def _infer_columns(cells: list[_DumpCell]) -> int:
    """Return the number of columns that divides the cells best, 0 when they make no table."""
    sample = _sample(cells)
    best = min(
        _candidate_counts(sample),
        key=lambda count: (_division_cost(sample, _divide(sample, count), count), count),
        default=0,
    )
    return best if best and _is_table(sample, _divide(sample, best), best) else 0


def _sample(cells: list[_DumpCell]) -> list[_DumpCell]:
    """Return the beginning of the table, cut where a row may end."""
    if len(cells) <= SAMPLE_CELLS:
        return cells
    ends = [i for i in range(SAMPLE_CELLS) if cells[i].may_end_row]
    return cells[: ends[-1] + 1] if ends else cells[:SAMPLE_CELLS]


def _candidate_counts(cells: list[_DumpCell]) -> set[int]:
    """Return the lengths of stretches between possible row ends, neighbours joined or not."""
    lengths: list[int] = []
    run = 0
    for cell in cells:
        run += 1
        if cell.may_end_row:
            lengths.append(run)
            run = 0
    pairs = {first + second for first, second in pairwise(lengths)}
    return {count for count in {*lengths, *pairs} if 2 <= count <= MAXIMUM_COLUMNS}


def _row_cost(cells: list[_DumpCell], start: int, end: int, column_count: int) -> float:
    """Return how unlikely it is that the cells from `start` to `end` are one row."""
    length = end - start
    if length == 1:
        return _HEADING_ROW + (_HEADING_ROW if cells[start].has_mark else 0)
    cost = _ROW + (_ROW_MARK_FIRST if cells[start].has_mark else 0.0)
    for index in range(start, min(end, start + MAXIMUM_COLUMNS)):
        if index > start and cells[index].has_mark:
            cost += _ROW_MARK_INSIDE
        if index < end - 1 and cells[index].may_end_row:
            cost += cells[index].blank_cost
    if length < column_count:
        cost += _SHORT_ROW + 0.25 * (column_count - length)
    elif length > column_count:
        cost += _LONG_ROW + 0.5 * (length - column_count)
    return cost


def _divide(cells: list[_DumpCell], column_count: int) -> list[int]:
    """Return the end of every row in the cheapest division (dynamic programming, linear time)."""
    size = len(cells)
    next_end = [size] * (size + 1)
    for index in range(size - 1, -1, -1):
        next_end[index] = index + 1 if cells[index].may_end_row else next_end[index + 1]
    best: list[tuple[float, int]] = [(0.0, size)] * (size + 1)
    for start in range(size - 1, -1, -1):
        ends = {next_end[start]}
        full = start + column_count
        if full <= size and cells[full - 1].may_end_row:
            ends.add(full)
        best[start] = min(
            (_row_cost(cells, start, end, column_count) + best[end][0], end) for end in ends
        )
    division, position = [], 0
    while position < size:
        position = best[position][1]
        division.append(position)
    return division


def _division_cost(cells: list[_DumpCell], division: list[int], column_count: int) -> float:
    starts = [0, *division[:-1]]
    return sum(
        _row_cost(cells, start, end, column_count)
        for start, end in zip(starts, division, strict=True)
    )


def _is_table(cells: list[_DumpCell], division: list[int], column_count: int) -> bool:
    """Tell a table from a text whose paragraphs are indented with tabs."""
    starts = [0, *division[:-1]]
    full = [
        start for start, end in zip(starts, division, strict=True) if end - start == column_count
    ]
    sure = sum(
        1
        for start in full
        if cells[start].has_mark
        or not any(cell.may_end_row for cell in cells[start : start + column_count - 1])
    )
    is_regular = len(full) * column_count >= _TABLE_SHARE * len(cells)
    return len(full) >= MINIMUM_ROWS and sure * 2 >= len(full) and is_regular


def _tables(cells: list[_DumpCell], division: list[int], column_count: int) -> list[TextPiece]:
    """Build the tables; text that follows the last cell of a row after a gap ends its table."""
    pieces: list[TextPiece] = []
    rows: list[list[TextCell]] = []
    start = 0
    for end in division:
        row = cells[start:end]
        is_last = end == len(cells)
        after = _text_after(row[-1], is_last=is_last) if len(row) in (1, column_count) else []
        rows.append([TextCell(cell.text) for cell in row])
        if after:
            pieces.append(_table(rows))
            pieces.extend(after)
            rows = []
        start = end
    if rows:
        pieces.append(_table(rows))
    return pieces


def _text_after(cell: _DumpCell, *, is_last: bool) -> list[str]:
    """Take from the last cell of a row the text that stands below the table and return it.

    Two blank lines part it anywhere; below the very last row one is enough, unless the text is a
    continuation in brackets or lower case.
    """
    blanks = 0
    for index, line in enumerate(cell.lines):
        if not line.strip():
            blanks += 1
            continue
        needed = 1 if is_last and not line.lstrip()[:1].islower() and line[:1] != "(" else 2
        if index and blanks >= needed:
            after = cell.lines[index:]
            del cell.lines[index:]
            return after
        blanks = 0
    return []


def _table(rows: list[list[TextCell]]) -> TextTable:
    column_count = max(len(row) for row in rows)
    return TextTable(tuple(full_width(row, column_count) for row in rows), column_count)
