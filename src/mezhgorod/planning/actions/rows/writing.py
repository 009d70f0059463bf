"""Rows written into a stored plan, a few at a time; the rest of the plan is left alone.

These are primitives: they ask nobody for a right and tell no history. Callers hold the lock of the
plan (`locked_plan`), ask, write, and call `record_changes`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import F, Max, QuerySet

from mezhgorod.planning.actions.applying.drafted import DraftedPlan, ReturningEvent, RowPairing
from mezhgorod.planning.actions.applying.event_batch import write_events
from mezhgorod.planning.actions.applying.plans import surroundings_of
from mezhgorod.planning.actions.applying.structure import (
    MAX_NUMBER,
    item_cells,
    item_content,
)
from mezhgorod.planning.actions.rows.returning import ReturningRow, drop_unused_events, relink
from mezhgorod.planning.models import ItemCell, ItemContent, Plan, PlanItem, PlanSection
from mezhgorod.planning.queries import live_row
from mezhgorod.planning.rules import clip, says_same
from mezhgorod.registry.rules import RuleViolation
from planbook.dates import Period
from planbook.plans import EventDraft, PlanDraft, SectionDraft, event_from_dict

_NUMBER = "number"
_BATCH = 500
_GONE = "Плана уже нет: его удалил другой сотрудник."
_FOREIGN = "Раздела в этом плане уже нет. Обновите страницу и выберите другой."


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands: its section and its place among the rows of it, from 1; None: last."""

    section: PlanSection
    position: int | None = None


def locked_plan(plan_id: int) -> Plan:
    """Return a plan locked until the end of the transaction, with its owner and document.

    Raises:
        RuleViolation: the plan has gone.
    """
    plans = Plan.objects.select_for_update(of=("self",)).select_related("owner", "document")
    plan = plans.filter(pk=plan_id).first()
    if plan is None:
        raise RuleViolation("plan.gone", _GONE)
    return plan


def locked_section(plan: Plan, section_id: int) -> PlanSection:
    """Return a section of a locked plan as it stands now.

    Raises:
        RuleViolation: the plan has no such section any more.
    """
    section = plan.sections.filter(pk=section_id).first()
    if section is None:
        raise RuleViolation("section.gone", _FOREIGN, "section")
    section.plan = plan
    return section


def locked_items(plan: Plan, item_ids: Sequence[int]) -> list[PlanItem]:
    """Return rows of a locked plan in printed order, with what changing them needs.

    Rows that have gone are left out.
    """
    items = PlanItem.objects.filter(section__plan=plan, pk__in=item_ids)
    found = items.select_related("section", "event", "content")
    return list(found.order_by("section__position", "position"))


def write_added(
    *,
    plan: Plan,
    place: RowPlace,
    rows: Sequence[EventDraft],
    now: datetime,
    returning: Sequence[ReturningRow] = (),
) -> list[PlanItem]:
    """Write new rows one after another at a place and return them; rows below move down.

    A new row bears no number: layouts count.

    Args:
        returning: what the rows were before they were removed, one for each, or nothing.
    """
    if not rows:
        return []
    if not returning:
        rows = [_without_number(row) for row in rows]
    drafted = _drafted(plan, rows, returning)
    pairing = RowPairing({}, frozenset())
    events = write_events(drafted, pairing, [], surroundings_of(drafted, pairing, now))
    first = _make_room(plan, place, len(rows))
    known = dict(enumerate(returning))
    items = PlanItem.objects.bulk_create(
        PlanItem(
            pk=known[index].item_id if index in known else None,
            section=place.section,
            event=event,
            position=first + index,
            number=clip(row.number, MAX_NUMBER),
            fingerprint=drafted.fingerprints.rows[index],
            is_pinned=index in known and known[index].is_pinned,
        )
        for index, (event, row) in enumerate(zip(events, rows, strict=True))
    )
    before = [_imported(row, known.get(index)) for index, row in enumerate(rows)]
    _write_words(plan, list(zip(items, before, rows, strict=True)))
    relink(dict(zip((item.pk for item in items), returning, strict=False)))
    count_change(plan, now)
    return items


def write_removed(*, plan: Plan, items: Sequence[PlanItem], now: datetime) -> None:
    """Delete rows; events that stand in no plan any more and nobody prepares go with them."""
    if not items:
        return
    PlanItem.objects.filter(pk__in=[item.pk for item in items]).delete()
    drop_unused_events([item.event_id for item in items])
    count_change(plan, now)


def write_changed(
    *, plan: Plan, changes: Sequence[tuple[PlanItem, EventDraft]], now: datetime
) -> list[PlanItem]:
    """Make rows say what drafts say, in a fixed number of statements; rows keep ids and events.

    Rows that say the same already are left alone.

    Returns:
        The rows that say something else now.
    """
    lives = {item.pk: live_row(item=item) for item, _ in changes}
    real = [(item, row) for item, row in changes if not says_same(row, lives[item.pk].current)]
    if not real:
        return []
    items, rows = [item for item, _ in real], [row for _, row in real]
    drafted = _drafted(plan, rows)
    pairing = RowPairing({index: item.pk for index, item in enumerate(items)}, frozenset())
    events = write_events(drafted, pairing, items, surroundings_of(drafted, pairing, now))
    for item, event, row, digest in zip(
        items, events, rows, drafted.fingerprints.rows, strict=True
    ):
        item.event, item.number, item.fingerprint = event, clip(row.number, MAX_NUMBER), digest
    PlanItem.objects.bulk_update(items, ["number", "fingerprint"], batch_size=_BATCH)
    _write_words(plan, [(item, lives[item.pk].imported, row) for item, row in real])
    count_change(plan, now)
    return items


def write_moved(*, plan: Plan, item: PlanItem, place: RowPlace, now: datetime) -> PlanItem:
    """Put one row at another place; only positions between the two places change.

    `place.position` counts the rows of the section without the row itself.
    """
    others = PlanItem.objects.filter(section__plan=plan).exclude(pk=item.pk)
    # Other moves of the same step may have shifted the row.
    item.refresh_from_db(fields=["position"])
    target, old = _position_of(plan, place, others), item.position
    if target > old:
        between = others.filter(position__gt=old, position__lt=target)
        between.update(position=F("position") - 1)
        target -= 1
    else:
        others.filter(position__gte=target, position__lt=old).update(position=F("position") + 1)
    item.position, item.section = target, place.section
    item.save(update_fields=["position", "section"])
    count_change(plan, now)
    return item


def write_moved_together(
    *, plan: Plan, items: Sequence[PlanItem], section: PlanSection, now: datetime
) -> None:
    """Put rows one after another at the end of a section, in a fixed number of statements."""
    first = _make_room(plan, RowPlace(section), len(items))
    for position, item in enumerate(items, start=first):
        item.position, item.section = position, section
    PlanItem.objects.bulk_update(items, ["position", "section"], batch_size=_BATCH)
    count_change(plan, now)


def place_of(item: PlanItem) -> int:
    """Return the place of a row among the rows of its section, from 1."""
    return item.section.items.filter(position__lt=item.position).count() + 1


def places_of(items: Sequence[PlanItem]) -> Mapping[int, int]:
    """Return the places of rows among the rows of their sections, from 1, in one query."""
    places: dict[int, int] = {}
    counts: dict[int, int] = {}
    rows = PlanItem.objects.filter(section__in={item.section_id for item in items})
    for pk, section_id in rows.order_by("section", "position").values_list("pk", "section_id"):
        counts[section_id] = counts.get(section_id, 0) + 1
        places[pk] = counts[section_id]
    return {item.pk: places[item.pk] for item in items}


def count_change(plan: Plan, now: datetime) -> None:
    """Tell readers that the plan has changed; it is no longer what its document says."""
    plan.revision += 1
    plan.updated_at = now
    plan.fingerprint = ""
    plan.save(update_fields=["revision", "updated_at", "fingerprint"])


def _make_room(plan: Plan, place: RowPlace, count: int) -> int:
    items = PlanItem.objects.filter(section__plan=plan)
    first = _position_of(plan, place, items)
    items.filter(position__gte=first).update(position=F("position") + count)
    return first


def _position_of(plan: Plan, place: RowPlace, items: QuerySet[PlanItem]) -> int:
    """Return the position within the plan that a place of a section stands for."""
    section = items.filter(section=place.section).order_by("position")
    if place.position is not None:
        index = max(place.position, 1) - 1
        at = section.values_list("position", flat=True)[index : index + 1]
        for position in at:
            return position
    last = section.aggregate(last=Max("position"))["last"]
    if last is None:
        above = items.filter(section__position__lt=place.section.position)
        last = above.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _write_words(plan: Plan, said: Sequence[tuple[PlanItem, EventDraft, EventDraft]]) -> None:
    """Write cells and contents of rows: as imported and as they stand now."""
    ItemCell.objects.filter(item__in=[item.pk for item, _, _ in said]).delete()
    ItemCell.objects.bulk_create(
        cell for item, _, row in said for cell in item_cells(item, row, plan.document)
    )
    contents = [item_content(item, imported, row) for item, imported, row in said]
    ItemContent.objects.bulk_create(
        contents,
        update_conflicts=True,
        unique_fields=["item"],
        update_fields=("imported", "edited"),
    )
    for (item, _, _), content in zip(said, contents, strict=True):
        item.content = content


def _imported(row: EventDraft, returning: ReturningRow | None) -> EventDraft:
    if returning is None or returning.imported is None:
        return row
    return event_from_dict(returning.imported)


def _drafted(
    plan: Plan, rows: Sequence[EventDraft], returning: Sequence[ReturningRow] = ()
) -> DraftedPlan:
    """Return rows as a draft of their own, for the writing that whole plans use."""
    sections = (SectionDraft("", tuple(rows)),)
    draft = PlanDraft(plan.title, plan.owner.name, plan.kind, plan.period_edtf, sections)
    back = {
        index: ReturningEvent(UUID(one.uid), one.sequence) for index, one in enumerate(returning)
    }
    period = Period.from_edtf(plan.period_edtf)
    return DraftedPlan(draft, plan.document, plan.owner, period, returning=back)


def _without_number(row: EventDraft) -> EventDraft:
    cells = tuple(replace(cell, text="") if cell.role == _NUMBER else cell for cell in row.cells)
    return replace(row, number=None, cells=cells)
