"""Use cases of planning: a reviewed draft becomes a living plan."""

from mezhgorod.planning.actions.drafted import DraftedPlan, RowPairing
from mezhgorod.planning.actions.plans import apply_plan

__all__ = ["DraftedPlan", "RowPairing", "apply_plan"]
