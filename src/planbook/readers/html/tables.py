"""Tables of pages: rows, spans within their groups, header rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planbook.readers.flow import FlowCell, FlowItem, FlowRow, FlowTable
from planbook.readers.html.context import Reading
from planbook.readers.html.decoding import Element
from planbook.readers.html.lists import whole_number

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"col", "colgroup", "script", "style", "template"})


@dataclass(slots=True)
class _Group:
    """Rows between which cells may reach down: those of one head, body or foot."""

    rows: list[FlowRow]
    is_head: bool = False


# Reads the inside of an element: element, depth, depth of tables.
CellReader = Callable[[Element, int, int], list[FlowItem]]


class TableReader:
    """Reads tables; one instance serves a whole page."""

    def __init__(self, reading: Reading, read_cell: CellReader) -> None:
        self._reading = reading
        self._read_cell = read_cell

    def read(self, element: Element, depth: int, table_depth: int) -> list[FlowItem]:
        """Return a table; its caption and text that stands between its rows go before it."""
        self._reading.budget.check_table_depth(table_depth)
        groups = [_Group([])]
        before: list[FlowItem] = []
        self._collect(element, (groups, before), depth, table_depth)
        table = FlowTable(widths=self._reading.look.widths(element))
        for group in groups:
            _bound_spans(group.rows)
            _mark_header(group, is_leading=not table.rows)
            table.rows += group.rows
        return [*before, table] if table.rows else before

    def _collect(
        self,
        element: Element,
        found: tuple[list[_Group], list[FlowItem]],
        depth: int,
        table_depth: int,
    ) -> None:
        """Gather rows by groups, through forms and whatever else stands around them."""
        self._reading.budget.check_depth(depth)
        groups, before = found
        for child in element:
            if child.tag in _SILENT:
                continue
            if self._reading.styling.is_hidden(child):
                self._hide(child)
            elif child.tag == "tr":
                groups[-1].rows.append(self._row(child, depth + 1, table_depth))
            elif child.tag in _GROUPS:
                groups.append(_Group([], is_head=child.tag == "thead"))
                self._collect(child, found, depth + 1, table_depth)
                groups.append(_Group([]))
            elif child.tag == "caption" or next(child.iter("tr"), None) is None:
                before += self._read_cell(child, depth + 1, table_depth)
            else:
                self._collect(child, found, depth + 1, table_depth)

    def _hide(self, element: Element) -> None:
        if text := " ".join("".join(str(part) for part in element.itertext()).split()):
            self._reading.omissions.hidden.append(text)

    def _row(self, element: Element, depth: int, table_depth: int) -> FlowRow:
        self._reading.budget.count_row()
        row = FlowRow()
        for child in element:
            if child.tag in _SILENT:
                continue
            if self._reading.styling.is_hidden(child):
                self._hide(child)
                continue
            self._reading.budget.count_cell()
            items = self._read_cell(child, depth + 1, table_depth)
            if child.tag in _CELLS or items:
                columns = whole_number(child.get("colspan"), 1) or 1
                rows = whole_number(child.get("rowspan"), 1)
                align = self._reading.look.align(child)
                row.cells.append(FlowCell(items, columns, rows, align=align))
        cells = [child.tag for child in element if child.tag in _CELLS]
        row.is_header = bool(cells) and set(cells) == {"th"}
        return row


def _bound_spans(rows: list[FlowRow]) -> None:
    """Let no cell reach out of its group; a span of 0 rows is all that are left (HTML, 4.9.11)."""
    for number, row in enumerate(rows):
        below = len(rows) - number
        for cell in row.cells:
            cell.row_span = min(cell.row_span or below, below)


def _mark_header(group: _Group, *, is_leading: bool) -> None:
    """Take the rows of a head for a header, and leading rows that hold header cells only."""
    for row in group.rows:
        is_leading = is_leading and row.is_header
        row.is_header = group.is_head or is_leading
