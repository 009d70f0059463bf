"""From a neutral document to a plan understood: sections, rows, fields, findings."""

from planbook.plans.draft import (
    Action,
    Age,
    CellDraft,
    EventDraft,
    Grouping,
    Involvement,
    Occasion,
    PlanDraft,
    SectionDraft,
)
from planbook.plans.export import plan_to_json
from planbook.plans.extraction import extract_plan
from planbook.plans.storage import (
    draft_from_dict,
    draft_to_dict,
    event_from_dict,
    event_to_dict,
)

__all__ = [
    "Action",
    "Age",
    "CellDraft",
    "EventDraft",
    "Grouping",
    "Involvement",
    "Occasion",
    "PlanDraft",
    "SectionDraft",
    "draft_from_dict",
    "draft_to_dict",
    "event_from_dict",
    "event_to_dict",
    "extract_plan",
    "plan_to_json",
]
