"""Sections of an open plan: added, renamed, moved, removed.

The history tells them as changes without a row; `undo` says what stood before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Min

from mezhgorod.planning.actions.applying.structure import MAX_NUMERAL, MAX_SECTIONS
from mezhgorod.planning.actions.history import ChangeDraft, Grounds, record_changes
from mezhgorod.planning.actions.rows.guards import ensure_may_change_plan
from mezhgorod.planning.actions.rows.ordering import move_change
from mezhgorod.planning.actions.rows.writing import (
    RowPlace,
    count_change,
    locked_items,
    locked_plan,
    locked_section,
    places_of,
    write_moved_together,
)
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.planning.rules import ChangeKind, PlanGrouping, clip
from mezhgorod.planning.rules.typed import checked_line
from mezhgorod.planning.rules.words_of_steps import named_section
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.plans.headings import split_numeral

MAX_HEADING = 1_000
_NEED_PLACE = "В разделе есть строки. Выберите раздел, в который их перенести."
_SAME = "Выберите другой раздел: строки не могут остаться в удаляемом."
_LAST = "Это единственный раздел плана. Переименуйте его или сначала добавьте другой."
_TOO_MANY = f"В плане уже {MAX_SECTIONS} разделов."


@dataclass(frozen=True, slots=True)
class SectionWords:
    """A heading to add: its words, what its rows have in common, its place (None: last)."""

    heading: str
    grouping: PlanGrouping = PlanGrouping.THEME
    position: int | None = None


@transaction.atomic
def add_section(*, plan: Plan, words: SectionWords, actor: Actor, now: datetime) -> PlanSection:
    """Add a section without rows.

    Raises:
        RuleViolation: the person may not, the plan is approved, or the heading is empty or too
            long.
    """
    plan = locked_plan(plan.pk)
    ensure_may_change_plan(plan=plan, actor=actor)
    others = list(plan.sections.order_by("position"))
    if len(others) >= MAX_SECTIONS:
        raise RuleViolation("plan.too_many_sections", _TOO_MANY)
    section = PlanSection(plan=plan, grouping=words.grouping, **heading_values(words.heading))
    section.position = (others[-1].position if others else 0) + 1
    section.save()
    if words.position is not None:
        index = max(words.position, 1) - 1
        write_section_order(plan, [*others[:index], section, *others[index:]])
    undo = {"added": section.pk}
    _record(plan, _change(ChangeKind.ADD, "Добавлен раздел", section, undo), actor, now)
    return section


@transaction.atomic
def rename_section(
    *, section: PlanSection, heading: str, actor: Actor, now: datetime
) -> PlanSection:
    """Give a section another heading; its rows are the same.

    Raises:
        RuleViolation: the person may not, the plan is approved, or the heading is empty or too
            long.
    """
    plan = locked_plan(section.plan_id)
    ensure_may_change_plan(plan=plan, actor=actor)
    stored = locked_section(plan, section.pk)
    values = heading_values(heading)
    old = {name: getattr(stored, name) for name in values}
    if old == values:
        return stored
    for name, value in values.items():
        setattr(stored, name, value)
    stored.save(update_fields=list(values))
    _record(plan, renaming_change(stored, old), actor, now)
    return stored


def renaming_change(section: PlanSection, old: dict[str, Any]) -> ChangeDraft:
    """Return what the history keeps of a heading; `old` are the values that stood before."""
    undo = {"renamed": section.pk, "values": old}
    return _change(ChangeKind.EDIT, "Переименован раздел", section, undo)


@transaction.atomic
def move_section(
    *, section: PlanSection, position: int, actor: Actor, now: datetime
) -> PlanSection:
    """Put a section with its rows at another place among the sections, from 1.

    Raises:
        RuleViolation: the person may not, or the plan is approved.
    """
    plan = locked_plan(section.plan_id)
    ensure_may_change_plan(plan=plan, actor=actor)
    stored = locked_section(plan, section.pk)
    sections = list(plan.sections.order_by("position"))
    old = sections.index(stored) + 1
    others = [one for one in sections if one != stored]
    index = min(max(position, 1), len(sections)) - 1
    if index + 1 == old:
        return stored
    write_section_order(plan, [*others[:index], stored, *others[index:]])
    undo = {"shifted": stored.pk, "position": old}
    _record(plan, _change(ChangeKind.MOVE, "Переставлен раздел", stored, undo), actor, now)
    return stored


@transaction.atomic
def remove_section(
    *, section: PlanSection, rows_to: PlanSection | None = None, actor: Actor, now: datetime
) -> int:
    """Remove a section without rows; with rows only when they move to the end of another one.

    Returns:
        How many rows have moved.

    Raises:
        RuleViolation: the person may not, the plan is approved, the section has rows and nobody
            said where they go, or it is the last one.
    """
    plan = locked_plan(section.plan_id)
    ensure_may_change_plan(plan=plan, actor=actor)
    stored = locked_section(plan, section.pk)
    items = locked_items(plan, list(stored.items.values_list("pk", flat=True)))
    if items and rows_to is None:
        raise RuleViolation("section.has_rows", _NEED_PLACE, "rows_to")
    if plan.sections.count() == 1:
        raise RuleViolation("section.last", _LAST)
    target = locked_section(plan, rows_to.pk) if rows_to is not None and items else None
    if target == stored:
        raise RuleViolation("section.same", _SAME, "rows_to")
    changes = move_all(plan=plan, items=items, target=target, now=now) if target else []
    changes.append(_removal(stored))
    stored.delete()
    write_section_order(plan, list(plan.sections.order_by("position")))
    count_change(plan, now)
    record_changes(plan=plan, changes=changes, grounds=Grounds(), actor=actor, now=now)
    return len(items)


def move_all(
    *, plan: Plan, items: Sequence[PlanItem], target: PlanSection, now: datetime
) -> list[ChangeDraft]:
    """Put rows at the end of a section, in their order; return what the history keeps of it."""
    places, count = places_of(items), target.items.count()
    changes = [
        move_change(item, RowPlace(item.section, places[item.pk]), RowPlace(target, count + number))
        for number, item in enumerate(items, start=1)
    ]
    write_moved_together(plan=plan, items=items, section=target, now=now)
    return changes


def heading_values(heading: str) -> dict[str, str]:
    """Return the columns of a section that say its heading; a typed numeral stands apart.

    Raises:
        RuleViolation: the heading is empty, too long or holds a NUL character.
    """
    words = checked_line(heading, limit=MAX_HEADING, field="heading", what="заголовок раздела")
    numeral, rest = split_numeral(words)
    return {
        "heading": rest or words,
        "heading_text": words,
        "numeral": clip(numeral, MAX_NUMERAL) if rest else "",
    }


def write_section_order(plan: Plan, sections: Sequence[PlanSection]) -> None:
    """Give all sections of a plan their places, and their rows positions that follow them."""
    # Positions are unique: shift the old ones out of the way first.
    plan.sections.update(position=F("position") + MAX_SECTIONS)
    for position, section in enumerate(sections, start=1):
        section.position = position
    PlanSection.objects.bulk_update(sections, ["position"])
    _renumber(plan, sections)


def _renumber(plan: Plan, sections: Sequence[PlanSection]) -> None:
    """Move the rows of every section as one block, so that positions follow the sections."""
    blocks = {
        section_id: (first, last)
        for section_id, first, last in PlanItem.objects.filter(section__plan=plan)
        .order_by()
        .values("section_id")
        .annotate(first=Min("position"), last=Max("position"))
        .values_list("section_id", "first", "last")
    }
    start = 1
    for section in sections:
        if section.pk not in blocks:
            continue
        first, last = blocks[section.pk]
        if first != start:
            section.items.update(position=F("position") + (start - first))
        start += last - first + 1


def _removal(section: PlanSection) -> ChangeDraft:
    names = ("heading", "heading_text", "level", "numeral", "grouping", "source", "notes")
    values = {name: getattr(section, name) for name in names}
    undo = {"removed": section.pk, "position": section.position, "values": values}
    return _change(ChangeKind.REMOVE, "Удалён раздел", section, undo)


def _change(kind: ChangeKind, done: str, section: PlanSection, undo: dict[str, Any]) -> ChangeDraft:
    words = f"{done} {named_section(section.heading)}"
    return ChangeDraft(kind, words, None, None, undo={"section_step": undo})


def _record(plan: Plan, change: ChangeDraft, actor: Actor, now: datetime) -> None:
    count_change(plan, now)
    record_changes(plan=plan, changes=[change], grounds=Grounds(), actor=actor, now=now)
