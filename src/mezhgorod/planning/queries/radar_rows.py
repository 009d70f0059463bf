"""Stored rows as the radar sees them: plain values, for there may be thousands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from mezhgorod.planning.models import EventParticipant, EventPlace, Plan, PlanItem
from mezhgorod.planning.queries.visibility import plans_visible_to
from mezhgorod.planning.rules import (
    EventAction,
    EventInvolvement,
    EventRole,
    PlanGrouping,
    TimingKind,
)
from mezhgorod.registry.rules import Actor
from planbook.dates import Timing, timing_from_dict
from planbook.places import AttendanceMode
from planbook.radar import RadarRow, is_lasting_work

_WHO_ACTS = (EventRole.RESPONSIBLE, EventRole.OPERATOR)
_PLAN = 4
_MODES = {mode.value: mode for mode in AttendanceMode}
_FIELDS = (
    "pk", "event_id", "event__title", "timing_json", "section__plan_id",
    "event__body", "event__audience_text", "event__kind", "event__attendance_mode",
    "event__own_name", "event__involvement", "event__action", "event__anniversary_years",
    "section__grouping",
)  # fmt: skip


def visible_items(actor: Actor) -> QuerySet[PlanItem]:
    """Return the rows of all plans that somebody may see, without those whose time is unread."""
    items = PlanItem.objects.exclude(event__timing_kind=TimingKind.UNPARSED)
    if actor.is_administrator:
        return items
    return items.filter(section__plan__in=plans_visible_to(actor=actor).values("pk"))


def radar_rows(items: QuerySet[PlanItem]) -> list[RadarRow]:
    """Return rows for the radar by four queries, whatever their number."""
    events = items.order_by().values("event_id")
    places = EventPlace.objects.filter(
        municipality__isnull=False, organization="", event__in=events
    )
    cities = _gathered(
        places.order_by("position").values_list("event_id", "municipality__name").iterator()
    )
    named = EventParticipant.objects.filter(role__in=_WHO_ACTS, event__in=events)
    acting = list(named.order_by("position").values_list("role", "event_id", "text"))
    people = _gathered(one[1:] for one in acting if one[0] == EventRole.RESPONSIBLE)
    operated = {event for role, event, _ in acting if role == EventRole.OPERATOR}
    found = list(
        items.annotate(timing_json=Cast("event__timing_data", TextField())).values_list(*_FIELDS)
    )
    plans = _plans({one[_PLAN] for one in found})
    return [
        _row(one, plans[one[_PLAN]], cities.get(one[1], ()), people.get(one[1], ()),
             is_operated=one[1] in operated)
        for one in found
    ]  # fmt: skip


def _gathered(pairs: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """Return the words of each event without repeats; equal ones share their memory."""
    found: dict[int, tuple[str, ...]] = {}
    same: dict[tuple[str, ...], tuple[str, ...]] = {}
    for event, words in pairs:
        before = found.get(event, ())
        if words not in before:
            after = (*before, words)
            found[event] = same.setdefault(after, after)
    return found


class _PlanOfRows(NamedTuple):
    pk: int
    owner: int
    since: date
    until: date


def _plans(ids: set[int]) -> dict[int, _PlanOfRows]:
    facts = Plan.objects.filter(pk__in=ids)
    values = facts.values_list("pk", "owner_id", "period_start", "period_end")
    return {one[0]: _PlanOfRows(*one) for one in values}


def _row(
    values: tuple[Any, ...],
    plan: _PlanOfRows,
    cities: tuple[str, ...],
    people: tuple[str, ...],
    *,
    is_operated: bool,
) -> RadarRow:
    (
        key, _event, title, timing, _plan, body, audience, kind, mode, own_name,
        involvement, action, age, grouping,
    ) = values  # fmt: skip
    is_listed = grouping == PlanGrouping.LIST and age is not None
    is_other = is_listed or is_operated or action == EventAction.COOPERATE
    return RadarRow(
        key=key,
        title=title,
        timing=_timing(timing),
        plan=plan.pk,
        owner=plan.owner,
        cities=cities,
        body=body,
        audience=audience,
        people=people,
        kind=kind,
        mode=_MODES[mode],
        own_name=own_name,
        is_event=not (is_other or is_lasting_work(kind)),
        is_hosted=involvement != EventInvolvement.ATTENDED,
        since=plan.since,
        until=plan.until,
    )


@lru_cache(maxsize=20_000)
def _timing(text: str) -> Timing:
    """Read a stored timing; «май» stands in a hundred rows of a plan."""
    return timing_from_dict(json.loads(text))
