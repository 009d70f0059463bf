"""Ten years of held events, a plan, a written report and read ones: data for the measurements.

Cities are those of the report for 2024; numbers are arithmetic, titles say so.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planbook.dates import from_edtf, timing_to_dict
from planbook.places import mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mezhgorod.outcomes.models import FactSource, HeldEvent
    from mezhgorod.planning.models import EventSeries, Plan
    from mezhgorod.registry.models import Municipality, Organization
    from mezhgorod.reporting.models import AnnualReport, Report

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
LAST_YEAR, EVENTS, PARTIES, SERIES = 2025, 150, 25, 12
ROWS, PARTS, PARAGRAPHS = 500, 60, 1_000
NOW = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Site:
    """What was made. `union` has the years, `others` the report that is confirmed."""

    union: Organization
    others: Organization
    cities: list[Municipality]
    series: list[EventSeries]
    events: list[HeldEvent]
    plan: Plan
    written: Report
    read: AnnualReport
    confirmed: AnnualReport


def corpus_paragraphs() -> list[str]:
    """Return the paragraphs of the report for 2024."""
    text = (CORPUS / "sgcszr-report-2024" / "source.txt").read_text(encoding="utf-8")
    return [words for line in text.splitlines() if (words := line.strip())]


def repeated_paragraphs(count: int) -> list[str]:
    """Return so many paragraphs; every repetition speaks of other editions, so titles differ."""
    own = corpus_paragraphs()
    return [
        text if number < len(own) else text.replace("секции «", f"секции № {number // len(own)} «")
        for number, text in enumerate(islice(cycle(own), count))
    ]


def make_site(years: int) -> Site:
    """Fill an empty database."""
    from mezhgorod.registry.models import Organization  # noqa: PLC0415 -- after setup

    union = Organization.objects.create(name="Проверочный союз", slug="union", kind="union")
    others = Organization.objects.create(name="Союз городов", slug="others", kind="union")
    cities = _cities(union)
    series = _series(union)
    plan, planned = _plan(union)
    events: list[HeldEvent] = []
    for back in range(years):
        year = LAST_YEAR - back
        events += _year(union, series, year, planned if back == 0 else [])
    _facts(events, cities)
    written = _written(union, events[:EVENTS])
    read = _read(union, repeated_paragraphs(PARAGRAPHS), LAST_YEAR)
    confirmed = _read(others, corpus_paragraphs(), 2024)
    _tidy()
    return Site(union, others, cities, series, events, plan, written, read, confirmed)


def _cities(union: Organization) -> list[Municipality]:
    from mezhgorod.registry.actions import ensure_municipalities  # noqa: PLC0415 -- after setup
    from mezhgorod.registry.models import (  # noqa: PLC0415 -- the same
        Membership,
        Municipality,
        Organization,
    )
    from planbook.places import Place  # noqa: PLC0415 -- the same

    found = mentions("\n".join(corpus_paragraphs()))
    places = {
        one.nominative: Place(
            text=one.surface, locality=one.nominative, region=one.region, country=one.country
        )
        for one in found
    }
    ensure_municipalities(places=list(places.values()))
    cities = list(Municipality.objects.order_by("pk"))
    parties = Organization.objects.bulk_create(
        Organization(
            name=f"Администрация города {one.name}", slug=f"party-{one.pk}",
            kind="municipality", territory=one,
        )
        for one in cities
    )  # fmt: skip
    since = {"since_earliest": date(2000, 1, 1), "since_latest": date(2000, 1, 1)}
    Membership.objects.bulk_create(
        Membership(association=union, member=one, since_text="1 января 2000 года", **since)
        for one in parties
    )
    return cities


def _series(union: Organization) -> list[EventSeries]:
    from mezhgorod.planning.models import EventSeries  # noqa: PLC0415 -- after setup

    return EventSeries.objects.bulk_create(
        EventSeries(
            owner=union, name=f"Проверочный форум № {number}", slug=f"forum-{number}",
            key=f"проверочный форум {number}", step_years=1,
        )
        for number in range(1, SERIES + 1)
    )  # fmt: skip


def _plan(union: Organization) -> tuple[Plan, list[Any]]:
    """Make an approved plan; return it with its events in printed order."""
    from bench.planning_year import compose_rows  # noqa: PLC0415 -- after setup
    from mezhgorod.planning.models import PlanItem  # noqa: PLC0415 -- after setup

    plan = compose_rows(union, str(LAST_YEAR), ROWS)
    type(plan).objects.filter(pk=plan.pk).update(state="published")
    plan.refresh_from_db()
    items = PlanItem.objects.filter(section__plan=plan).select_related("event")
    return plan, [one.event for one in items.order_by("section__position", "position")]


def _year(
    union: Organization, series: list[EventSeries], year: int, planned: list[Any]
) -> list[HeldEvent]:
    from mezhgorod.outcomes.models import HeldEvent  # noqa: PLC0415 -- after setup

    def made(number: int) -> HeldEvent:
        day = date(year, 1, 1) + timedelta(days=number * 2 + 1)
        of = series[number] if number < SERIES else None
        title = of.name if of else f"Заседание секции «Культура» № {number}"
        return HeldEvent(
            uid=uuid.uuid4(), owner=union, title=title,
            event=planned[number] if number < len(planned) else None,
            series=of, edition=year - 2000 if of else None,
            kind="форум" if of else "заседание секции",
            topic="Опыт городов в работе с молодёжью", union_role="held",
            state="accepted" if year < LAST_YEAR else "submitted",
            attendance_mode="in_person", timing_text=f"{day.day}.{day.month:02}.{year}",
            timing_edtf=day.isoformat(), earliest=day, latest=day,
            timing_data=timing_to_dict(from_edtf(day.isoformat())),
            search_text=title.lower(), published_at=NOW if number % 2 else None, updated_at=NOW,
        )  # fmt: skip

    return HeldEvent.objects.bulk_create(made(number) for number in range(EVENTS))


def _facts(events: list[HeldEvent], cities: list[Municipality]) -> None:
    from mezhgorod.outcomes import models  # noqa: PLC0415 -- after setup

    sources = models.FactSource.objects.bulk_create(
        (
            models.FactSource(held_event=one, kind=kind, title="Проверочный источник", at=NOW)
            for one in events
            for kind in ("host_form", "report")
        ),
        batch_size=2_000,
    )
    pairs = list(zip(events, sources[::2], strict=True))
    _in_bulk(models.Participation, pairs, lambda n, one, source: _parties(n, one, source, cities))
    _in_bulk(models.StatedCount, pairs, _counts)
    _in_bulk(models.Talk, pairs, lambda n, one, source: _talks(n, one, source, cities))
    _in_bulk(models.EventAward, pairs, lambda n, one, source: _awards(n, one, source, cities))
    _in_bulk(models.AgreedTask, pairs, _tasks)
    _in_bulk(models.Material, pairs, _photos)
    tables = _in_bulk(models.StandingTable, pairs, _tables)
    models.Standing.objects.bulk_create(
        (
            models.Standing(
                table=table, position=place, place=place, team=cities[place].name,
                municipality=cities[place], points=100 - place,
            )
            for table in tables
            for place in range(1, 11)
        ),
        batch_size=2_000,
    )  # fmt: skip


def _in_bulk(model: Any, pairs: list[Any], make: Any) -> list[Any]:
    rows = (row for number, pair in enumerate(pairs) for row in make(number, *pair))
    return list(model.objects.bulk_create(rows, batch_size=2_000))


def _parties(
    number: int, held: HeldEvent, source: FactSource, cities: list[Municipality]
) -> Iterator[Any]:
    from mezhgorod.outcomes.models import Participation  # noqa: PLC0415 -- after setup

    for place in range(PARTIES):
        city = cities[(number * 7 + place) % len(cities)]
        yield Participation(
            held_event=held, role="participant" if place else "host", position=place + 1,
            text=city.name, municipality=city, mode="in_person", source=source,
        )  # fmt: skip


def _counts(number: int, held: HeldEvent, source: FactSource) -> Iterator[Any]:
    from mezhgorod.outcomes.models import StatedCount  # noqa: PLC0415 -- after setup

    for unit, count in (("people", 100 + number % 300), ("cities", PARTIES)):
        yield StatedCount(held_event=held, unit=unit, number=count, source=source)


def _talks(
    number: int, held: HeldEvent, source: FactSource, cities: list[Municipality]
) -> Iterator[Any]:
    from mezhgorod.outcomes.models import Talk  # noqa: PLC0415 -- after setup

    for place in (1, 2):
        yield Talk(
            held_event=held, position=place, name=f"Докладчик {place}", post="начальник отдела",
            municipality=cities[(number + place) % len(cities)], title="Проверочная тема",
            source=source,
        )  # fmt: skip


def _awards(
    number: int, held: HeldEvent, source: FactSource, cities: list[Municipality]
) -> Iterator[Any]:
    from mezhgorod.outcomes.models import EventAward  # noqa: PLC0415 -- after setup

    yield EventAward(
        held_event=held, position=1, kind="diploma", name="Почётная грамота Союза",
        winner=f"Награждённый {number}", municipality=cities[number % len(cities)], source=source,
    )  # fmt: skip


def _tasks(number: int, held: HeldEvent, source: FactSource) -> Iterator[Any]:
    from mezhgorod.outcomes.models import AgreedTask  # noqa: PLC0415 -- after setup

    if number % 3 == 0:
        yield AgreedTask(
            held_event=held, position=1, text="Собрать сведения городов", source=source
        )


def _photos(number: int, held: HeldEvent, _: FactSource) -> Iterator[Any]:
    from mezhgorod.outcomes.models import Material  # noqa: PLC0415 -- after setup

    for place in (1, 2):
        name = f"materials/2025/{number}-{place}"
        yield Material(
            held_event=held, position=place, kind="photo", title=f"Фотография {place}",
            alternative="Проверочная запись без файла", file=f"{name}.webp",
            thumbnail=f"{name}-small.webp", media_type="image/webp", width=1600, height=1200,
            size=300_000, is_public=True, added_at=NOW,
        )  # fmt: skip


def _tables(number: int, held: HeldEvent, source: FactSource) -> Iterator[Any]:
    from mezhgorod.outcomes.models import StandingTable  # noqa: PLC0415 -- after setup

    if number % 5 == 0:
        yield StandingTable(held_event=held, source=source)


def _written(union: Organization, events: list[HeldEvent]) -> Report:
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup
    from mezhgorod.reporting.actions.writing import (  # noqa: PLC0415 -- the same
        NewReport,
        begin_draft,
        start_report,
    )
    from mezhgorod.reporting.models import ReportBlock  # noqa: PLC0415 -- the same

    new = NewReport(owner=union, title="Проверочный доклад", period=str(LAST_YEAR))
    report = start_report(new=new, actor=SYSTEM, now=NOW)
    own = report.blocks.count()
    ReportBlock.objects.bulk_create(
        ReportBlock(report=report, position=own + place, kind="event", held_event=held)
        for place, held in enumerate(events[: PARTS - own], start=1)
    )
    return begin_draft(report=report, actor=SYSTEM, now=NOW)


def _read(owner: Organization, paragraphs: list[str], year: int) -> AnnualReport:
    from mezhgorod.evidence.models import SourceDocument  # noqa: PLC0415 -- after setup
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- the same
    from mezhgorod.reporting.actions.reading import read_report_facts  # noqa: PLC0415 -- the same
    from mezhgorod.reporting.actions.reports import (  # noqa: PLC0415 -- the same
        DraftedReport,
        apply_report,
    )
    from planbook.dates import Period  # noqa: PLC0415 -- the same

    document = SourceDocument.objects.create(
        sha256=f"{owner.pk:064}", file="documents/report.docx", file_name="доклад.docx", size=1,
        uploaded_at=NOW,
    )  # fmt: skip
    drafted = DraftedReport(
        "Проверочный доклад", owner, Period.from_edtf(str(year)), document, tuple(paragraphs)
    )
    report = apply_report(drafted=drafted, findings=(), now=NOW)
    read_report_facts(report=report, now=NOW, actor=SYSTEM)
    return report


def _tidy() -> None:
    from django.db import connection  # noqa: PLC0415 -- after setup

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
