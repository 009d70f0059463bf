"""Tables of OpenDocument: rows and cells with their repeats and spans, within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy

from planbook.readers.flow import FlowCell, FlowItem, FlowRow, FlowTable, flow_texts
from planbook.readers.odt.context import Reading
from planbook.readers.odt.names import count, name, names, value
from planbook.readers.xml import Element

_ROW_GROUPS = names("table:table-rows", "table:table-row-group", "table:table-header-rows")
_HEADER_ROWS = name("table:table-header-rows")
_ROW = name("table:table-row")
_PAGE_BORDER = name("text:soft-page-break")
_CELL = name("table:table-cell")
_COLUMN = name("table:table-column")
_COLUMN_GROUPS = names(
    "table:table-columns", "table:table-column-group", "table:table-header-columns"
)
_TEXTS = names("text:p", "text:h")
_COVERED = name("table:covered-table-cell")
# Empty cells are repeated to fill a row; more of them than this fill a sheet, not a table.
_FILLING = 64


class TableReader:
    """Reads tables; one instance serves a whole document."""

    def __init__(
        self, reading: Reading, read_blocks: Callable[[Element, int, int], list[FlowItem]]
    ) -> None:
        self._reading = reading
        self._budget = reading.budget
        self._read_blocks = read_blocks

    def read(self, element: Element, depth: int, table_depth: int) -> FlowTable:
        """Return a table; `table_depth` is 1 for one that stands in no other."""
        self._budget.check_depth(depth)
        self._budget.check_table_depth(table_depth)
        table = FlowTable(page=self._reading.page, widths=self._widths(element, depth))
        for row, is_header in self._rows(element, depth, is_header=False):
            repeats = count(row, "table:number-rows-repeated")
            read = self._row(row, depth, table_depth)
            read.is_header = is_header
            if value(row, "table:visibility", "visible") != "visible":
                self._reading.omissions.hidden.append(" ".join(_row_texts(read)))
                continue
            if not _row_texts(read):
                # Rows without text are repeated to fill a page; one of them is enough.
                repeats = 1
            for _ in range(repeats):
                self._count(read)
                table.rows.append(read if repeats == 1 else copy(read))
        return table

    def _widths(self, element: Element, depth: int) -> list[float | None]:
        """Return the widths of the columns; those that fill a sheet are not asked for."""
        self._budget.check_depth(depth)
        widths: list[float | None] = []
        for child in element:
            if child.tag == _COLUMN:
                repeats = count(child, "table:number-columns-repeated")
                width = self._reading.styles.column_width(value(child, "table:style-name"))
                widths += [width] * min(repeats, _FILLING)
            elif child.tag in _COLUMN_GROUPS:
                widths += self._widths(child, depth + 1)
            if len(widths) > self._budget.limits.columns:
                return []
        return widths

    def _rows(
        self, element: Element, depth: int, *, is_header: bool
    ) -> Iterator[tuple[Element, bool]]:
        """Yield the rows with their groups taken apart."""
        self._budget.check_depth(depth)
        for child in element:
            if child.tag == _ROW:
                yield child, is_header
            elif child.tag in _ROW_GROUPS:
                in_header = is_header or child.tag == _HEADER_ROWS
                yield from self._rows(child, depth + 1, is_header=in_header)
            elif child.tag == _PAGE_BORDER:
                self._reading.turn_page()

    def _count(self, row: FlowRow) -> None:
        self._budget.count_row()
        for _ in row.cells:
            self._budget.count_cell()

    def _row(self, element: Element, depth: int, table_depth: int) -> FlowRow:
        row = FlowRow(page=self._reading.page)
        start = 0
        for child in element.iterchildren(_CELL, _COVERED):
            repeats = count(child, "table:number-columns-repeated")
            items = self._read_blocks(child, depth + 1, table_depth)
            texts = flow_texts(items)
            if child.tag == _COVERED:
                self._reading.omissions.covered.extend(texts)
            else:
                self._add(row, child, items, (start, repeats if texts else min(repeats, _FILLING)))
            start += repeats
        return row

    def _add(
        self, row: FlowRow, element: Element, items: list[FlowItem], place: tuple[int, int]
    ) -> None:
        """Add a cell as often as it is repeated."""
        start, repeats = place
        if repeats > 1:
            self._budget.check_columns(start + repeats)
        columns = count(element, "table:number-columns-spanned")
        rows = count(element, "table:number-rows-spanned")
        first = next((child for child in element if child.tag in _TEXTS), None)
        style = "" if first is None else value(first, "text:style-name")
        align = self._reading.styles.align(style)
        for number in range(repeats):
            row.cells.append(FlowCell(items, columns, rows, start + number, align))


def _row_texts(row: FlowRow) -> list[str]:
    return [text for cell in row.cells for text in flow_texts(cell.items)]
