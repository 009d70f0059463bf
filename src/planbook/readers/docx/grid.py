"""From rows as Word keeps them to a table with a clean grid: columns, spans, vertical merges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from planbook.documents.printed import Align
from planbook.documents.tree import Cell, Row, Table
from planbook.findings import SourceRef
from planbook.readers.measures import joined_widths, usual_aligns

# Cell borders closer than this many twentieths of a point (2 mm) are one border drawn unsteadily.
BORDER_TOLERANCE = 113


@dataclass(slots=True)
class GridCell:
    """A cell on the grid of Word: `start` counts grid columns from 0."""

    start: int
    span: int
    texts: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    tables: list[GridTable] = field(default_factory=list)
    merge: str = ""
    row_span: int = 1

    @property
    def end(self) -> int:
        """The grid column after the last one covered."""
        return self.start + self.span

    @property
    def text(self) -> str:
        """The paragraphs of the cell, parted by blank lines."""
        return "\n\n".join(self.texts).strip()


@dataclass(slots=True)
class GridRow:
    """A row as kept in the file."""

    cells: list[GridCell]
    is_header: bool = False


@dataclass(slots=True)
class GridTable:
    """A table being read; `widths` of the grid columns in twips, empty when not told.

    `cell_widths` are those that cells of one grid column name themselves, `aligns` tell where the
    lines of cells stand; both are gathered from the first rows.
    """

    widths: list[int] = field(default_factory=list)
    rows: list[GridRow] = field(default_factory=list)
    cell_widths: dict[int, int] = field(default_factory=dict)
    aligns: list[tuple[GridCell, Align]] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)

    def finish(self, source: SourceRef, *, is_nested: bool = False) -> Table:
        """Settle the grid and return the table; cells of a nested one point to its outer cell."""
        columns = _settled_columns(self)
        self._settle_merges(columns)
        rows = []
        for index, row in enumerate(self.rows, 1):
            row_source = source if is_nested else SourceRef(source.block, source.table, index, 0)
            cells = tuple(self._cell(cell, columns, row_source, is_nested) for cell in row.cells)
            rows.append(Row(cells, row.is_header, row_source))
        count = max(columns.values(), default=0)
        aligned = [
            (columns[cell.start], align)
            for cell, align in self.aligns
            if columns[cell.end] - columns[cell.start] == 1
        ]
        return Table(
            tuple(rows), count, source, self._shares(columns), usual_aligns(aligned, count)
        )

    def _shares(self, columns: dict[int, int]) -> tuple[float, ...]:
        """Return the widths of the settled columns; what cells say outweighs the grid, as in Word.

        Programs that write a grid of equal columns set the widths of cells all the same.
        """
        last = max(columns)
        by_cells = [self.cell_widths.get(column, 0) for column in range(last)]
        widths = by_cells if all(by_cells) else self.widths
        starts = {number: border for border, number in sorted(columns.items(), reverse=True)}
        begins = [starts[number] for number in range(columns[last])]
        return joined_widths(widths, begins, last)

    def _cell(
        self, cell: GridCell, columns: dict[int, int], row: SourceRef, is_nested: bool
    ) -> Cell:
        column = columns[cell.start] + 1
        source = row if is_nested else SourceRef(row.block, row.table, row.row, column)
        nested = tuple(table.finish(source, is_nested=True) for table in cell.tables)
        for table in cell.tables:
            self.covered.extend(table.covered)
        return Cell(
            text=cell.text,
            column=column,
            column_span=columns[cell.end] - columns[cell.start],
            row_span=cell.row_span,
            is_continuation=cell.merge == "continue",
            footnotes=tuple(cell.footnotes),
            tables=nested,
            source=source,
        )

    def _settle_merges(self, columns: dict[int, int]) -> None:
        """Give the first cell of a vertical merge its height; a merge with no beginning is none."""
        open_merges: dict[tuple[int, int], GridCell] = {}
        for row in self.rows:
            going_on: dict[tuple[int, int], GridCell] = {}
            for cell in row.cells:
                place = (columns[cell.start], columns[cell.end])
                first = open_merges.get(place)
                if cell.merge == "continue" and first is not None:
                    first.row_span += 1
                    going_on[place] = first
                    self._empty(cell)
                elif cell.merge:
                    cell.merge = "restart"
                    going_on[place] = cell
            open_merges = going_on

    def _empty(self, cell: GridCell) -> None:
        """Take the text out of a covered cell: Word does not show it."""
        if cell.text.strip():
            self.covered.append(cell.text)
        cell.texts = []
        cell.footnotes = []
        cell.tables = []


def _settled_columns(table: GridTable) -> dict[int, int]:
    """Map grid borders to column numbers from 0: unused borders vanish, near ones become one."""
    cells = [cell for row in table.rows for cell in row.cells]
    borders = sorted({0, *(cell.start for cell in cells), *(cell.end for cell in cells)})
    positions = _positions(table.widths, borders[-1])
    latest_start: dict[int, int] = {}
    for cell in cells:
        latest_start[cell.end] = max(cell.start, latest_start.get(cell.end, 0))
    columns: dict[int, int] = {}
    cluster_start = 0
    column = 0
    for border in borders[1:]:
        is_near = (
            positions is not None
            and positions[border] - positions[cluster_start] < BORDER_TOLERANCE
            and latest_start.get(border, -1) < cluster_start
        )
        if not is_near:
            cluster_start = border
            column += 1
        columns[border] = column
    columns[0] = 0
    return columns


def _positions(widths: Sequence[int], border_count: int) -> list[int] | None:
    """Return the position of every border, None when the widths do not tell them all."""
    if len(widths) < border_count or not all(widths):
        return None
    return [0, *accumulate(widths)]
