"""A column whose cells are merged over many rows groups them: its texts are headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planbook.plans.blocks import Block, BodyCell, BodyRow
from planbook.plans.columns import OTHER, Column, ColumnSet

SECTION = "section"
# Roles of columns that may group rows when their cells are merged.
_GROUPING = frozenset({"direction", "responsible", SECTION, OTHER})
_MAX_HEADING = 200


def split_by_column(block: Block) -> list[Block]:
    """Part a block into one block for every merged cell of its grouping column.

    The column keeps its cells under the role «section». A block without such a column comes back
    as it is.
    """
    column = _grouping_column(block)
    if column is None:
        return [block]
    columns = _with_section(block.column_set, column)
    parts: list[Block] = []
    if block.heading:
        parts.append(replace(block, column_set=columns, rows=[]))
    for row in block.rows:
        cell = _cell(row, column.index)
        if cell is not None and cell.text.strip():
            parts.append(Block((cell.text.strip(),), columns, cell.source))
        parts[-1].rows.append(row)
    return parts


def _grouping_column(block: Block) -> Column | None:
    """Return the column before the title whose cells are merged over rows from the first row on."""
    titles = block.column_set.indexes("title")
    if not titles or len(block.rows) < 2:
        return None
    for column in block.column_set.columns:
        role = column.role.split(":")[0]
        if column.index < titles[0] and role in _GROUPING and _is_merged(block.rows, column.index):
            return column
    return None


def _is_merged(rows: Sequence[BodyRow], index: int) -> bool:
    cells = [_cell(row, index) for row in rows]
    if cells[0] is None or not cells[0].text.strip():
        return False
    merged = 0
    for cell in cells:
        if cell is None or len(cell.text) > _MAX_HEADING:
            return False
        merged += cell.is_continuation
        if not cell.text.strip() and not cell.is_continuation:
            return False
    return merged * 2 >= len(cells) - 1


def _cell(row: BodyRow, index: int) -> BodyCell | None:
    return next((cell for cell in row.cells if cell.column == index), None)


def _with_section(column_set: ColumnSet, column: Column) -> ColumnSet:
    return ColumnSet(
        tuple(
            replace(known, role=SECTION) if known is column else known
            for known in column_set.columns
        )
    )
