"""What an older program did not keep of a plan is filled in; nothing that shows changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from mezhgorod.planning.actions.applying.events import event_values, has_new_content
from mezhgorod.planning.actions.applying.plans import MAX_STAMP
from mezhgorod.planning.actions.applying.structure import item_content
from mezhgorod.planning.models import ItemContent, Plan, PlanItem
from mezhgorod.planning.rules import clip
from planbook.plans import EventDraft, PlanDraft


@transaction.atomic
def fill_plan(
    *,
    plan: Plan,
    draft: PlanDraft,
    rows: Mapping[int, EventDraft],
    layout: Mapping[str, Any] | None,
) -> tuple[int, int]:
    """Store rows whole that are not, and layout and title block where there is none.

    `rows` are drafted rows by the id of the item they are. A row is stored only if it says what
    its cells and its event say already: revision, sequence and address of nothing change.

    Returns:
        How many rows are whole now, and how many could not be filled.
    """
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    lacking = PlanItem.objects.filter(section__plan=plan, content__isnull=True)
    items = list(lacking.select_related("event__series").prefetch_related("cells"))
    contents = [
        item_content(item, rows[item.pk], rows[item.pk])
        for item in items
        if item.pk in rows and _says_the_same(item, rows[item.pk])
    ]
    ItemContent.objects.bulk_create(contents)
    _fill_frame(plan, draft, layout)
    return len(contents), len(items) - len(contents)


def _says_the_same(item: PlanItem, row: EventDraft) -> bool:
    cells = sorted(item.cells.all(), key=lambda cell: cell.position)
    if [(cell.role, cell.text) for cell in cells] != [(cell.role, cell.text) for cell in row.cells]:
        return False
    values = event_values(row, series=item.event.series, place_names=())
    return not has_new_content(item.event, values)


def _fill_frame(plan: Plan, draft: PlanDraft, layout: Mapping[str, Any] | None) -> None:
    if plan.source_layout is None:
        plan.source_layout = layout
    if not any((plan.title_lines, plan.stamp, plan.approval, plan.signature)):
        plan.title_lines = list(draft.title_lines)
        plan.stamp = clip(draft.stamp, MAX_STAMP)
        plan.approval = list(draft.approval)
        plan.signature = list(draft.signature)
    plan.save(update_fields=["source_layout", "title_lines", "stamp", "approval", "signature"])
