"""Empty cells of vertically merged ones get the text of the cell above, marked as inherited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planbook.plans.blocks import BodyCell, BodyRow
from planbook.plans.columns import ColumnSet

# Formats that cannot show merged cells: there an empty cell may be the lower part of one.
FORMATS_WITHOUT_MERGES = frozenset({"txt", "csv"})
# Columns in which authors merge equal neighbours; a note or a date is left empty for other reasons.
_MERGED_ROLES = frozenset({"partners", "description", "audience", "organizers", "responsible"})
# A column filled less than that is one which rows may leave empty.
_MOSTLY_FILLED = 0.5


def inherit_cells(
    rows: Sequence[BodyRow], column_set: ColumnSet, *, shows_merges: bool, optional: frozenset[int]
) -> list[BodyRow]:
    """Fill empty cells from above within one section.

    Cells that the file marks as merged inherit always. Where the format cannot tell, a column
    inherits if its role is one that authors merge and it is not `optional`.
    """
    above: dict[int, BodyCell] = {}
    result: list[BodyRow] = []
    for row in rows:
        cells = tuple(
            _inherited(cell, above.get(cell.column), column_set, shows_merges, optional)
            for cell in row.cells
        )
        above.update({cell.column: cell for cell in cells if cell.text.strip()})
        result.append(replace(row, cells=cells))
    return result


def optional_columns(rows: Sequence[BodyRow], column_set: ColumnSet) -> frozenset[int]:
    """Return the columns that fewer than half of all rows fill."""
    counts = {
        column.index: sum(bool(row.text(column.index).strip()) for row in rows)
        for column in column_set.columns
    }
    return frozenset(index for index, count in counts.items() if count < len(rows) * _MOSTLY_FILLED)


def _inherited(
    cell: BodyCell,
    above: BodyCell | None,
    column_set: ColumnSet,
    shows_merges: bool,
    optional: frozenset[int],
) -> BodyCell:
    if cell.text.strip() or above is None:
        return cell
    role = column_set.at(cell.column).role
    may_be_merged = not shows_merges and role in _MERGED_ROLES and cell.column not in optional
    if not (cell.is_continuation or may_be_merged) or role == "number":
        return cell
    return replace(cell, text=above.text, is_inherited=True)
