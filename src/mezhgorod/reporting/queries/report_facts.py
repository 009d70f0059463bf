"""The facts of a report's period: its events and its information exchanges, in a few queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from mezhgorod.exchanges.models import Exchange
from mezhgorod.exchanges.queries.counts import participants_of_many
from mezhgorod.outcomes.models import EventAward, HeldEvent, Talk
from mezhgorod.outcomes.queries import sheets_of
from mezhgorod.outcomes.rules import Outcome
from mezhgorod.registry.queries.memberships import members_on
from mezhgorod.reporting.models import Report
from mezhgorod.reporting.rules.content import HELD, REPORT
from planbook.dates import Period, PeriodError
from planbook.narrative import Amount, EventSheet, ExchangeLine, Name, ReportSheet


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a report may tell.

    Attributes:
        sheet: the whole period; keys of events are «held:<number>».
        events: the sheets by number of the event, also of those out of the period.
        exchanges: keys of exchanges in the order of the sheet.
        private: (field, key) of people whose names are not for everybody, by number of the event.
    """

    sheet: ReportSheet
    events: dict[int, EventSheet]
    private: frozenset[tuple[int, str]]

    def sheet_of_exchange(self, pk: int) -> ReportSheet:
        """Return the sheet of the period with one exchange only."""
        kept = tuple(one for one in self.sheet.exchanges if one.key == str(pk))
        return replace(self.sheet, exchanges=kept)

    def sheet_of_events(self, numbers: list[int]) -> ReportSheet:
        """Return the sheet of the period with these events only, in this order."""
        kept = tuple(self.events[one] for one in numbers if one in self.events)
        return replace(self.sheet, events=kept)


def report_sheet(report: Report) -> ReportSheet:
    """Return the facts of a report's period; the number of queries does not grow with events."""
    return report_facts(report).sheet


def report_facts(report: Report, *, also: frozenset[int] = frozenset()) -> ReportFacts:
    """Return all facts that a report may tell.

    Args:
        also: numbers of events that parts of the report name, whenever they were.
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
        events=tuple(sheets[one.pk] for one in held if one.pk in inside),
        exchanges=_exchanges(report, period),
        members=_members(report, period),
    )
    return ReportFacts(sheet, sheets, _private(sheets))


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
        of_plan = Q(
            event__items__section__plan__period_start__lte=period.end,
            event__items__section__plan__period_end__gte=period.start,
        )
        of_report = Q(read_from__report__period_edtf=report.period_edtf)
        dated = Q(earliest__lte=period.end, latest__gte=period.start)
        wanted = dated | (Q(earliest__isnull=True) & (of_plan | of_report))
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


def _members(report: Report, period: Period | None) -> tuple[Name, ...]:
    if period is None:
        return ()
    members = members_on(association=report.owner, day=period.end)
    return tuple(Name(one.party.spoken_name, key=str(one.party.pk)) for one in members)


def _private(sheets: dict[int, EventSheet]) -> frozenset[tuple[int, str]]:
    """Return the events and names that are not for everybody."""
    hidden: set[tuple[int, str]] = set()
    for model, name in ((Talk, "name"), (EventAward, "winner")):
        rows = model._default_manager.filter(
            held_event__in=list(sheets), is_name_public=False
        ).exclude(person__is_public=True)
        hidden |= set(rows.exclude(**{name: ""}).values_list("held_event", name))
    return frozenset(hidden)
