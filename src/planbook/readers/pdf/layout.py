"""A page taken apart into tables with their texts and into lines outside of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from planbook.readers.pdf.columns import find_columns
from planbook.readers.pdf.content import (
    Box,
    Char,
    PageCell,
    PageContent,
    PageLayout,
    PageTable,
    Stroke,
)
from planbook.readers.pdf.lattice import find_tables
from planbook.readers.pdf.lines import centre, read_lines, read_turned_lines, set_upright

# In sizes of type.
_TOUCHING = 0.08


def take_apart(content: PageContent) -> PageLayout:
    """Return tables and lines of a page; what is drawn inside a cell belongs to the cell."""
    page = set_upright(content)
    tables = _outermost(find_tables(page.across, page.upright, page.number))
    outside = _fill(tables, page.chars)
    lines = [*read_lines(outside, splits_wide_gaps=True), *read_turned_lines(outside)]
    lines.sort(key=lambda line: (line.y, line.x0))
    rules = [stroke for stroke in page.across if not _is_in_tables(stroke, tables)]
    guessed, rest = find_columns(lines, rules, page.number)
    tables = sorted((*tables, *guessed), key=lambda table: table.ys[0])
    return PageLayout(page.number, page.width, page.height, tables, rest)


def _is_in_tables(stroke: Stroke, tables: Sequence[PageTable]) -> bool:
    return any(table.ys[0] - 1 <= stroke.at <= table.ys[-1] + 1 for table in tables)


def _outermost(tables: Sequence[PageTable]) -> list[PageTable]:
    """Leave out tables inside a cell of another one: their words are read with that cell."""
    return [
        table
        for table in tables
        if not any(_is_inside(table.box, other.box) for other in tables if other is not table)
    ]


def _is_inside(box: Box, other: Box) -> bool:
    is_within = other.holds(box.x0, box.y0) and other.holds(box.x1, box.y1)
    return is_within and box != other


def _fill(tables: Sequence[PageTable], chars: Sequence[Char]) -> list[Char]:
    """Give every cell its lines; return the characters that stand in no table."""
    outside: list[Char] = []
    inside: dict[int, list[Char]] = {}
    cells: list[PageCell] = []
    grids = [_Grid(table, cells) for table in tables]
    index: int | None = None
    before: Char | None = None
    for char in chars:
        # A word that runs over the edge of its cell stays in it.
        if before is None or not _goes_on(before, char):
            x, y = centre(char)
            index = next((found for grid in grids if (found := grid.find(x, y)) is not None), None)
        before = char
        if index is None:
            outside.append(char)
        else:
            inside.setdefault(index, []).append(char)
    for index, own in inside.items():
        cells[index].lines = read_lines(own)
        if any(char.turn for char in own):
            cells[index].turned = read_turned_lines(own)
    return outside


def _goes_on(before: Char, char: Char) -> bool:
    """Tell whether a character is drawn right after another one, as in one word."""
    return (
        char.turn == before.turn == 0
        and before.text[-1:].isalnum()
        and abs(char.x0 - before.x1) <= _TOUCHING * char.size
        and abs(char.y - before.y) <= _TOUCHING * char.size
    )


class _Grid:
    """Finds the cell of a table that holds a point."""

    def __init__(self, table: PageTable, cells: list[PageCell]) -> None:
        self._xs, self._ys, self._box = table.xs, table.ys, table.box
        self._width = len(table.xs) - 1
        self._owners = [0] * (self._width * (len(table.ys) - 1))
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self._owners[row * self._width + column] = len(cells)
            cells.append(cell)

    def find(self, x: float, y: float) -> int | None:
        """Return the number of the cell at a point, None outside of the table."""
        if not self._box.holds(x, y):
            return None
        row = min(bisect_right(self._ys, y), len(self._ys) - 1) - 1
        column = min(bisect_right(self._xs, x), len(self._xs) - 1) - 1
        return self._owners[row * self._width + column]
