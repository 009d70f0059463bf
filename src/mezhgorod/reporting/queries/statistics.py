"""Figures of an association over years: fulfilment of plans, moves, seasons, activity of cities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from mezhgorod.outcomes.models import EventAward, HeldEvent, Participation, Talk
from mezhgorod.outcomes.queries import (
    ParticipationMatrix,
    PlanAgainstFact,
    held_visible_to,
    participation_matrix,
    plan_against_fact,
    without_exchanges,
)
from mezhgorod.outcomes.rules import Outcome, PartyRole
from mezhgorod.planning.models import Event, Plan, PlanChange
from mezhgorod.planning.queries.visibility import events_visible_to, plans_visible_to
from mezhgorod.planning.rules import PUBLIC_STATES, ChangeKind
from mezhgorod.registry.models import Municipality, Organization
from mezhgorod.registry.rules import Actor

_MOVES = (
    ChangeKind.POSTPONE,
    ChangeKind.FIX_DATE,
    ChangeKind.CANCEL,
    ChangeKind.HOST,
    ChangeKind.FORMAT,
)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """A plan with what became of its rows."""

    plan: Plan
    fact: PlanAgainstFact


@dataclass(frozen=True, slots=True)
class Moves:
    """Typed changes of approved plans: how many of each kind in every quarter of a year."""

    kinds: tuple[str, ...]
    quarters: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(map(sum, self.quarters))


@dataclass(frozen=True, slots=True)
class Season:
    """How many events a year had in each month; `undated` those whose month is not known."""

    year: int
    planned: tuple[int, ...]
    held: tuple[int, ...]
    planned_undated: int
    held_undated: int


@dataclass(slots=True)
class CityActivity:
    """What a city did in a year; each event counts once in every column."""

    city: Municipality
    hosted: set[int] = field(default_factory=set)
    attended: set[int] = field(default_factory=set)
    spoke: set[int] = field(default_factory=set)
    awarded: set[int] = field(default_factory=set)

    @property
    def total(self) -> int:
        """At how many events it was seen in any way."""
        return len(self.hosted | self.attended | self.spoke | self.awarded)


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of one year of an association, and the seasons of all its years."""

    owner: Organization
    year: int
    years: tuple[int, ...]
    plans: tuple[PlanFigures, ...]
    moves: Moves
    seasons: tuple[Season, ...]
    activity: tuple[CityActivity, ...]
    matrix: ParticipationMatrix


def statistics_of(
    *, owner: Organization, year: int | None, actor: Actor, today: date
) -> Statistics:
    """Return the figures somebody may see; queries depend on the number of plans only.

    Args:
        year: the latest year with plans or facts for None.
    """
    plans = list(
        plans_visible_to(actor=actor)
        .filter(owner=owner, state__in=PUBLIC_STATES)
        .select_related("owner")
        .order_by("period_edtf", "pk")
    )
    seasons = _seasons(owner, actor)
    years = sorted({*(one.year for one in seasons), *(_year(one) for one in plans)})
    chosen = year if year is not None else next(reversed(years), today.year)
    of_year = [one for one in plans if _year(one) == chosen]
    told = held_visible_to(actor=actor)
    return Statistics(
        owner=owner,
        year=chosen,
        years=tuple(years),
        plans=tuple(
            PlanFigures(one, plan_against_fact(plan=one, today=today, told=told)) for one in of_year
        ),
        moves=_moves(of_year),
        seasons=tuple(seasons),
        activity=tuple(_activity(owner, chosen, actor)),
        matrix=participation_matrix(events=_held_in(owner, chosen, actor)),
    )


def owners_with_figures(*, actor: Actor) -> list[Organization]:
    """Return whose plans or facts somebody may read, those with most facts first; one query."""
    plans = plans_visible_to(actor=actor).filter(state__in=PUBLIC_STATES)
    facts = held_visible_to(actor=actor)
    count = Count("held_events", filter=Q(held_events__in=facts), distinct=True)
    return list(
        Organization.objects.filter(
            Q(pk__in=plans.values("owner")) | Q(pk__in=facts.values("owner"))
        )
        .annotate(told_count=count)
        .order_by("-told_count", "name")
    )


def _year(plan: Plan) -> int:
    return int(plan.period_edtf[:4])


def _moves(plans: Sequence[Plan]) -> Moves:
    changes = PlanChange.objects.filter(
        plan__in=plans, kind__in=_MOVES, undone_at__isnull=True, undoes__isnull=True
    ).values_list("kind", "at")
    counts = Counter((kind, (at.month - 1) // 3) for kind, at in changes)
    return Moves(
        kinds=tuple(str(kind.label) for kind in _MOVES),
        quarters=tuple(tuple(counts[kind, quarter] for kind in _MOVES) for quarter in range(4)),
    )


def _seasons(owner: Organization, actor: Actor) -> list[Season]:
    events = events_visible_to(actor=actor)
    planned = Event.objects.filter(
        pk__in=events.values("pk"),
        items__section__plan__owner=owner,
        items__section__plan__state__in=PUBLIC_STATES,
        earliest__isnull=False,
    ).distinct()
    held = without_exchanges(held_visible_to(actor=actor)).filter(
        owner=owner, outcome=Outcome.HELD, earliest__isnull=False
    )
    plan_counts = _by_month(planned.values_list("earliest", "latest"))
    held_counts = _by_month(held.values_list("earliest", "latest"))
    return [
        Season(
            year=year,
            planned=_months(plan_counts, year),
            held=_months(held_counts, year),
            planned_undated=plan_counts[year, 0],
            held_undated=held_counts[year, 0],
        )
        for year in sorted({year for year, _ in (*plan_counts, *held_counts)})
    ]


def _months(counts: Counter[tuple[int, int]], year: int) -> tuple[int, ...]:
    return tuple(counts[year, month] for month in range(1, _MONTHS + 1))


def _by_month(spans: Iterable[tuple[date | None, date | None]]) -> Counter[tuple[int, int]]:
    """Count by year and month; month 0 where the time is wider than a month."""
    counts: Counter[tuple[int, int]] = Counter()
    for earliest, latest in spans:
        if earliest is None or latest is None:
            continue
        # An event of three days over the turn of a month belongs to the month it began in.
        is_known = (latest - earliest).days < 28 or (earliest.month == latest.month)
        counts[earliest.year, earliest.month if is_known else 0] += 1
    return counts


def _held_in(owner: Organization, year: int, actor: Actor) -> QuerySet[HeldEvent]:
    """Return the events of a year whose facts somebody may see."""
    return held_visible_to(actor=actor).filter(
        owner=owner, outcome=Outcome.HELD, earliest__year=year
    )


def _activity(owner: Organization, year: int, actor: Actor) -> list[CityActivity]:
    events = _held_in(owner, year, actor)
    seen: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for city, role, held in _participations(events):
        seen[city]["hosted" if role == PartyRole.HOST else "attended"].add(held)
    for model, column in ((Talk, "spoke"), (EventAward, "awarded")):
        rows = model._default_manager.filter(held_event__in=events, municipality__isnull=False)
        for city, held in rows.values_list("municipality", "held_event"):
            seen[city][column].add(held)
    cities = Municipality.objects.in_bulk(seen)
    found = [CityActivity(cities[key], **columns) for key, columns in seen.items()]
    return sorted(found, key=lambda one: (-one.total, one.city.name))


def _participations(events: QuerySet[HeldEvent]) -> Iterable[tuple[int, str, int]]:
    rows = Participation.objects.filter(
        held_event__in=events, is_current=True, municipality__isnull=False
    ).exclude(role=PartyRole.ORGANIZER)
    return rows.values_list("municipality", "role", "held_event")
