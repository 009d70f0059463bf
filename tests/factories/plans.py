"""Stored plans, made directly: a plan, its sections, rows with events, places and cells."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from tests.factories import timings

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.planning.actions.applying.timings import timing_columns
from mezhgorod.planning.models import (
    Event,
    EventPlace,
    ItemCell,
    Plan,
    PlanColumn,
    PlanItem,
    PlanSection,
)
from mezhgorod.registry.models import Municipality, Organization
from planbook.dates import Timing
from planbook.language import search_text

NOW = datetime(2023, 1, 10, 9, tzinfo=UTC)
OWNER = "Союз городов Центра и Северо-Запада России"
COLUMNS = (("title", "Мероприятие"), ("place", "Место\nпроведения"), ("timing", "Дата"))


def make_document(name: str = "plan.docx") -> SourceDocument:
    number = SourceDocument.objects.count()
    return SourceDocument.objects.create(
        sha256=f"{number:064x}", file=f"documents/{name}", file_name=name, size=1, uploaded_at=NOW
    )


def make_plan(slug: str = "plan-2023", **fields: Any) -> Plan:
    owner, _ = Organization.objects.get_or_create(
        name=fields.pop("owner", OWNER), defaults={"slug": f"owner-of-{slug}"}
    )
    values: dict[str, Any] = {
        "title": "План проведения основных мероприятий на 2023 год",
        "kind": slug,
        "period_edtf": "2023",
        "period_start": date(2023, 1, 1),
        "period_end": date(2023, 12, 31),
        "updated_at": NOW,
    }
    plan = Plan.objects.create(owner=owner, slug=slug, document=make_document(), **values | fields)
    PlanColumn.objects.bulk_create(
        PlanColumn(plan=plan, position=place, role=role, header=header)
        for place, (role, header) in enumerate(COLUMNS, start=1)
    )
    return plan


def make_section(plan: Plan, heading: str = "Семинары", numeral: str = "I") -> PlanSection:
    position = plan.sections.count() + 1
    return plan.sections.create(position=position, heading=heading, numeral=numeral)


def make_city(name: str, slug: str) -> Municipality:
    return Municipality.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def make_item(
    section: PlanSection,
    title: str = "Заседание секции",
    timing: Timing = timings.MAY,
    city: Municipality | None = None,
    **event_fields: Any,
) -> PlanItem:
    """A row with its event, its place and its three printed cells."""
    place = city.name if city else "по назначению"
    event = Event.objects.create(
        uid=uuid.uuid4(),
        title=title,
        search_text=search_text(f"{title} {place}"),
        updated_at=NOW,
        **timing_columns(timing) | event_fields,
    )
    EventPlace.objects.create(event=event, position=1, text=place, municipality=city)
    position = PlanItem.objects.filter(section__plan=section.plan).count() + 1
    item = section.items.create(event=event, position=position, fingerprint=str(position))
    ItemCell.objects.bulk_create(
        ItemCell(
            item=item, document=section.plan.document, position=column, role=role, text=text,
            table=1, row=position, column=column,
        )
        for column, (role, text) in enumerate(
            (("title", title), ("place", place), ("timing", timing.text)), start=1
        )
    )  # fmt: skip
    return item


def make_many(section: PlanSection, count: int) -> None:
    """Many rows of one section at once, all «май», without places and cells."""
    columns = timing_columns(timings.MAY)
    events = Event.objects.bulk_create(
        Event(uid=uuid.uuid4(), title=f"Строка {number}", updated_at=NOW, **columns)
        for number in range(1, count + 1)
    )
    section.items.bulk_create(
        PlanItem(section=section, event=event, position=position, fingerprint=str(position))
        for position, event in enumerate(events, start=1)
    )
