"""The facts of a report's period: its events and its information exchanges, in a few queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q

from mezhgorod.exchanges.models import Exchange
from mezhgorod.exchanges.queries.counts import participants_of_many
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import sheets_of
from mezhgorod.outcomes.rules import CountUnit, Outcome
from mezhgorod.planning.models import HostingBid, PlanItem, SeriesEdition
from mezhgorod.planning.rules import EXCHANGE_KIND, EditionState
from mezhgorod.planning.rules.hosting import BidState
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.queries.memberships import members_on
from mezhgorod.reporting.models import ReadEvent, Report
from mezhgorod.reporting.queries.private_names import PrivateName, private_names
from mezhgorod.reporting.rules.content import EXCHANGE, HELD, REPORT
from planbook.dates import Period, PeriodError
from planbook.narrative import Amount, EventSheet, ExchangeLine, Name, PlannedLine, ReportSheet


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a report may tell.

    Attributes:
        sheet: the whole period; keys of events are «held:<number>».
        events: the sheets by number of the event, also of those out of the period.
        editions: what is known of editions to come that parts name, by number of the edition.
        private: names that are not for everybody, by number of the event.
    """

    sheet: ReportSheet
    events: dict[int, EventSheet]
    editions: dict[int, tuple[PlannedLine, ...]]
    private: dict[int, list[PrivateName]]

    def sheet_of_exchange(self, pk: int) -> ReportSheet:
        """Return the sheet of the period with one exchange only."""
        kept = tuple(one for one in self.sheet.exchanges if one.key == str(pk))
        return replace(self.sheet, exchanges=kept)

    def exchange_as_event(self, pk: int) -> EventSheet:
        """Return an exchange as an event of which it is known how many cities answered."""
        line = next((one for one in self.sheet.exchanges if one.key == str(pk)), None)
        return EventSheet(
            key=f"{EXCHANGE}:{pk}",
            title=line.title if line else "",
            kind=EXCHANGE_KIND,
            counts=(line.count,) if line and line.count else (),
        )

    def sheet_of_events(self, numbers: list[int]) -> ReportSheet:
        """Return the sheet of the period with these events only, in this order."""
        kept = tuple(self.events[one] for one in numbers if one in self.events)
        return replace(self.sheet, events=kept)

    def with_editions(self, sheet: EventSheet, numbers: list[int]) -> EventSheet:
        """Return a sheet that also tells of these editions to come."""
        known = {line.key for line in sheet.planned}
        told = (line for one in numbers for line in self.editions.get(one, ()))
        more = [line for line in told if line.key not in known]
        return replace(sheet, planned=(*sheet.planned, *more)) if more else sheet


def report_sheet(report: Report) -> ReportSheet:
    """Return the facts of a report's period; the number of queries does not grow with events."""
    return report_facts(report).sheet


def report_facts(
    report: Report,
    *,
    also: frozenset[int] = frozenset(),
    editions: frozenset[int] = frozenset(),
) -> ReportFacts:
    """Return all facts that a report may tell.

    Args:
        also: numbers of events that parts of the report name, whenever they were.
        editions: numbers of editions to come that parts name.
    """
    period = period_of(report)
    held, inside = held_in_period(report, also=also)
    sheets = {
        one.pk: replace(sheet, key=f"{HELD}:{one.pk}")
        for one, sheet in zip(held, sheets_of(held), strict=True)
    }
    sheet = ReportSheet(
        key=REPORT,
        owner=report.owner.name,
        period=report.period_edtf,
        events=tuple(
            sheets[one.pk] for one in held if one.pk in inside and one.kind != EXCHANGE_KIND
        ),
        exchanges=(*_exchanges(report, period), *_told_exchanges(held, inside, sheets)),
        members=_members(report, period),
    )
    return ReportFacts(sheet, sheets, _editions(editions), private_names(list(sheets)))


def period_of(report: Report) -> Period | None:
    """Return the period of a report as days, None where it is damaged."""
    try:
        return Period.from_edtf(report.period_edtf)
    except PeriodError:
        return None


def held_in_period(
    report: Report, *, also: frozenset[int] = frozenset()
) -> tuple[list[HeldEvent], frozenset[int]]:
    """Return events in the order of days, undated ones last, and which are of the period.

    An undated event is of the period of its plan, or of the report that was read about it.
    """
    period = period_of(report)
    inside: frozenset[int] = frozenset()
    own = HeldEvent.objects.filter(owner=report.owner_id)
    if period is not None:
        # Asked for apart: joined they would be looked through for every event of all years.
        rows = PlanItem.objects.filter(
            event=OuterRef("event"),
            section__plan__period_start__lte=period.end,
            section__plan__period_end__gte=period.start,
        )
        read = ReadEvent.objects.filter(
            held_event=OuterRef("pk"), report__period_edtf=report.period_edtf
        )
        dated = Q(earliest__lte=period.end, latest__gte=period.start)
        wanted = dated | (Q(earliest__isnull=True) & (Q(Exists(rows)) | Q(Exists(read))))
        inside = frozenset(own.filter(wanted, outcome=Outcome.HELD).values_list("pk", flat=True))
    found = own.filter(pk__in=inside | also).select_related("body", "series", "parent", "event")
    held = sorted(found, key=lambda one: (one.earliest or date.max, one.pk))
    return held, inside


def _exchanges(report: Report, period: Period | None) -> tuple[ExchangeLine, ...]:
    if period is None:
        return ()
    exchanges = list(
        Exchange.objects.filter(
            owner=report.owner_id,
            rounds__period_start__gte=period.start,
            rounds__period_end__lte=period.end,
        )
        .distinct()
        .order_by("pk")
    )
    counts = participants_of_many(exchanges, start=period.start, end=period.end)
    return tuple(
        ExchangeLine(
            title=one.title,
            count=Amount(len(counts[one.pk]), "cities", key=str(one.pk))
            if counts.get(one.pk)
            else None,
            key=str(one.pk),
        )
        for one in exchanges
    )


def _told_exchanges(
    held: Sequence[HeldEvent], inside: frozenset[int], sheets: Mapping[int, EventSheet]
) -> tuple[ExchangeLine, ...]:
    """Return exchanges known only from what a report has told of them."""
    told = [one.pk for one in held if one.pk in inside and one.kind == EXCHANGE_KIND]
    if not told:
        return ()
    linked = set(
        ReadEvent.objects.filter(held_event__in=told, exchange__isnull=False).values_list(
            "held_event", flat=True
        )
    )
    return tuple(
        ExchangeLine(
            title=sheets[pk].title,
            count=next((one for one in sheets[pk].counts if one.unit == CountUnit.CITIES), None),
            key=f"{HELD}:{pk}",
        )
        for pk in told
        if pk not in linked
    )


def _editions(numbers: frozenset[int]) -> dict[int, tuple[PlannedLine, ...]]:
    """Return who takes editions to come, and who has withdrawn."""
    if not numbers:
        return {}
    rows = (
        SeriesEdition.objects.filter(pk__in=numbers)
        .select_related("series", "host")
        .prefetch_related(
            Prefetch(
                "bids", HostingBid.objects.filter(state=BidState.WITHDRAWN).select_related("city")
            )
        )
    )
    return {row.pk: tuple(_planned_lines(row)) for row in rows}


def _planned_lines(row: SeriesEdition) -> Iterator[PlannedLine]:
    host = row.host if row.state != EditionState.WITHDRAWN else None
    withdrawn = [bid.city for bid in row.bids.all()]
    if host is not None or not withdrawn:
        yield _planned_line(row, host)
    for city in withdrawn:
        yield _planned_line(row, city, is_withdrawn=True)


def _planned_line(
    row: SeriesEdition, city: Municipality | None, *, is_withdrawn: bool = False
) -> PlannedLine:
    return PlannedLine(
        title=row.series.name,
        edition=row.number,
        host=Name(city.name, key=str(city.pk)) if city else None,
        year=row.year,
        is_withdrawn=is_withdrawn,
        key=str(row.pk),
    )


def _members(report: Report, period: Period | None) -> tuple[Name, ...]:
    if period is None:
        return ()
    members = members_on(association=report.owner, day=period.end)
    return tuple(Name(one.party.spoken_name, key=str(one.party.pk)) for one in members)
