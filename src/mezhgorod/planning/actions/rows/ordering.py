"""Where rows stand: moved, pinned, sorted by time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from mezhgorod.planning.actions.history import ChangeDraft, Grounds, record_changes
from mezhgorod.planning.actions.rows.guards import ensure_may_change_rows
from mezhgorod.planning.actions.rows.writing import (
    RowPlace,
    count_change,
    locked_items,
    locked_plan,
    locked_section,
    place_of,
    write_moved,
)
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.planning.queries import items_by_time
from mezhgorod.planning.rules import ChangeKind
from mezhgorod.planning.rules.words_of_steps import named_row, named_section
from mezhgorod.registry.rules import Actor, RuleViolation

_BATCH = 1_000
_GONE = "Этой строки в плане уже нет: её удалил другой сотрудник. Обновите страницу."


@transaction.atomic
def move_row(*, item: PlanItem, place: RowPlace, actor: Actor, now: datetime) -> PlanItem:
    """Put a row of an open plan at another place; a row that stands there already stays.

    Raises:
        RuleViolation: the person may not, the plan is approved, or row or section have gone.
    """
    plan = locked_plan(item.section.plan_id)
    stored = locked_row(plan, item.pk)
    section = locked_section(plan, place.section.pk)
    ensure_may_change_rows(plan=plan, actor=actor, items=[stored], sections=[section])
    old = RowPlace(stored.section, place_of(stored))
    before = stored.position, stored.section_id
    if old.section == section and old.position == place.position:
        return stored
    write_moved(plan=plan, item=stored, place=replace(place, section=section), now=now)
    if before == (stored.position, stored.section_id):
        return stored
    change = move_change(stored, old, RowPlace(section, place_of(stored)))
    record_changes(plan=plan, changes=[change], grounds=Grounds(), actor=actor, now=now)
    return stored


def move_change(item: PlanItem, old: RowPlace, new: RowPlace) -> ChangeDraft:
    """Return what the history keeps of a row that was put at another place."""
    if old.section == new.section:
        where = f"с {old.position}-го места на {new.position}-е"
    else:
        where = f"в раздел {named_section(new.section.heading)}"
    return ChangeDraft(
        ChangeKind.MOVE,
        f"Переставлена строка {named_row(item.event.title)} {where}",
        item,
        item.event.uid,
        undo={"section": old.section.pk, "place": old.position},
    )


@transaction.atomic
def pin_row(*, item: PlanItem, is_pinned: bool, actor: Actor, now: datetime) -> PlanItem:
    """Keep a row on top of its section when the section is sorted by time, or let it go.

    Raises:
        RuleViolation: the person may not, the plan is approved, or the row has gone.
    """
    plan = locked_plan(item.section.plan_id)
    stored = locked_row(plan, item.pk)
    ensure_may_change_rows(plan=plan, actor=actor, items=[stored])
    if stored.is_pinned == is_pinned:
        return stored
    stored.is_pinned = is_pinned
    stored.save(update_fields=["is_pinned"])
    count_change(plan, now)
    done = "Закреплена вверху раздела строка" if is_pinned else "Откреплена строка"
    change = ChangeDraft(
        ChangeKind.MOVE,
        f"{done} {named_row(stored.event.title)}",
        stored,
        stored.event.uid,
        undo={"pinned": not is_pinned},
    )
    record_changes(plan=plan, changes=[change], grounds=Grounds(), actor=actor, now=now)
    return stored


@transaction.atomic
def sort_section(*, section: PlanSection, actor: Actor, now: datetime) -> bool:
    """Sort the rows of a section by time, pinned ones first; return whether anything moved.

    Raises:
        RuleViolation: the person may not, the plan is approved, or the section has gone.
    """
    plan = locked_plan(section.plan_id)
    stored = locked_section(plan, section.pk)
    ensure_may_change_rows(plan=plan, actor=actor, sections=[stored])
    old = list(stored.items.order_by("position").values_list("pk", flat=True))
    by_time = items_by_time(PlanItem.objects.filter(section=stored))
    sorted_ids = list(by_time.values_list("pk", "is_pinned"))
    new = [pk for pk, _ in sorted(sorted_ids, key=lambda one: not one[1])]
    if new == old:
        return False
    write_order(plan=plan, section=stored, ids=new, now=now)
    change = ChangeDraft(
        ChangeKind.MOVE,
        f"Раздел {named_section(stored.heading)} упорядочен по времени",
        None,
        None,
        undo={"section": stored.pk, "order": old},
    )
    record_changes(plan=plan, changes=[change], grounds=Grounds(), actor=actor, now=now)
    return True


def write_order(*, plan: Plan, section: PlanSection, ids: Sequence[int], now: datetime) -> None:
    """Put the rows of a section in an order; only rows whose position changes are written.

    Rows that are not named follow after those that are.
    """
    items = {item.pk: item for item in section.items.order_by("position")}
    positions = sorted(item.position for item in items.values())
    named = [pk for pk in ids if pk in items]
    order = [*named, *(pk for pk in items if pk not in set(named))]
    moved = []
    for pk, position in zip(order, positions, strict=True):
        if items[pk].position != position:
            items[pk].position = position
            moved.append(items[pk])
    PlanItem.objects.bulk_update(moved, ["position"], batch_size=_BATCH)
    count_change(plan, now)


def locked_row(plan: Plan, item_id: int) -> PlanItem:
    """Return a row of a locked plan as it stands now.

    Raises:
        RuleViolation: the row has gone.
    """
    found = locked_items(plan, [item_id])
    if not found:
        raise RuleViolation("row.gone", _GONE)
    return found[0]
