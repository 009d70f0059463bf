"""Clashes and gaps of a plan against everything its reader may see."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from mezhgorod.planning.models import EventParticipant, EventPlace, Plan, PlanItem
from mezhgorod.planning.queries.visibility import plans_visible_to
from mezhgorod.planning.rules import (
    EventAction,
    EventInvolvement,
    EventRole,
    PlaceRole,
    PlanGrouping,
    TimingKind,
)
from mezhgorod.registry.rules import Actor
from planbook.dates import Period, timing_from_dict
from planbook.places import AttendanceMode
from planbook.plans import EventDraft, SectionDraft
from planbook.radar import Clash, ClashKind, RadarRow, clashes, clashes_of, is_lasting_work

# So many days on both sides of the words are read from other plans, when one row is typed.
_NEAR = timedelta(days=1)
_MOST_NEAR = 400
# Of each kind of clash so many are loaded to be shown, and so many rows of each.
_NAMED, _MOST_KEYS = 100, 20
_FIELDS = (
    "pk", "event_id", "section__plan_id", "section__plan__owner_id", "section__plan__period_start",
    "section__plan__period_end", "section__grouping", "event__title", "event__kind", "event__body",
    "event__own_name", "event__involvement", "event__action", "event__attendance_mode",
    "event__audience_text", "event__timing_data", "event__anniversary_years",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanRadar:
    """What was found, the rows of the first of each kind by id, and how much was looked at."""

    clashes: tuple[Clash, ...]
    items: dict[int, PlanItem]
    row_count: int
    other_row_count: int
    plan_count: int


def radar_of_plan(*, plan: Plan, actor: Actor, today: date) -> PlanRadar:
    """Find clashes and gaps of a plan, also against other plans that the actor may see.

    Clashes of other plans among themselves are left out. Four queries for any number of rows.
    """
    rows = _radar_rows(_near_items(plan, actor))
    own = {row.key for row in rows if row.plan == plan.pk}
    found = tuple(one for one in clashes(rows, today=today) if any(key in own for key in one.keys))
    return PlanRadar(
        clashes=found,
        items=_items_of(found),
        row_count=len(own),
        other_row_count=len(rows) - len(own),
        plan_count=len({row.plan for row in rows} - {plan.pk}),
    )


def radar_of_row(
    *, plan: Plan, row: EventDraft, actor: Actor, today: date, item_id: int | None = None
) -> tuple[Clash, ...]:
    """Find what one row as it is typed would clash with; meant to be asked at every pause.

    Only rows of the same days are read, by the places or the body they share.

    Args:
        item_id: the stored row that is being edited, which does not clash with itself.
    """
    period = Period.from_edtf(plan.period_edtf)
    section = SectionDraft("", (row,))
    typed = RadarRow.of(
        row, section, key=item_id or 0, plan=plan.pk, owner=plan.owner_id, period=period
    )
    others = _sharing(_visible_items(actor, plan), row).exclude(pk=item_id or 0)
    near = PlanItem.objects.filter(pk__in=list(others.values_list("pk", flat=True)[:_MOST_NEAR]))
    return clashes_of(typed, _radar_rows(near), today=today)


def _radar_rows(items: QuerySet[PlanItem]) -> list[RadarRow]:
    """Return stored rows as the radar sees them; plain values, for there may be thousands."""
    of_events = {"event__in": items.order_by().values("event_id")}
    cities: dict[int, dict[str, None]] = defaultdict(dict)
    places = EventPlace.objects.filter(municipality__isnull=False, organization="", **of_events)
    for event, city in places.order_by("position").values_list("event_id", "municipality__name"):
        cities[event][city] = None
    people: dict[tuple[int, str], list[str]] = defaultdict(list)
    named = EventParticipant.objects.filter(role__in=_WHO_ACTS, **of_events).order_by("position")
    for event, role, text in named.values_list("event_id", "role", "text"):
        people[event, role].append(text)
    return [
        _radar_row(
            values,
            cities=tuple(cities.get(values["event_id"], ())),
            people=tuple(people.get((values["event_id"], EventRole.RESPONSIBLE), ())),
            is_operated=(values["event_id"], EventRole.OPERATOR) in people,
        )
        for values in items.values(*_FIELDS)
    ]


_WHO_ACTS = (EventRole.RESPONSIBLE, EventRole.OPERATOR)


def _radar_row(
    values: Mapping[str, Any],
    *,
    cities: tuple[str, ...],
    people: tuple[str, ...],
    is_operated: bool,
) -> RadarRow:
    is_listed = (
        values["section__grouping"] == PlanGrouping.LIST
        and values["event__anniversary_years"] is not None
    )
    return RadarRow(
        key=values["pk"],
        title=values["event__title"],
        timing=timing_from_dict(values["event__timing_data"]),
        plan=values["section__plan_id"],
        owner=values["section__plan__owner_id"],
        cities=cities,
        body=values["event__body"],
        audience=values["event__audience_text"],
        people=people,
        kind=values["event__kind"],
        mode=AttendanceMode(values["event__attendance_mode"]),
        own_name=values["event__own_name"],
        is_event=not (
            is_listed
            or is_operated
            or is_lasting_work(values["event__kind"])
            or values["event__action"] == EventAction.COOPERATE
        ),
        is_hosted=values["event__involvement"] != EventInvolvement.ATTENDED,
        since=values["section__plan__period_start"],
        until=values["section__plan__period_end"],
    )


def _items_of(found: Iterable[Clash]) -> dict[int, PlanItem]:
    counts: Counter[ClashKind] = Counter()
    keys: set[int] = set()
    for one in found:
        counts[one.kind] += 1
        if counts[one.kind] <= _NAMED:
            keys.update(key for key in one.keys[:_MOST_KEYS] if isinstance(key, int))
    items = PlanItem.objects.filter(pk__in=keys).select_related("event", "section__plan")
    return {item.pk: item for item in items}


def _near_items(plan: Plan, actor: Actor) -> QuerySet[PlanItem]:
    """Return the rows of a plan, and those of other visible plans that fall into its period."""
    dated = Q(event__earliest__lte=plan.period_end, event__latest__gte=plan.period_start)
    return _visible_items(actor, plan).filter(Q(section__plan=plan) | dated)


def _visible_items(actor: Actor, plan: Plan) -> QuerySet[PlanItem]:
    """Return rows of the plan itself and of all plans that somebody may see."""
    items = PlanItem.objects.exclude(event__timing_kind=TimingKind.UNPARSED)
    readable = plans_visible_to(actor=actor).values("pk")
    return items.filter(Q(section__plan__in=readable) | Q(section__plan=plan))


def _sharing(items: QuerySet[PlanItem], row: EventDraft) -> QuerySet[PlanItem]:
    """Return the rows of the same days that share a city or a body with a row."""
    first, last = row.timing.earliest, row.timing.latest
    if first is None or last is None:
        return items.none()
    cities = [place.locality for place in row.places if place.locality]
    shared = Q(
        pk__in=PlanItem.objects.filter(
            event__places__municipality__name__in=cities, event__places__role=PlaceRole.VENUE
        ).values("pk")
    )
    if row.body:
        shared |= Q(event__body=row.body)
    near = Q(event__earliest__lte=last + _NEAR, event__latest__gte=first - _NEAR)
    return items.filter(near & shared).order_by("event__earliest", "pk")
