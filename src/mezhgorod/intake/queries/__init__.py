"""Reads of intake that the review page and the applying share. They never write."""

from mezhgorod.intake.queries.changes import changes_of, merged_draft
from mezhgorod.intake.queries.comparison import (
    Choices,
    compare_with_live,
    comparison_of,
    live_plan_of,
)
from mezhgorod.intake.queries.drafts import draft_of, head_of, owner_name_of, period_of
from mezhgorod.intake.queries.visibility import runs_visible_to

__all__ = [
    "Choices",
    "changes_of",
    "compare_with_live",
    "comparison_of",
    "draft_of",
    "head_of",
    "live_plan_of",
    "merged_draft",
    "owner_name_of",
    "period_of",
    "runs_visible_to",
]
