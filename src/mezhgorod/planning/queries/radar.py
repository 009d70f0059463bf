"""Clashes and gaps of a plan against everything its reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from mezhgorod.planning.models import EventPlace, Plan, PlanItem
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
from planbook.radar import Clash, RadarRow, clashes, clashes_of, is_lasting_work

# So many days on both sides of the words are read from other plans, when one row is typed.
_NEAR = timedelta(days=1)
_MOST_NEAR = 400
_FIELDS = (
    "section__plan__slug", "section__plan__title", "section__plan__owner_id",
    "section__plan__period_start", "section__plan__period_end", "section__grouping",
    "section__plan_id", "position", "number", "event__uid", "event__title", "event__kind",
    "event__body", "event__own_name", "event__involvement", "event__action",
    "event__attendance_mode", "event__audience_text", "event__timing_data",
    "event__anniversary_years",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanRadar:
    """What was found, the rows it speaks of by id, and how much was looked at."""

    clashes: tuple[Clash, ...]
    items: dict[int, PlanItem]
    row_count: int
    other_row_count: int
    plan_count: int


def radar_of_plan(*, plan: Plan, actor: Actor, today: date) -> PlanRadar:
    """Find clashes and gaps of a plan, also against other plans that the actor may see.

    Clashes of other plans among themselves are left out. Four queries for any number of rows.
    """
    items = list(_loaded(_near_items(plan, actor)))
    rows = {item.pk: radar_row(item) for item in items}
    own = {item.pk for item in items if item.section.plan_id == plan.pk}
    found = [
        one
        for one in clashes(list(rows.values()), today=today)
        if any(key in own for key in one.keys)
    ]
    named = {key for one in found for key in one.keys}
    return PlanRadar(
        clashes=tuple(found),
        items={item.pk: item for item in items if item.pk in named},
        row_count=len(own),
        other_row_count=len(items) - len(own),
        plan_count=len({item.section.plan_id for item in items} - {plan.pk}),
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
    loaded = list(_loaded(others[:_MOST_NEAR]))
    return clashes_of(typed, [radar_row(item) for item in loaded], today=today)


def radar_row(item: PlanItem) -> RadarRow:
    """Return a stored row as the radar sees it, from columns alone."""
    event, plan = item.event, item.section.plan
    is_listed = item.section.grouping == PlanGrouping.LIST and event.anniversary_years is not None
    operators = [one for one in event.participants.all() if one.role == EventRole.OPERATOR]
    return RadarRow(
        key=item.pk,
        title=event.title,
        timing=timing_from_dict(event.timing_data),
        plan=plan.pk,
        owner=plan.owner_id,
        cities=tuple(
            dict.fromkeys(
                place.municipality.name
                for place in event.places.all()
                if place.municipality is not None and not place.organization
            )
        ),
        body=event.body,
        audience=event.audience_text,
        people=tuple(
            one.text for one in event.participants.all() if one.role == EventRole.RESPONSIBLE
        ),
        kind=event.kind,
        mode=AttendanceMode(event.attendance_mode),
        own_name=event.own_name,
        is_event=not (
            is_listed
            or operators
            or is_lasting_work(event.kind)
            or event.action == EventAction.COOPERATE
        ),
        is_hosted=event.involvement != EventInvolvement.ATTENDED,
        since=plan.period_start,
        until=plan.period_end,
    )


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


def _loaded(items: QuerySet[PlanItem]) -> Iterable[PlanItem]:
    places = EventPlace.objects.select_related("municipality").order_by("position")
    return (
        items.select_related("event", "section__plan")
        .only(*_FIELDS)
        .prefetch_related(Prefetch("event__places", queryset=places), "event__participants")
    )
