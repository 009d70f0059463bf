"""From a document to a plan draft: the order of the steps. What each step knows stands elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from planbook.dates import Period
from planbook.documents import Document
from planbook.plans.draft import PlanDraft


def extract_plan(
    document: Document,
    *,
    period: Period | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> PlanDraft:
    """Read the plan that a document holds."""
    return PlanDraft("", None, "other", period.edtf if period else None, ())
