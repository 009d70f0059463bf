"""A stored plan as the draft it came from: what writers, checks and comparisons work on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from mezhgorod.planning.models import ItemContent, Plan, PlanItem, PlanSection
from mezhgorod.registry.models import Organization
from planbook.dates import Unscheduled, timing_from_dict
from planbook.findings import SourceRef
from planbook.plans import (
    CellDraft,
    EventDraft,
    Grouping,
    PlanDraft,
    SectionDraft,
    draft_to_dict,
    event_from_dict,
    event_to_dict,
)

_SOME_ROW = EventDraft("", Unscheduled(), (), SourceRef())


def plan_draft(*, plan: Plan, items: QuerySet[PlanItem] | None = None) -> PlanDraft:
    """Return a plan as a draft, whole or with the given rows only, in a fixed number of queries.

    Sections without rows stay only in a whole plan. Findings live in `evidence` and are left out.
    """
    rows = _rows_by_section(items_with_content(plan=plan, items=items))
    sections = [
        section
        for section in plan.sections.order_by("position")
        if items is None or section.pk in rows
    ]
    return _plan(plan, tuple(_section(section, rows[section.pk]) for section in sections))


class StoredRow(NamedTuple):
    """A row of a plan in its storage form; `imported` is empty unless a person has changed it."""

    item_id: int
    section_id: int
    uid: UUID
    sequence: int
    current: dict[str, Any]
    imported: dict[str, Any] | None


def stored_rows(*, plan: Plan) -> list[StoredRow]:
    """Return all rows of a plan in printed order, without decoding those stored whole."""
    items = PlanItem.objects.filter(section__plan=plan).order_by("section__position", "position")
    names = ("section", "event__uid", "event__sequence", "content__edited", "content__imported")
    found = list(items.values_list("pk", *names))
    old = _legacy_rows([values[0] for values in found if values[-1] is None])
    return [
        StoredRow(
            pk,
            section_id,
            uid,
            sequence,
            current=edited or imported or old[pk],
            imported=imported if edited else None,
        )
        for pk, section_id, uid, sequence, edited, imported in found
    ]


def stored_plan(*, plan: Plan, rows: Iterable[StoredRow]) -> dict[str, Any]:
    """Return a whole plan in the storage form of a draft; `rows` are all its `stored_rows`."""
    by_section: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_section[row.section_id].append(row.current)
    sections = list(plan.sections.order_by("position"))
    data = draft_to_dict(_plan(plan, tuple(_section(section, ()) for section in sections)))
    for section, stored in zip(sections, data["sections"], strict=True):
        stored["items"] = by_section[section.pk]
    return data


def _legacy_rows(item_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return rows that were stored before rows were kept whole."""
    if not item_ids:
        return {}
    items = _with_legacy(PlanItem.objects.filter(pk__in=item_ids))
    return {item.pk: event_to_dict(_from_event(item)) for item in items}


def _plan(plan: Plan, sections: tuple[SectionDraft, ...]) -> PlanDraft:
    return PlanDraft(
        title=plan.title,
        owner=plan.owner.name,
        kind=plan.kind,
        period=plan.period_edtf,
        sections=sections,
        columns=tuple((column.role, column.header) for column in plan.columns.all()),
        abbreviations=tuple((short, full) for short, full in plan.abbreviations),
        title_lines=tuple(plan.title_lines),
        stamp=plan.stamp,
        approval=tuple(plan.approval),
        signature=tuple(plan.signature),
    )


def plan_skeleton(*, plan: Plan) -> tuple[PlanDraft, dict[int, SectionDraft]]:
    """Return a plan without its rows and its sections by id: what reading one row anew needs.

    A section that has rows holds an empty one, because headings without rows mean something else.
    """
    filled = PlanItem.objects.filter(section=OuterRef("pk"))
    stored = plan.sections.annotate(is_filled=Exists(filled)).order_by("position")
    sections = {
        one.pk: _section(one, (_SOME_ROW,) if one.is_filled else ())
        for one in stored.select_related(None)
    }
    return _plan(plan, tuple(sections.values())), sections


def earlier_drafts(*, owner: Organization, before: date, limit: int = 5) -> list[PlanDraft]:
    """Return the latest plans of an owner for periods that ended before a day, newest first."""
    plans = Plan.objects.filter(owner=owner, period_end__lt=before).select_related("owner")
    return [plan_draft(plan=plan) for plan in plans.order_by("-period_start")[:limit]]


@dataclass(frozen=True, slots=True)
class LiveRow:
    """A stored row: as its document gave it last, and as it stands now under its heading."""

    item_id: int
    section: SectionDraft
    imported: EventDraft
    current: EventDraft
    is_edited: bool


def live_rows(*, plan: Plan) -> list[LiveRow]:
    """Return every row of a plan in printed order, ready to be compared with a new document."""
    sections = {one.pk: _section(one, ()) for one in plan.sections.all()}
    return [
        _live_row(item, sections[item.section_id])
        for item in _with_legacy(items_with_content(plan=plan))
    ]


def live_row(*, item: PlanItem) -> LiveRow:
    """Return one stored row as `live_rows` returns all of a plan."""
    return _live_row(item, _section(item.section, ()))


def items_with_content(
    *, plan: Plan, items: QuerySet[PlanItem] | None = None
) -> QuerySet[PlanItem]:
    """Return rows of a plan in printed order with what each says as a whole."""
    chosen = PlanItem.objects.filter(section__plan=plan) if items is None else items
    return chosen.select_related("content").order_by("section__position", "position")


def row_draft(item: PlanItem) -> EventDraft:
    """Return one row as it stands now, a person's changes included."""
    content = _content(item)
    return event_from_dict(content.current) if content else _from_event(item)


def _rows_by_section(items: Iterable[PlanItem]) -> dict[int, list[EventDraft]]:
    rows: dict[int, list[EventDraft]] = defaultdict(list)
    for item in _with_legacy(items):
        rows[item.section_id].append(row_draft(item))
    return rows


def _with_legacy(items: Iterable[PlanItem]) -> list[PlanItem]:
    """Load rows, and what those need that were stored before rows were kept whole."""
    loaded = list(items)
    prefetch_related_objects([one for one in loaded if not _content(one)], "cells", "event")
    return loaded


def _live_row(item: PlanItem, section: SectionDraft) -> LiveRow:
    content = _content(item)
    current = row_draft(item)
    if content is None or content.edited is None:
        return LiveRow(item.pk, section, current, current, is_edited=False)
    return LiveRow(item.pk, section, event_from_dict(content.imported), current, is_edited=True)


def _content(item: PlanItem) -> ItemContent | None:
    return getattr(item, "content", None)


def _section(section: PlanSection, rows: Iterable[EventDraft]) -> SectionDraft:
    return SectionDraft(
        heading=section.heading,
        items=tuple(rows),
        numeral=section.numeral or None,
        grouping=Grouping(section.grouping),
        notes=tuple(section.notes.splitlines()),
        source=SourceRef(**section.source),
        heading_text=section.heading_text or section.heading,
        level=section.level,
    )


def _from_event(item: PlanItem) -> EventDraft:
    """Return a row that was stored before rows were kept whole: its words and its time."""
    event = item.event
    cells = tuple(
        CellDraft(
            role=cell.role,
            text=cell.text,
            source=SourceRef(table=cell.table, row=cell.row, column=cell.column),
            is_inherited=cell.is_inherited,
        )
        for cell in item.cells.all()
    )
    return EventDraft(
        title=event.title,
        timing=timing_from_dict(event.timing_data),
        cells=cells,
        source=cells[0].source if cells else SourceRef(),
        number=item.number or None,
        kind=event.kind or None,
        description=event.description,
        audience_text=event.audience_text,
        note=event.note,
    )
