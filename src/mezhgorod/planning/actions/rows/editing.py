"""A person changes one row of a plan: its cells, its event and what the row says as a whole."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.planning.actions.rows.writing import locked_plan, write_changed
from mezhgorod.planning.models import PlanItem
from planbook.plans import EventDraft


@transaction.atomic
def edit_row(*, item: PlanItem, row: EventDraft, now: datetime) -> PlanItem:
    """Make a row say what a draft says; what its document said is kept for later comparison.

    Who may do so is asked by the callers, and they tell the history. A row that says the same
    already is left alone.
    """
    plan = locked_plan(item.section.plan_id)
    write_changed(plan=plan, changes=[(item, row)], now=now)
    return item
