"""Pure decisions of intake: states of a run, comparison of a draft with the live plan."""

from mezhgorod.intake.rules.comparison import (
    CellChange,
    ChangeKind,
    PlanComparison,
    RowChange,
)
from mezhgorod.intake.rules.states import (
    MAX_REMOVED_SHARE,
    TRANSITIONS,
    RunState,
    can_move,
    is_mass_removal,
)

__all__ = [
    "MAX_REMOVED_SHARE",
    "TRANSITIONS",
    "CellChange",
    "ChangeKind",
    "PlanComparison",
    "RowChange",
    "RunState",
    "can_move",
    "is_mass_removal",
]
