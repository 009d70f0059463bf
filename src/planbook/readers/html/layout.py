"""Tables that only arrange a page: what stands in their cells is taken out of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planbook.readers.flow import FlowItem, FlowTable

_SMALLEST_TABLE = 2


def without_layout_tables(items: Sequence[FlowItem]) -> list[FlowItem]:
    """Return the items with tables for layout replaced by what stands in them, in order.

    A table is for layout when one inside it has more cells with text than the outer one has cells
    of its own, or when it is a frame of one cell around tables.
    """
    found: list[FlowItem] = []
    for item in items:
        if isinstance(item, FlowTable) and _is_layout(item):
            inside = [part for row in item.rows for cell in row.cells for part in cell.items]
            found += without_layout_tables(inside)
        else:
            found.append(item)
    return found


def _is_layout(table: FlowTable) -> bool:
    own = sum(len(row.cells) for row in table.rows)
    largest = max((_size(inner) for inner in _inner_tables(table)), default=0)
    return largest >= _SMALLEST_TABLE and (own == 1 or largest > own)


def _inner_tables(table: FlowTable) -> Iterator[FlowTable]:
    for row in table.rows:
        for cell in row.cells:
            for item in cell.items:
                if isinstance(item, FlowTable):
                    yield item
                    yield from _inner_tables(item)


def _size(table: FlowTable) -> int:
    """Return how many cells of a table of several columns hold anything."""
    is_table = any(len(row.cells) >= _SMALLEST_TABLE for row in table.rows)
    return sum(1 for row in table.rows for cell in row.cells if cell.items) if is_table else 0
