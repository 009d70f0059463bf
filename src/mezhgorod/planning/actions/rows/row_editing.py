"""People add, remove and change rows of a draft; each step is told in the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mezhgorod.planning.actions.history import ChangeDraft, Grounds, record_changes
from mezhgorod.planning.actions.rows.guards import ensure_may_change_rows
from mezhgorod.planning.actions.rows.reading import RowReader, cells_of
from mezhgorod.planning.actions.rows.returning import returning_rows
from mezhgorod.planning.actions.rows.writing import (
    RowPlace,
    locked_items,
    locked_plan,
    locked_section,
    places_of,
    write_added,
    write_changed,
    write_removed,
)
from mezhgorod.planning.models import Plan, PlanChange, PlanItem
from mezhgorod.planning.queries import row_draft
from mezhgorod.planning.rules import ChangeKind, row_fingerprint, says_same
from mezhgorod.planning.rules.typed import Cells, ensure_few_rows
from mezhgorod.planning.rules.words_of_steps import named_row
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.matching import merge_rows
from planbook.plans import EventDraft, event_from_dict

_NO_ROW = "Этой строки в плане уже нет. Обновите страницу."


@dataclass(frozen=True, slots=True)
class SeenRow:
    """The row as the person saw it before typing: its fingerprint, and its cells where known."""

    fingerprint: str
    cells: Cells | None = None


@dataclass(frozen=True, slots=True)
class RowConflict:
    """Somebody changed the row meanwhile; nothing was written.

    `current` is None for a row that was removed. `merged` unites both sides where they do not
    collide, None where they do or where nobody knows what the person saw.
    """

    item: PlanItem | None
    seen: EventDraft | None
    current: EventDraft | None
    typed: EventDraft
    merged: EventDraft | None
    changed_by: str = ""
    changed_at: datetime | None = None


@transaction.atomic
def add_rows(
    *,
    plan: Plan,
    place: RowPlace,
    rows: Sequence[EventDraft | Cells],
    grounds: Grounds,
    actor: Actor,
    now: datetime,
) -> list[PlanItem]:
    """Add rows at a place of an open plan, understood from their cells where they are only words.

    Raises:
        RuleViolation: the person may not, the plan is approved, or a row cannot be read.
    """
    ensure_few_rows(len(rows))
    plan = locked_plan(plan.pk)
    section = locked_section(plan, place.section.pk)
    ensure_may_change_rows(plan=plan, actor=actor, sections=[section])
    reader = RowReader(plan)
    drafts = [
        reader.placed(row) if isinstance(row, EventDraft) else reader.read(section, row)
        for row in rows
    ]
    items = write_added(plan=plan, place=replace(place, section=section), rows=drafts, now=now)
    changes = [
        ChangeDraft(
            ChangeKind.ADD,
            f"Добавлена строка {named_row(row.title)}",
            item,
            item.event.uid,
            after=row_draft(item),
        )
        for item, row in zip(items, drafts, strict=True)
    ]
    record_changes(plan=plan, changes=changes, grounds=grounds, actor=actor, now=now)
    return items


@transaction.atomic
def remove_rows(
    *, plan: Plan, items: Sequence[PlanItem], grounds: Grounds, actor: Actor, now: datetime
) -> int:
    """Remove rows of an open plan; `undo_last_change` brings them back as they were.

    Returns:
        How many rows were still there to be removed.

    Raises:
        RuleViolation: the person may not, or the plan is approved.
    """
    plan = locked_plan(plan.pk)
    found = locked_items(plan, [item.pk for item in items])
    ensure_may_change_rows(plan=plan, actor=actor, items=found)
    if not found:
        return 0
    changes = removals(found)
    record_changes(plan=plan, changes=changes, grounds=grounds, actor=actor, now=now)
    write_removed(plan=plan, items=found, now=now)
    return len(found)


def removals(items: Sequence[PlanItem]) -> list[ChangeDraft]:
    """Return what the history keeps of rows that are about to be removed.

    The changes name no row, because the row goes; undoing finds it by what is kept of it.
    """
    places = places_of(items)
    return [
        ChangeDraft(
            ChangeKind.REMOVE,
            f"Удалена строка {named_row(item.event.title)}",
            None,
            item.event.uid,
            before=row_draft(item),
            undo={
                "section": item.section_id,
                "place": places[item.pk],
                "row": returning.as_data,
            },
        )
        for item, returning in zip(items, returning_rows(items), strict=True)
    ]


@transaction.atomic
def change_row(
    *,
    item: PlanItem,
    cells: Cells,
    seen: SeenRow | None,
    grounds: Grounds,
    actor: Actor,
    now: datetime,
) -> PlanItem | RowConflict:
    """Make a row of an open plan say what a person typed.

    Args:
        seen: the row the person saw; None overwrites whatever it says now.

    Returns:
        The row, or both versions when somebody changed it meanwhile.

    Raises:
        RuleViolation: the person may not, the plan is approved, the row has no title, or a cell is
            too long or unreadable.
    """
    plan = locked_plan(item.section.plan_id)
    found = locked_items(plan, [item.pk])
    if not found:
        return _removed(plan, item, cells, actor)
    stored = found[0]
    ensure_may_change_rows(plan=plan, actor=actor, items=[stored])
    reader, current = RowReader(plan), row_draft(stored)
    typed = reader.read_again(stored.section, current, cells)
    if says_same(typed, current):
        return stored
    if seen is not None and seen.fingerprint != stored.fingerprint:
        return _conflict(reader, stored, seen, current, typed)
    write_changed(plan=plan, changes=[(stored, typed)], now=now)
    change = edit_change(stored, current, typed)
    record_changes(plan=plan, changes=[change], grounds=grounds, actor=actor, now=now)
    return stored


def edit_change(item: PlanItem, before: EventDraft, after: EventDraft) -> ChangeDraft:
    """Return what the history keeps of a row whose words were changed."""
    words = f"Изменена строка {named_row(after.title)}"
    return ChangeDraft(ChangeKind.EDIT, words, item, item.event.uid, before, after)


def _conflict(
    reader: RowReader, item: PlanItem, seen: SeenRow, current: EventDraft, typed: EventDraft
) -> RowConflict:
    base = _seen_row(reader, item, seen, current)
    merged = None
    if base is not None:
        # The words of both sides are put together cell by cell and read as one row.
        united = merge_rows(base, theirs=current, ours=typed)
        if not united.conflicts:
            merged = reader.read_again(item.section, current, cells_of(united.row))
    last = item.changes.select_related("by").first()
    return RowConflict(
        item=item,
        seen=base,
        current=current,
        typed=typed,
        merged=merged,
        changed_by=last.by.get_username() if last and last.by else "",
        changed_at=last.at if last else None,
    )


def _seen_row(
    reader: RowReader, item: PlanItem, seen: SeenRow, current: EventDraft
) -> EventDraft | None:
    """Return the row the person saw: as its page sent it along, else as the history knows it."""
    if seen.cells is not None:
        return reader.read_again(item.section, current, seen.cells)
    return _known_row(item.event.uid, seen.fingerprint)


def _known_row(uid: UUID, fingerprint: str) -> EventDraft | None:
    from_history = PlanChange.objects.filter(event_uid=uid).exclude(before=None)
    for change in from_history[:_LOOKED_BACK]:
        row = event_from_dict(change.before or {})
        if row_fingerprint(row) == fingerprint:
            return row
    return None


_LOOKED_BACK = 50


def _removed(plan: Plan, item: PlanItem, cells: Cells, actor: Actor) -> RowConflict:
    """Return what was typed into a row that somebody removed meanwhile."""
    section = plan.sections.filter(pk=item.section_id).first()
    if section is None:
        raise RuleViolation("row.gone", _NO_ROW)
    ensure_may_change_rows(plan=plan, actor=actor, sections=[section])
    typed = RowReader(plan).read(section, cells)
    last = plan.changes.filter(event_uid=item.event.uid).select_related("by").first()
    return RowConflict(
        item=None,
        seen=None,
        current=None,
        typed=typed,
        merged=None,
        changed_by=last.by.get_username() if last and last.by else "",
        changed_at=last.at if last else None,
    )
