"""Reads of planning that more than one face needs. They never write and know no HTTP."""

from mezhgorod.planning.queries.agenda import Agenda, agenda, planned_days
from mezhgorod.planning.queries.drafts import (
    LiveRow,
    StoredRow,
    earlier_drafts,
    items_with_content,
    live_row,
    live_rows,
    plan_draft,
    plan_skeleton,
    row_draft,
    stored_plan,
    stored_rows,
)
from mezhgorod.planning.queries.facts import (
    TIMING_GROUPS,
    FilterChoices,
    PlanFacts,
    TimingGroup,
    filter_choices,
    plan_facts,
)
from mezhgorod.planning.queries.filters import EventFilter, apply_filter, items_of_month
from mezhgorod.planning.queries.items import (
    drawn_items,
    findings_of_plan,
    items_by_time,
    items_of_plan,
    shown_ids,
    with_cells,
    with_places,
    with_plans,
)
from mezhgorod.planning.queries.layouts import (
    LayoutChoice,
    layout_choices,
    layout_owners,
    own_choice,
)
from mezhgorod.planning.queries.plans import plans_with_counts
from mezhgorod.planning.queries.rights import plan_subject
from mezhgorod.planning.queries.visibility import events_visible_to, plans_visible_to

__all__ = [
    "TIMING_GROUPS",
    "Agenda",
    "EventFilter",
    "FilterChoices",
    "LayoutChoice",
    "LiveRow",
    "PlanFacts",
    "StoredRow",
    "TimingGroup",
    "agenda",
    "apply_filter",
    "drawn_items",
    "earlier_drafts",
    "events_visible_to",
    "filter_choices",
    "findings_of_plan",
    "items_by_time",
    "items_of_month",
    "items_of_plan",
    "items_with_content",
    "layout_choices",
    "layout_owners",
    "live_row",
    "live_rows",
    "own_choice",
    "plan_draft",
    "plan_facts",
    "plan_skeleton",
    "plan_subject",
    "planned_days",
    "plans_visible_to",
    "plans_with_counts",
    "row_draft",
    "shown_ids",
    "stored_plan",
    "stored_rows",
    "with_cells",
    "with_places",
    "with_plans",
]
