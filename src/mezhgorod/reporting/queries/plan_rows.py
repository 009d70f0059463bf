"""Rows of plans that events of a report may be: those of its own year, else of earlier plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from mezhgorod.exchanges.models import Exchange
from mezhgorod.planning.models import EventPlace, EventSeries, Plan, PlanItem
from mezhgorod.planning.rules import PlaceRole
from mezhgorod.registry.models import Organization
from planbook.dates import timing_from_dict
from planbook.facts import PlanRow
from planbook.language import search_text

EARLIER_PLANS = 5
_SEASONS = frozenset({"зимний", "летний", "весенний", "осенний"})
# How alike two names of one thing are at least: shared words among all words of the shorter one.
_LIKE = 0.6


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A row of a plan that may be an event of a report; `is_own_year` says of the same period."""

    item: PlanItem
    row: PlanRow
    is_own_year: bool


def candidate_rows(*, owner: Organization, year: int | None) -> list[CandidateRow]:
    """Return the rows of the plans of a year, then those of earlier years, the latest first."""
    if year is None:
        return []
    plans = Plan.objects.filter(owner=owner, period_start__lte=date(year, 12, 31))
    chosen = list(plans.order_by("-period_start")[:EARLIER_PLANS])
    hosts = EventPlace.objects.filter(role=PlaceRole.VENUE).select_related("municipality")
    items = (
        PlanItem.objects.filter(section__plan__in=chosen)
        .select_related("event__series", "section__plan")
        .prefetch_related(Prefetch("event__places", queryset=hosts))
        .order_by("-section__plan__period_start", "section__position", "position")
    )
    return [_candidate(item, year) for item in items]


def _candidate(item: PlanItem, year: int) -> CandidateRow:
    event, plan = item.event, item.section.plan
    hosts = tuple(place.municipality.name for place in event.places.all() if place.municipality)
    row = PlanRow(
        key=str(event.pk),
        title=event.full_title,
        kind=event.kind,
        edition=event.edition,
        series=event.series.key if event.series else "",
        year=plan.period_start.year,
        hosts=hosts,
        timing=timing_from_dict(event.timing_data),
    )
    return CandidateRow(item, row, plan.period_start.year == year)


def owner_series(*, owner: Organization) -> list[EventSeries]:
    """Return the series of an owner by name."""
    return list(EventSeries.objects.filter(owner=owner).order_by("name", "pk"))


def series_like(
    title: str, edition: int | None, known: Iterable[EventSeries]
) -> EventSeries | None:
    """Return the series a numbered title is an edition of, None when none or several fit.

    The season must be the same; all words of the shorter name stand in the longer one, or nearly
    all of them: «Зимняя Спартакиада» and «Зимняя Спартакиада Союза».
    """
    if edition is None:
        return None
    words = _words(title)
    scored = [(score, one) for one in known if (score := _alike(words, _words(one.name))) >= _LIKE]
    scored.sort(key=lambda pair: -pair[0])
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]


def exchange_like(title: str, known: Sequence[Exchange]) -> Exchange | None:
    """Return the exchange of a topic as a report names it, None when none or several fit."""
    words = _words(title)
    fitting = [one for one in known if _alike(words, _words(one.title)) >= _LIKE]
    return fitting[0] if len(fitting) == 1 else None


# Words that tell nothing of a topic; «(показ)» marks what was made for a demonstration.
_EMPTY = frozenset(
    {"информационный", "обмен", "о", "об", "по", "и", "на", "в", "год", "город", "показ"}
)


def _words(title: str) -> frozenset[str]:
    words = (word.strip('«»"().,:;–-') for word in search_text(title).split())
    return frozenset(
        word for word in words if word and word not in _EMPTY and not _is_numeral(word)
    )


def _is_numeral(word: str) -> bool:
    return word.isdecimal() or set(word) <= set("ivxlcхi")


def _alike(first: frozenset[str], second: frozenset[str]) -> float:
    if not first or not second or first & _SEASONS != second & _SEASONS:
        return 0.0
    common = first & second
    if not common - _SEASONS:
        return 0.0
    return len(common) / min(len(first), len(second))
