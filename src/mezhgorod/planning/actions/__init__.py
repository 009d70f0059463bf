"""Use cases of planning: a reviewed draft becomes a living plan, and a plan is put back."""

from mezhgorod.planning.actions.applying.drafted import DraftedPlan, RowPairing
from mezhgorod.planning.actions.applying.filling import fill_plan
from mezhgorod.planning.actions.applying.plans import apply_plan, delete_plan
from mezhgorod.planning.actions.applying.snapshots import restore_snapshot, snapshot_of
from mezhgorod.planning.actions.checks import (
    DecidedAlike,
    decide_alike,
    decide_remark,
    is_checked_at_once,
    recheck_plan,
)
from mezhgorod.planning.actions.layouts import choose_layout, delete_layout, save_layout
from mezhgorod.planning.actions.repairs import repair_finding, undo_repair
from mezhgorod.planning.actions.rows.editing import edit_row

__all__ = [
    "DecidedAlike",
    "DraftedPlan",
    "RowPairing",
    "apply_plan",
    "choose_layout",
    "decide_alike",
    "decide_remark",
    "delete_layout",
    "delete_plan",
    "edit_row",
    "fill_plan",
    "is_checked_at_once",
    "recheck_plan",
    "repair_finding",
    "restore_snapshot",
    "save_layout",
    "snapshot_of",
    "undo_repair",
]
