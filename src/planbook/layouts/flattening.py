"""A plan as a flat table: one row per item, dates as dates beside their wording."""

from __future__ import annotations

from planbook.documents.flat import FlatTable
from planbook.layouts.layout import Layout, Source
from planbook.plans import PlanDraft


def flatten(plan: PlanDraft, layout: Layout, *, wording: Source = Source.VERBATIM) -> FlatTable:
    """Flatten a plan into one row per item."""
    raise NotImplementedError
