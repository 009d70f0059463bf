"""The numbers behind the pictures of a report: tables that are frozen with its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db.models import Count
from django.db.models.functions import ExtractYear

from mezhgorod.exchanges.models import Exchange
from mezhgorod.exchanges.queries.discipline import discipline_of
from mezhgorod.outcomes.models import HeldEvent, Participation
from mezhgorod.outcomes.rules import Outcome
from mezhgorod.outcomes.rules.presence import Presence, Seen, legend, presence_rows
from mezhgorod.reporting.models import Report
from mezhgorod.reporting.queries.report_facts import ReportFacts, period_of
from mezhgorod.reporting.rules.report_tables import ReportTable, TableRow
from planbook.dates import MONTH_NAMES, Period
from planbook.narrative import EventSheet, NameKind

_YEARS_BACK = 4
_NO_MONTH, _NO_BODY = "месяц не указан", "вне секций"
# A sheet of paper holds no more columns.
_MOST_COLUMNS = 20


def report_tables(report: Report, facts: ReportFacts) -> tuple[ReportTable, ...]:
    """Return the tables of a period; a table that would say nothing is left out."""
    held = facts.sheet.held
    found = (
        _by_month(held, period_of(report)),
        _by_body(held),
        _hosts(held),
        _matrix(held),
        _discipline(report),
        _by_year(report, len(facts.sheet.events)),
    )
    return tuple(table for table in found if table.rows)


def _by_month(events: Sequence[EventSheet], period: Period | None) -> ReportTable:
    counts = Counter(_month_of(one) for one in events)
    # An event that began before the period keeps its month.
    shown = [number for number in range(1, 13) if counts[number] or _is_in(number, period)]
    rows = [TableRow(MONTH_NAMES[number - 1], (counts[number],)) for number in shown]
    if counts[0]:
        rows.append(TableRow(_NO_MONTH, (counts[0],)))
    # Where the months of most events are unknown the months of the rest say nothing of the year;
    # one month alone compares nothing.
    if counts[0] * 2 > len(events) or len(shown) < 2:
        rows = []
    return ReportTable(
        "months", "Мероприятия по месяцам", "Месяц", ("Мероприятий",), tuple(rows), is_drawn=True
    )


def _is_in(month: int, period: Period | None) -> bool:
    """Tell whether a month is in a period; every month is in one of many years."""
    if period is None or period.start.year != period.end.year:
        return True
    return period.start.month <= month <= period.end.month


def _month_of(event: EventSheet) -> int:
    """Return the month an event began in, 0 where it is not known."""
    parts = event.timing.partition("/")[0].split("-")
    month = parts[1][:2] if len(parts) > 1 else ""
    return int(month) if month.isdecimal() and 1 <= int(month) <= len(MONTH_NAMES) else 0


def _by_body(events: Sequence[EventSheet]) -> ReportTable:
    counts = Counter(one.body or _NO_BODY for one in events)
    counted = sorted(counts.items(), key=lambda pair: (pair[0] == _NO_BODY, -pair[1], pair[0]))
    rows = tuple(TableRow(name, (count,)) for name, count in counted)
    if set(counts) <= {_NO_BODY}:
        rows = ()
    return ReportTable(
        "bodies", "Мероприятия по секциям", "Секция", ("Мероприятий",), rows, is_drawn=True
    )


def _hosts(events: Sequence[EventSheet]) -> ReportTable:
    hosts = [host for one in events for host in one.hosts if host.kind is NameKind.SETTLEMENT]
    counts = Counter(host.text for host in hosts)
    places = (
        Participation.objects.filter(
            pk__in=[host.key for host in hosts if host.key], municipality__latitude__isnull=False
        )
        .order_by("municipality__name")
        .values_list("municipality__name", "municipality__latitude", "municipality__longitude")
        .distinct()
    )
    counted = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    points = tuple(
        (city, north, east)
        for city, north, east in places
        if city in counts and north is not None and east is not None
    )
    shown = {city for city, _, _ in points}
    lost = ", ".join(name for name, _ in counted if name not in shown)
    return ReportTable(
        "hosts",
        "Где прошли мероприятия",
        "Город",
        ("Мероприятий",),
        tuple(TableRow(name, (count,)) for name, count in counted),
        is_drawn=True,
        note=f"Координаты не известны, на карте нет: {lost}." if points and lost else "",
        points=points,
    )


def _matrix(events: Sequence[EventSheet]) -> ReportTable:
    shown = [one for one in events if one.participants or one.participants_remote]
    shown = shown[:_MOST_COLUMNS]
    found = presence_rows(_seen(shown), width=len(shown))
    rows = tuple(
        TableRow(one.name, (*(sign.value if sign else "" for sign in one.signs), one.count))
        for one in found
    )
    heads = (*(str(number) for number in range(1, len(shown) + 1)), "Всего")
    titles = "; ".join(f"{number}. {one.title}" for number, one in enumerate(shown, start=1))
    note = f"{legend(found)}. {titles}."
    return ReportTable("matrix", "Кто в чём участвовал", "Город", heads, rows, note=note)


def _seen(events: Sequence[EventSheet]) -> Iterator[Seen]:
    for place, event in enumerate(events):
        for names, presence in (
            (event.hosts, Presence.HOST),
            (event.speakers_from, Presence.PRESENTED),
            (event.experts_from, Presence.PRESENTED),
            (event.participants, Presence.HERE),
            (event.participants_remote, Presence.REMOTE),
            (event.guests, Presence.GUEST),
            (event.observers, Presence.GUEST),
        ):
            for one in names:
                if one.kind in {NameKind.SETTLEMENT, NameKind.DISTRICT}:
                    yield Seen(place, one.text, one.text, presence)


def _discipline(report: Report) -> ReportTable:
    period = period_of(report)
    heads = ("Спрошен раз", "В срок", "С опозданием", "Не ответил")
    rows: tuple[TableRow, ...] = ()
    if period is not None:
        exchanges = list(Exchange.objects.filter(owner=report.owner_id))
        found = discipline_of(
            exchanges=exchanges, today=period.end, since=period.start, until=period.end
        )
        rows = tuple(
            TableRow(one.party.spoken_name, (one.asked, one.in_time, one.late, one.silent))
            for one in found.cities
        )
    return ReportTable("discipline", "Ответы на информационные обмены", "Город", heads, rows)


def _by_year(report: Report, now: int) -> ReportTable:
    period = period_of(report)
    rows: tuple[TableRow, ...] = ()
    if period is not None:
        year = period.start.year
        counts = dict(
            HeldEvent.objects.filter(
                owner=report.owner_id,
                outcome=Outcome.HELD,
                earliest__year__gte=year - _YEARS_BACK,
                earliest__year__lt=year,
            )
            .annotate(year=ExtractYear("earliest"))
            .values_list("year")
            .annotate(count=Count("pk"))
            .order_by("year")
        )
        rows = tuple(TableRow(str(one), (count,)) for one, count in counts.items())
        # One year alone compares nothing.
        rows = (*rows, TableRow(str(year), (now,))) if rows else ()
    return ReportTable(
        "years", "Сравнение с прошлыми годами", "Год", ("Мероприятий",), rows, is_drawn=True
    )
