"""Pure decisions of intake: states of a run, comparison of a draft with the live plan."""

from mezhgorod.intake.rules.comparison import (
    CellChange,
    ChangeKind,
    PlanComparison,
    RowChange,
)
from mezhgorod.intake.rules.decisions import Decision
from mezhgorod.intake.rules.states import (
    FALL_BACK,
    MAX_REMOVED_SHARE,
    MAX_ROWS_AT_ONCE,
    TRANSITIONS,
    RunState,
    can_move,
    is_mass_removal,
)

__all__ = [
    "FALL_BACK",
    "MAX_REMOVED_SHARE",
    "MAX_ROWS_AT_ONCE",
    "TRANSITIONS",
    "CellChange",
    "ChangeKind",
    "Decision",
    "PlanComparison",
    "RowChange",
    "RunState",
    "can_move",
    "is_mass_removal",
]
