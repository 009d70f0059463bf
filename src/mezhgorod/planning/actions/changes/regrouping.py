"""Typed changes that make rows or take them away: included, excluded, split, merged.

The same rules hold as for changes of one row: an approved plan asks for a reason and gathers them
into its amendment; excluded rows stay in the history and can come back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from mezhgorod.planning.actions.approval.versions import ensure_first_version
from mezhgorod.planning.actions.changes.changing import begin_change, change_of_step, live_item
from mezhgorod.planning.actions.history import ChangeDraft, Grounds, record_changes
from mezhgorod.planning.actions.rows.reading import RowReader
from mezhgorod.planning.actions.rows.row_editing import removals
from mezhgorod.planning.actions.rows.writing import (
    RowPlace,
    locked_items,
    locked_section,
    place_of,
    write_added,
    write_changed,
    write_removed,
)
from mezhgorod.planning.models import Plan, PlanChange, PlanItem
from mezhgorod.planning.queries import row_draft
from mezhgorod.planning.rules import ChangeKind
from mezhgorod.planning.rules.changes import summary_of
from mezhgorod.planning.rules.typed import Cells, ensure_few_rows
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.plans import EventDraft

_TOO_FEW = "Разделить можно только на две строки или больше: заполните вторую строку."
_NOTHING_TO_MERGE = "Выберите хотя бы две строки, которые нужно объединить."


@transaction.atomic
def add_item(
    *, plan: Plan, place: RowPlace, cells: Cells, grounds: Grounds, actor: Actor, now: datetime
) -> PlanChange:
    """Include a new row; sent twice with the same step it is included once.

    Raises:
        RuleViolation: the person may not, the reason is missing, or the row cannot be read.
    """
    plan, grounds = begin_change(plan_id=plan.pk, grounds=grounds, actor=actor)
    done = change_of_step(plan=plan, grounds=grounds)
    if done is not None:
        return done
    section = locked_section(plan, place.section.pk)
    row = RowReader(plan).read(section, cells)
    ensure_first_version(plan=plan, actor=actor, now=now)
    places = replace(place, section=section)
    (item,) = write_added(plan=plan, place=places, rows=[row], now=now)
    told = _added(ChangeKind.ADD, item)
    return record_changes(plan=plan, changes=[told], grounds=grounds, actor=actor, now=now)[0]


@transaction.atomic
def remove_item(*, item: PlanItem, grounds: Grounds, actor: Actor, now: datetime) -> PlanChange:
    """Exclude a row from the plan; it stays in the history and in earlier versions.

    Raises:
        RuleViolation: the person may not, the reason is missing, or the row has gone already.
    """
    plan, grounds = begin_change(plan_id=item.section.plan_id, grounds=grounds, actor=actor)
    done = change_of_step(plan=plan, grounds=grounds)
    if done is not None:
        return done
    item = live_item(plan=plan, item_id=item.pk)
    ensure_first_version(plan=plan, actor=actor, now=now)
    told = [_retold(one, ChangeKind.REMOVE) for one in removals([item])]
    changes = record_changes(plan=plan, changes=told, grounds=grounds, actor=actor, now=now)
    write_removed(plan=plan, items=[item], now=now)
    return changes[0]


@transaction.atomic
def split_item(
    *, item: PlanItem, parts: Sequence[Cells], grounds: Grounds, actor: Actor, now: datetime
) -> list[PlanChange]:
    """Make several rows of one: it becomes the first part, the others stand right below.

    Raises:
        RuleViolation: the person may not, the reason is missing, there are fewer than two parts,
            or a part cannot be read.
    """
    if len(parts) < 2:
        raise RuleViolation("change.too_few_parts", _TOO_FEW)
    ensure_few_rows(len(parts))
    plan, grounds = begin_change(plan_id=item.section.plan_id, grounds=grounds, actor=actor)
    done = change_of_step(plan=plan, grounds=grounds)
    if done is not None:
        return [done]
    item = live_item(plan=plan, item_id=item.pk)
    reader, before = RowReader(plan), row_draft(item)
    first = reader.read_again(item.section, before, parts[0])
    others = [reader.read(item.section, part) for part in parts[1:]]
    ensure_first_version(plan=plan, actor=actor, now=now)
    write_changed(plan=plan, changes=[(item, first)], now=now)
    below = RowPlace(item.section, place_of(item) + 1)
    added = write_added(plan=plan, place=below, rows=others, now=now)
    told = [_changed(ChangeKind.SPLIT, item, before)]
    told += [_added(ChangeKind.SPLIT, one) for one in added]
    return record_changes(plan=plan, changes=told, grounds=grounds, actor=actor, now=now)


@transaction.atomic
def merge_items(
    *, items: Sequence[PlanItem], cells: Cells, grounds: Grounds, actor: Actor, now: datetime
) -> list[PlanChange]:
    """Make one row of several: the first says what is typed, the others are excluded.

    Raises:
        RuleViolation: the person may not, the reason is missing, there are fewer than two rows of
            one plan, one of them has gone, or the words cannot be read.
    """
    ids = list(dict.fromkeys(item.pk for item in items))
    if len(ids) < 2:
        raise RuleViolation("change.nothing_to_merge", _NOTHING_TO_MERGE)
    plan_id = items[0].section.plan_id
    plan, grounds = begin_change(plan_id=plan_id, grounds=grounds, actor=actor)
    done = change_of_step(plan=plan, grounds=grounds)
    if done is not None:
        return [done]
    kept = live_item(plan=plan, item_id=ids[0])
    others = locked_items(plan, ids[1:])
    if len(others) != len(ids) - 1:
        message = "Одной из выбранных строк в плане уже нет. Обновите страницу."
        raise RuleViolation("change.row_gone", message)
    before = row_draft(kept)
    after = RowReader(plan).read_again(kept.section, before, cells)
    ensure_first_version(plan=plan, actor=actor, now=now)
    write_changed(plan=plan, changes=[(kept, after)], now=now)
    told = [_changed(ChangeKind.MERGE, kept, before)]
    told += [_retold(one, ChangeKind.MERGE) for one in removals(others)]
    changes = record_changes(plan=plan, changes=told, grounds=grounds, actor=actor, now=now)
    write_removed(plan=plan, items=others, now=now)
    return changes


def _added(kind: ChangeKind, item: PlanItem) -> ChangeDraft:
    row = row_draft(item)
    return ChangeDraft(kind, summary_of(kind, None, row), item, item.event.uid, after=row)


def _changed(kind: ChangeKind, item: PlanItem, before: EventDraft) -> ChangeDraft:
    after = row_draft(item)
    words = summary_of(kind, before, after)
    return ChangeDraft(kind, words, item, item.event.uid, before=before, after=after)


def _retold(removal: ChangeDraft, kind: ChangeKind) -> ChangeDraft:
    return replace(removal, kind=kind, summary=summary_of(kind, removal.before, None))
