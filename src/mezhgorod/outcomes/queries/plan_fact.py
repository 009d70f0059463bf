"""Plan against fact: what became of every row, shares by section, organizer, city and quarter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries.held import hosts_of, hosts_prefetch
from mezhgorod.outcomes.queries.subjects import without_exchanges
from mezhgorod.outcomes.rules import Outcome
from mezhgorod.outcomes.rules.fulfilment import (
    Fulfilment,
    HeldFact,
    Occurrence,
    Planned,
    Shares,
    fulfilment_of,
    is_cancelled,
    shares_of,
)
from mezhgorod.outcomes.rules.silence import SILENCE
from mezhgorod.planning.models import EventParticipant, EventPlace, Plan, PlanChange, PlanItem
from mezhgorod.planning.rules import (
    EXCHANGE_KIND,
    FROZEN_STATES,
    PUBLIC_STATES,
    ChangeKind,
    EventRole,
    PlaceRole,
    TimingStatus,
    is_dated,
)
from mezhgorod.registry.models import Organization
from planbook.dates import timing_from_dict

PATIENCE_DAYS = SILENCE.patience_days
# «Псков: 1120 лет» in a list of days of cities: nobody holds such a row and nobody tells of it.
_DATES_OF_CITIES = Q(event__anniversary_years__isnull=False)
NO_SECTION, NO_ORGANIZER, NO_TIME = "без раздела", "организатор не указан", "без срока"
_ORGANIZERS = (EventRole.ORGANIZER, EventRole.RESPONSIBLE)
_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row of a plan and what became of it.

    Attributes:
        item: with its section and event loaded.
        held: its facts, None where nobody has told.
        fulfilment: what became of it.
        differences: how it was held otherwise, in Russian: «перенесено: план — май, …».
        postponements: what the plan itself says of its moves, in the order they were made.
    """

    item: PlanItem
    held: HeldEvent | None
    fulfilment: Fulfilment
    differences: tuple[str, ...] = ()
    postponements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanAgainstFact:
    """A plan beside what was held; `outside` are facts of its period that no row planned."""

    rows: tuple[FactRow, ...]
    outside: tuple[HeldEvent, ...]
    total: Shares
    by_section: tuple[tuple[str, Shares], ...]
    by_organizer: tuple[tuple[str, Shares], ...]
    by_city: tuple[tuple[str, Shares], ...]
    by_quarter: tuple[tuple[str, Shares], ...]


def plan_against_fact(
    *,
    plan: Plan,
    today: date,
    told: QuerySet[HeldEvent] | None = None,
    patience_days: int = PATIENCE_DAYS,
) -> PlanAgainstFact:
    """Compare a plan with facts, days of cities left out; a fixed number of queries.

    Args:
        told: the events whose facts may be told (`held_visible_to`), None for all; of others it
            looks as if nobody had told.
    """
    told = HeldEvent.objects.all() if told is None else told
    items = _items(plan)
    held = _held_by_event(items, told)
    moves = _postponements(plan)
    rows = tuple(
        _row(item, held.get(item.event_id), moves, plan=plan, today=today, patience=patience_days)
        for item in items
    )
    return PlanAgainstFact(
        rows=rows,
        outside=tuple(_outside(plan, told)),
        total=shares_of(row.fulfilment for row in rows),
        by_section=_shares(rows, lambda row: [_section(row.item)]),
        by_organizer=_shares(rows, lambda row: _organizers(row.item)),
        by_city=_shares(rows, lambda row: list(_venues(row.item).values()), is_sorted=True),
        by_quarter=_shares(rows, lambda row: [_quarter(row.item)], is_sorted=True),
    )


def silent_events(
    *,
    owner: Organization,
    today: date,
    patience_days: int = 0,
    within_days: int | None = None,
    year: int | None = None,
    most: int | None = None,
) -> list[PlanItem]:
    """Return rows of approved plans that have passed and of which nobody has told, oldest first.

    Events told as cancelled by the plan are left out, and so are days of cities and exchanges of
    information, which have rounds of their own; an event in two plans comes once.

    Args:
        patience_days: how many days after the last possible day are waited; 0 on the next day.
        within_days: rows silent for longer are left out; None for all.
        year: only rows whose last possible day is in this year.
        most: how many rows are read at most; plans of many years may be silent altogether.
    """
    rows = (
        PlanItem.objects.filter(
            Q(event__held__isnull=True) | Q(event__held__outcome=""),
            section__plan__owner=owner,
            section__plan__state__in=FROZEN_STATES | PUBLIC_STATES,
            event__latest__lt=today - timedelta(days=patience_days),
        )
        .exclude(event__timing_status=TimingStatus.CANCELLED)
        .exclude(_DATES_OF_CITIES)
        .exclude(event__kind=EXCHANGE_KIND)
        .select_related("event__held", "section__plan")
        .order_by("event__latest", "pk")
    )
    if within_days is not None:
        rows = rows.filter(event__latest__gte=today - timedelta(days=within_days))
    if year is not None:
        rows = rows.filter(event__latest__range=(date(year, 1, 1), date(year, 12, 31)))
    rows = rows[:most]
    return list({row.event_id: row for row in reversed(rows)}.values())[::-1]


def _items(plan: Plan) -> list[PlanItem]:
    places = EventPlace.objects.filter(role=PlaceRole.VENUE, municipality__isnull=False)
    people = EventParticipant.objects.filter(role__in=_ORGANIZERS)
    return list(
        PlanItem.objects.filter(section__plan=plan)
        .exclude(_DATES_OF_CITIES)
        .select_related("event", "section")
        .prefetch_related(
            Prefetch("event__places", places.select_related("municipality"), to_attr="venues"),
            Prefetch(
                "event__participants",
                people.select_related("organization__territory", "municipality"),
                to_attr="organizers",
            ),
        )
        .order_by("section__position", "position", "pk")
    )


def _held_by_event(items: Sequence[PlanItem], told: QuerySet[HeldEvent]) -> dict[int, HeldEvent]:
    events = [item.event_id for item in items]
    rows = told.filter(event__in=events).prefetch_related(hosts_prefetch())
    return {held.event_id: held for held in rows if held.event_id is not None}


def _postponements(plan: Plan) -> dict[UUID, list[str]]:
    rows = PlanChange.objects.filter(
        plan=plan, kind=ChangeKind.POSTPONE, undone_at__isnull=True, undoes__isnull=True
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for uid, summary in rows.order_by("pk").values_list("event_uid", "summary"):
        if uid is not None:
            found[uid].append(summary)
    return found


def _outside(plan: Plan, told: QuerySet[HeldEvent]) -> QuerySet[HeldEvent]:
    return (
        without_exchanges(told.filter(owner=plan.owner_id, event__isnull=True))
        .filter(
            outcome=Outcome.HELD,
            earliest__lte=plan.period_end,
            latest__gte=plan.period_start,
        )
        .select_related("body", "series")
        .prefetch_related(hosts_prefetch())
        .order_by("earliest", "pk")
    )


def _row(
    item: PlanItem,
    held: HeldEvent | None,
    moves: dict[UUID, list[str]],
    *,
    plan: Plan,
    today: date,
    patience: int,
) -> FactRow:
    event = item.event
    planned = Planned(
        occurrence=Occurrence(
            timing=timing_from_dict(event.timing_data),
            timing_text=event.timing_text,
            hosts=_venues(item),
            mode=event.attendance_mode,
        ),
        latest=event.latest or plan.period_end,
        is_cancelled=is_cancelled(event.timing_status),
        is_exchange=event.kind == EXCHANGE_KIND,
    )
    fact = _fact(held) if held else None
    fulfilment, differences = fulfilment_of(planned, fact, today=today, patience_days=patience)
    postponed = tuple(moves.get(event.uid, ()))
    return FactRow(item, held, fulfilment, differences, postponed)


def _fact(held: HeldEvent) -> HeldFact:
    hosts = {
        one.municipality_id: one.text for one in hosts_of(held) if one.municipality_id is not None
    }
    timing = timing_from_dict(held.timing_data) if held.timing_data else None
    return HeldFact(held.outcome, Occurrence(timing, held.timing_text, hosts, held.attendance_mode))


def _shares(
    rows: Sequence[FactRow], keys: Callable[[FactRow], list[str]], *, is_sorted: bool = False
) -> tuple[tuple[str, Shares], ...]:
    """Count rows by what they belong to; a row with two organizers counts for both."""
    groups: dict[str, list[Fulfilment]] = defaultdict(list)
    for row in rows:
        for key in dict.fromkeys(keys(row)):
            groups[key].append(row.fulfilment)
    names = sorted(groups, key=_order) if is_sorted else list(groups)
    return tuple((name, shares_of(groups[name])) for name in names)


def _order(name: str) -> tuple[bool, str]:
    return name == NO_TIME, name.casefold()


def _section(item: PlanItem) -> str:
    heading = " ".join(item.section.heading.split())
    numeral = item.section.numeral
    return f"{numeral}. {heading}" if numeral and heading else heading or numeral or NO_SECTION


def _organizers(item: PlanItem) -> list[str]:
    people: list[EventParticipant] = item.event.organizers  # type: ignore[attr-defined]
    names = []
    for one in people:
        city = one.municipality.name if one.municipality else ""
        known = one.organization.spoken_name if one.organization else city
        names.append(known or " ".join(one.text.split()))
    return names or [NO_ORGANIZER]


def _venues(item: PlanItem) -> dict[int, str]:
    places: list[EventPlace] = item.event.venues  # type: ignore[attr-defined]
    return {
        place.municipality.pk: place.municipality.name for place in places if place.municipality
    }


def _quarter(item: PlanItem) -> str:
    day = item.event.latest if is_dated(item.event.timing_kind) else None
    if day is None:
        return NO_TIME
    return f"{_QUARTERS[(day.month - 1) // 3]} квартал {day.year}"
