"""The printed frame of a plan: columns, sections, rows and cells, rewritten in a few statements.

Ids of sections and rows that stay are kept, because addresses and feeds point at them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import F

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.planning.actions.applying.drafted import DraftedPlan, RowPairing
from mezhgorod.planning.models import (
    Event,
    ItemCell,
    ItemContent,
    Plan,
    PlanColumn,
    PlanItem,
    PlanSection,
)
from mezhgorod.planning.rules import clip, says_same
from mezhgorod.registry.rules import RuleViolation, name_key
from planbook.plans import EventDraft, event_to_dict

MAX_SECTIONS = 10_000
MAX_ROLE, MAX_HEADER, MAX_NUMBER, MAX_NUMERAL = 200, 300, 40, 20
_SECTION_FIELDS = (
    "position",
    "heading",
    "heading_text",
    "level",
    "numeral",
    "grouping",
    "notes",
    "source",
)
_ITEM_FIELDS = ("section", "event", "position", "number", "fingerprint")


def write_columns(plan: Plan, drafted: DraftedPlan) -> None:
    """Write the columns of the printed table."""
    plan.columns.all().delete()
    PlanColumn.objects.bulk_create(
        PlanColumn(
            plan=plan,
            position=position,
            role=clip(role, MAX_ROLE),
            header=clip(header, MAX_HEADER),
        )
        for position, (role, header) in enumerate(drafted.draft.columns, start=1)
    )


def write_sections(plan: Plan, drafted: DraftedPlan) -> list[PlanSection]:
    """Write the sections in their new order and return them; a known heading keeps its section.

    Sections that are left over stay at the end until their rows have moved: `drop_sections`.
    """
    if len(drafted.draft.sections) > MAX_SECTIONS:
        message = f"В документе больше {MAX_SECTIONS} разделов. Проверьте, тот ли это файл."
        raise RuleViolation("plan.too_many_sections", message)
    live = list(plan.sections.all())
    # Positions are unique: shift the old ones out of the way first.
    plan.sections.update(position=F("position") + MAX_SECTIONS)
    sections = _sections(plan, drafted, live)
    known = set(live)
    PlanSection.objects.bulk_create([one for one in sections if one.pk is None])
    PlanSection.objects.bulk_create(
        [one for one in sections if one in known],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_SECTION_FIELDS,
    )
    return sections


def drop_sections(plan: Plan, sections: Sequence[PlanSection]) -> None:
    """Delete the sections that the new document does not have."""
    plan.sections.exclude(pk__in=[one.pk for one in sections]).delete()


def write_items(
    drafted: DraftedPlan,
    pairing: RowPairing,
    sections: Sequence[PlanSection],
    events: Sequence[Event],
) -> list[PlanItem]:
    """Write the rows in printed order and return them; paired rows keep their ids."""
    items = []
    for index, row in enumerate(drafted.rows):
        items.append(
            PlanItem(
                pk=pairing.kept.get(index),
                section=sections[drafted.section_of_row[index]],
                event=events[index],
                position=index + 1,
                number=clip(row.number, MAX_NUMBER),
                fingerprint=drafted.fingerprints.rows[index],
            )
        )
    PlanItem.objects.bulk_create([item for item in items if item.pk is None])
    PlanItem.objects.bulk_create(
        [items[index] for index in pairing.kept],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_ITEM_FIELDS,
    )
    return items


def write_cells(plan: Plan, drafted: DraftedPlan, items: Sequence[PlanItem]) -> None:
    """Write every source cell word for word, with its place in the document."""
    ItemCell.objects.filter(item__section__plan=plan).delete()
    ItemCell.objects.bulk_create(
        cell
        for item, row in zip(items, drafted.rows, strict=True)
        for cell in item_cells(item, row, drafted.document)
    )


def item_cells(item: PlanItem, row: EventDraft, document: SourceDocument) -> Iterator[ItemCell]:
    """Yield the cells of one row, word for word, with their place in the document."""
    for position, cell in enumerate(row.cells, start=1):
        yield ItemCell(
            item=item,
            document=document,
            position=position,
            role=clip(cell.role, MAX_ROLE),
            text=cell.text,
            table=cell.source.table,
            row=cell.source.row,
            column=cell.source.column,
            is_inherited=cell.is_inherited,
        )


def write_contents(drafted: DraftedPlan, items: Sequence[PlanItem]) -> None:
    """Write what every row says as a whole, the ancestor of all later changes."""
    ItemContent.objects.bulk_create(
        [
            _content(item, imported, row, stored)
            for item, imported, row, stored in zip(
                items,
                drafted.imported or drafted.rows,
                drafted.rows,
                drafted.stored_rows,
                strict=True,
            )
        ],
        update_conflicts=True,
        unique_fields=["item"],
        update_fields=("imported", "edited"),
    )


def item_content(item: PlanItem, imported: EventDraft, current: EventDraft) -> ItemContent:
    """Return what a row says as a whole; a person's changes are kept apart from the document."""
    return _content(item, imported, current, event_to_dict(current))


def _content(
    item: PlanItem, imported: EventDraft, current: EventDraft, stored: dict[str, Any]
) -> ItemContent:
    """Return the content of a row whose storage form is known already."""
    if imported is current:
        return ItemContent(item=item, imported=stored)
    edited = None if says_same(imported, current) else stored
    return ItemContent(item=item, imported=event_to_dict(imported), edited=edited)


def _sections(plan: Plan, drafted: DraftedPlan, live: Sequence[PlanSection]) -> list[PlanSection]:
    known: dict[str, list[PlanSection]] = defaultdict(list)
    for section in reversed(live):
        known[name_key(section.heading)].append(section)
    sections = []
    for position, drafted_section in enumerate(drafted.draft.sections, start=1):
        same = known[name_key(drafted_section.heading)]
        section = same.pop() if same else PlanSection(plan=plan)
        section.position = position
        section.heading = drafted_section.heading
        section.heading_text = drafted_section.heading_text
        section.source = drafted_section.source.as_dict()
        section.level = drafted_section.level
        section.numeral = clip(drafted_section.numeral, MAX_NUMERAL)
        section.grouping = drafted_section.grouping.value
        section.notes = "\n".join(drafted_section.notes)
        sections.append(section)
    return sections
