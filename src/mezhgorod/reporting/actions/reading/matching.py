"""Events of a report beside rows of plans, series and exchanges: proposals with their reasons."""

from __future__ import annotations

from collections.abc import Sequence

from mezhgorod.exchanges.models import Exchange
from mezhgorod.planning.models import EventSeries
from mezhgorod.reporting.models import AnnualReport, ReadEvent
from mezhgorod.reporting.queries.plan_rows import (
    CandidateRow,
    candidate_rows,
    exchange_like,
    series_like,
)
from mezhgorod.reporting.rules import ReadingState
from planbook.facts import Fact, FactSource, FactType, ReportEvent, ReportRole, match_events

_FIELDS = ("matched_event", "is_own_year", "score", "reasons", "series", "exchange")


def match_waiting(*, report: AnnualReport) -> None:
    """Propose for each event that waits which row of a plan, series or exchange it is.

    The rows of the report's own year come first; an earlier row tells the series only. An event
    nobody has planned stays without a proposal.
    """
    digits = report.period_edtf[:4]
    year = int(digits) if digits.isdecimal() and digits.isascii() else None
    waiting = list(
        report.read_events.filter(state=ReadingState.WAITING, is_gone=False).prefetch_related(
            "facts"
        )
    )
    _propose_rows(waiting, candidate_rows(owner=report.owner, year=year), year)
    series = list(EventSeries.objects.filter(owner=report.owner))
    exchanges = list(Exchange.objects.filter(owner=report.owner))
    for one in waiting:
        if one.series_id is None:
            one.series = series_like(one.title, one.edition, series)
        if one.role == ReportRole.EXCHANGE:
            one.exchange = exchange_like(one.title, exchanges)
    ReadEvent.objects.bulk_update(waiting, _FIELDS)


def _propose_rows(
    waiting: Sequence[ReadEvent], candidates: Sequence[CandidateRow], year: int | None
) -> None:
    own = [one.row for one in candidates if one.is_own_year]
    earlier = [one.row for one in candidates if not one.is_own_year]
    events = {one.row.key: one.item.event for one in candidates}
    for one in waiting:
        one.matched_event, one.series, one.is_own_year = None, None, False
        one.score, one.reasons = 0, []
    plain = [_as_event(one) for one in waiting]
    for rows, is_own_year in ((earlier, False), (own, True)):
        for match in match_events(plain, rows, year=year):
            stored = waiting[match.event_index]
            event = events[str(match.row_key)]
            stored.matched_event, stored.series = event, event.series
            stored.is_own_year = is_own_year
            stored.score, stored.reasons = match.score, list(match.reasons)


def _as_event(stored: ReadEvent) -> ReportEvent:
    return ReportEvent(
        title=stored.title,
        kind=stored.kind,
        edition=stored.edition,
        role=ReportRole(stored.role),
        facts=tuple(
            Fact(
                type=FactType(fact.type),
                value=fact.value,
                values=tuple(fact.values),
                number=fact.number,
                hedge=fact.hedge,
                text=fact.text,
                source=FactSource(fact.paragraph, fact.start, fact.end),
                is_open=fact.is_open,
            )
            for fact in stored.facts.all()
        ),
    )
