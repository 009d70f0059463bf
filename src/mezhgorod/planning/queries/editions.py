"""Editions of series: those of plans and those only told of, with their hosts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from mezhgorod.planning.models import (
    EventPlace,
    EventSeries,
    HostingBid,
    Plan,
    PlanItem,
    SeriesEdition,
)
from mezhgorod.planning.queries.drafts import row_draft
from mezhgorod.planning.queries.events import series_visible_to
from mezhgorod.planning.queries.visibility import plans_visible_to
from mezhgorod.planning.rules import EditionState, PlaceRole
from mezhgorod.planning.rules.hosting import BidState, needs_host
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor
from planbook.succession import HostState, KnownEdition, Series

YEARS_AHEAD = 5


def editions_of_series(*, series: EventSeries) -> QuerySet[SeriesEdition]:
    """Return the recorded editions of a series, newest first, with hosts, offers, decisions."""
    bids = HostingBid.objects.select_related("city", "offered_by__territory")
    bids = bids.order_by("offered_on", "pk")
    return (
        SeriesEdition.objects.filter(series=series)
        .select_related("host", "decision__body", "event")
        .prefetch_related(Prefetch("bids", queryset=bids))
        .order_by("-year", "-number")
    )


def edition_after(*, series: EventSeries, number: int | None, year: int) -> SeriesEdition | None:
    """Return the recorded edition that follows one that took place, None where none is recorded.

    Without a number the first one of a later year is meant.
    """
    found = SeriesEdition.objects.filter(series=series).exclude(state=EditionState.HELD)
    found = found.select_related("host")
    if number is not None:
        return found.filter(number__gt=number, year__gte=year).order_by("number").first()
    return found.filter(year__gt=year).order_by("year", "number").first()


def open_editions(*, owner: Organization, until_year: int) -> list[SeriesEdition]:
    """Return the editions of an owner that still need a city, the nearest first."""
    editions = SeriesEdition.objects.filter(series__owner=owner, year__lte=until_year)
    return [
        one
        for one in editions.select_related("series", "host").order_by("year", "number")
        if needs_host(one.state)
    ]


@dataclass(frozen=True, slots=True)
class KeptSeries:
    """A series in the list of an association, with its latest edition as the reader may know it."""

    series: EventSeries
    number: int | None
    year: int | None


def series_list(*, owner: Organization, actor: Actor) -> list[KeptSeries]:
    """Return the series of an owner that somebody may read, by name; three queries."""
    found = list(series_visible_to(actor=actor).filter(owner=owner).order_by("name", "pk"))
    latest = _latest_editions([one.pk for one in found], actor)
    return [
        KeptSeries(one, latest[one.pk][1], latest[one.pk][0])
        if one.pk in latest
        else KeptSeries(one, None, None)
        for one in found
    ]


def _latest_editions(series_ids: Collection[int], actor: Actor) -> dict[int, tuple[int, int]]:
    """Return year and number of the latest edition of each series, recorded or printed."""
    recorded = SeriesEdition.objects.filter(series__in=series_ids)
    printed = PlanItem.objects.filter(
        event__series__in=series_ids, section__plan__in=plans_visible_to(actor=actor)
    ).values_list("event__series_id", "section__plan__period_start", "event__edition")
    told = list(recorded.values_list("series_id", "year", "number"))
    told += [
        (series_id, start.year, number)
        for series_id, start, number in printed
        if series_id is not None and number is not None
    ]
    latest: dict[int, tuple[int, int]] = {}
    for series_id, year, number in told:
        latest[series_id] = max(latest.get(series_id, (year, number)), (year, number))
    return latest


def editions_to_host(*, owner: Organization, actor: Actor, today: date) -> list[SeriesEdition]:
    """Return the editions to come that need a city, of series the reader may read; three queries.

    Each has its offers loaded; who shows them asks for the right to record editions.
    """
    readable = set(series_visible_to(actor=actor).filter(owner=owner).values_list("pk", flat=True))
    found = [
        one
        for one in open_editions(owner=owner, until_year=today.year + YEARS_AHEAD)
        if one.series_id in readable and one.year >= today.year
    ]
    bids = HostingBid.objects.filter(state=BidState.OFFERED).select_related("city")
    prefetch_related_objects(found, Prefetch("bids", bids.order_by("offered_on", "pk")))
    return found


def known_series(*, owner: Organization, plan: Plan) -> tuple[Series, ...]:
    """Return the series of an owner as the core library knows them, in six queries at most.

    Editions come from records and from the rows of all plans of the owner. `plan` is the one that
    is continued: the series it lacks bring their latest row with them.
    """
    series = list(EventSeries.objects.filter(owner=owner).order_by("pk"))
    if not series:
        return ()
    recorded = _recorded([one.pk for one in series])
    held = _held(owner)
    absent = [
        one.pk for one in series if not any(row.plan_id == plan.pk for row in held.get(one.pk, ()))
    ]
    last = _last_rows(held, absent)
    found = []
    for one in series:
        editions = {row.number: row.edition for row in held.get(one.pk, ())}
        editions.update({edition.number: edition for edition in recorded.get(one.pk, ())})
        item = last.get(one.pk)
        found.append(
            Series(
                name=one.name,
                key=one.key,
                editions=tuple(sorted(editions.values(), key=_by_year)),
                step_years=one.step_years,
                last_row=row_draft(item) if item else None,
                heading=item.section.heading if item else "",
                until_year=one.until_year,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Held:
    """An edition that a plan prints."""

    item_id: int
    plan_id: int
    number: int
    edition: KnownEdition


def _recorded(series_ids: Collection[int]) -> dict[int, list[KnownEdition]]:
    rows = (
        SeriesEdition.objects.filter(series__in=series_ids)
        .select_related("host")
        .prefetch_related(Prefetch("bids", queryset=HostingBid.objects.select_related("city")))
    )
    found: dict[int, list[KnownEdition]] = defaultdict(list)
    for row in rows:
        found[row.series_id].append(_known(row))
    return found


def _known(row: SeriesEdition) -> KnownEdition:
    offers = [bid.city.name for bid in row.bids.all() if bid.state == BidState.OFFERED]
    host = row.host.name if row.host else ""
    return KnownEdition(row.number, row.year, HostState(row.state), host, tuple(offers))


def _held(owner: Organization) -> dict[int, list[_Held]]:
    """Return the editions that stand in plans of the owner, of each the latest row."""
    rows = PlanItem.objects.filter(
        section__plan__owner=owner, event__series__isnull=False, event__edition__isnull=False
    ).order_by("section__plan__period_start", "position")
    values = list(
        rows.values_list(
            "pk",
            "section__plan_id",
            "section__plan__period_start",
            "event_id",
            "event__series_id",
            "event__edition",
        )
    )
    hosts = _hosts({value[3] for value in values})
    found: dict[int, dict[int, _Held]] = defaultdict(dict)
    for item_id, plan_id, start, event_id, series_id, number in values:
        if series_id is None or number is None:
            continue
        edition = KnownEdition(number, start.year, HostState.HELD, hosts.get(event_id, ""))
        # A number carried over by mistake is no new edition: the earliest plan counts.
        found[series_id].setdefault(number, _Held(item_id, plan_id, number, edition))
    return {series_id: list(editions.values()) for series_id, editions in found.items()}


def _hosts(event_ids: Iterable[int]) -> dict[int, str]:
    places = EventPlace.objects.filter(
        event__in=list(event_ids), role=PlaceRole.VENUE, municipality__isnull=False
    ).order_by("event_id", "-position")
    return dict(places.values_list("event_id", "municipality__name"))


def _last_rows(held: dict[int, list[_Held]], series_ids: Collection[int]) -> dict[int, PlanItem]:
    wanted = {pk: held[pk][-1].item_id for pk in series_ids if held.get(pk)}
    items = PlanItem.objects.filter(pk__in=wanted.values()).select_related(
        "content", "section", "event"
    )
    by_id = {item.pk: item for item in items}
    return {pk: by_id[item_id] for pk, item_id in wanted.items() if item_id in by_id}


def _by_year(edition: KnownEdition) -> tuple[int, int]:
    return edition.year, edition.number


def edition_state_choices() -> list[tuple[str, str]]:
    """Return the states of a host with their words, in the order of their way."""
    return [(state.value, str(state.label)) for state in EditionState]
