"""A person changes one row of a plan: its cells, its event and what the row says as a whole."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.planning.actions.drafted import DraftedPlan, RowPairing
from mezhgorod.planning.actions.event_batch import write_events
from mezhgorod.planning.actions.plans import surroundings_of
from mezhgorod.planning.actions.structure import MAX_NUMBER, item_cells, item_content
from mezhgorod.planning.models import ItemCell, Plan, PlanItem
from mezhgorod.planning.queries import live_row
from mezhgorod.planning.rules import clip, row_fingerprint, says_same
from planbook.dates import Period
from planbook.plans import EventDraft, PlanDraft, SectionDraft


@transaction.atomic
def edit_row(*, item: PlanItem, row: EventDraft, now: datetime) -> PlanItem:
    """Make a row say what a draft says; what its document said is kept for later comparison.

    Who may do so is asked by the callers. A row that says the same already is left alone.
    """
    plan = Plan.objects.select_for_update(of=("self",)).get(sections__items=item)
    live = live_row(item=item)
    if says_same(row, live.current):
        return item
    drafted = _drafted(plan, row)
    pairing = RowPairing({0: item.pk}, frozenset())
    (item.event,) = write_events(drafted, pairing, [item], surroundings_of(drafted, pairing, now))
    ItemCell.objects.filter(item=item).delete()
    ItemCell.objects.bulk_create(item_cells(item, row, plan.document))
    content = item_content(item, live.imported, row)
    content.save()
    item.content = content
    item.number, item.fingerprint = clip(row.number, MAX_NUMBER), row_fingerprint(row)
    item.save(update_fields=["number", "fingerprint"])
    count_change(plan, now)
    return item


def _drafted(plan: Plan, row: EventDraft) -> DraftedPlan:
    """Return the row as a draft of its own, for the writing that whole plans use."""
    draft = PlanDraft(
        plan.title, plan.owner.name, plan.kind, plan.period_edtf, (SectionDraft("", (row,)),)
    )
    return DraftedPlan(draft, plan.document, plan.owner, Period.from_edtf(plan.period_edtf))


def count_change(plan: Plan, now: datetime) -> None:
    """Tell readers that the plan has changed; it is no longer what its document says."""
    plan.revision += 1
    plan.updated_at = now
    plan.fingerprint = ""
    plan.save(update_fields=["revision", "updated_at", "fingerprint"])
