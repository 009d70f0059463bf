"""Which row of a newer plan continues which of an older one, what changed, and how both merge."""

from planbook.matching.comparison import (
    CellChange,
    PlacedRow,
    PlanDiff,
    RowDiff,
    RowState,
    compare_plans,
    is_reprinted,
    placed_rows,
)
from planbook.matching.facets import Facet, facets_of
from planbook.matching.identity import RowIdentity
from planbook.matching.merging import Conflict, MergedRow, merge_rows
from planbook.matching.pairing import RowMatch, match_rows
from planbook.matching.printing import changes_document

__all__ = [
    "CellChange",
    "Conflict",
    "Facet",
    "MergedRow",
    "PlacedRow",
    "PlanDiff",
    "RowDiff",
    "RowIdentity",
    "RowMatch",
    "RowState",
    "changes_document",
    "compare_plans",
    "facets_of",
    "is_reprinted",
    "match_rows",
    "merge_rows",
    "placed_rows",
]
