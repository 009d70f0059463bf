"""What is on at a day, what comes next, what has no date: over all readable plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from mezhgorod.planning.models import PlanItem
from mezhgorod.planning.queries.items import EXACT_KINDS, with_places, with_plans
from mezhgorod.planning.queries.visibility import plans_visible_to
from mezhgorod.planning.rules import LASTING_KINDS, TimingKind
from mezhgorod.registry.rules import Actor

# How far ahead «next» looks.
_AHEAD = timedelta(days=60)
_BEGINS = Coalesce("event__earliest", "section__plan__period_start")
_ENDS = Coalesce("event__latest", "section__plan__period_end")


@dataclass(frozen=True, slots=True)
class Agenda:
    """Three lists of rows for one day, cut to a length, each with its full number."""

    now: list[PlanItem]
    now_count: int
    soon: list[PlanItem]
    soon_count: int
    undated: list[PlanItem]
    undated_count: int

    @property
    def is_empty(self) -> bool:
        return not (self.now_count or self.soon_count or self.undated_count)


def agenda(*, actor: Actor, on: date, limit: int) -> Agenda:
    """Return what is on at a day (exact days first), next in two months, and without a date."""
    items = _items(actor)
    dated = _dated(items)
    now = dated.filter(_begun(on), _not_over(on))
    soon = dated.filter(_begun(on + _AHEAD)).exclude(_begun(on))
    undated = items.filter(
        event__timing_kind__in=(TimingKind.UNSCHEDULED, TimingKind.UNPARSED),
        section__plan__period_start__lte=on,
        section__plan__period_end__gte=on,
    ).order_by("section__plan__title", "section__position", "position")
    exact_first = Case(
        When(event__timing_kind__in=EXACT_KINDS, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return Agenda(
        now=_first(now.order_by(exact_first, _ENDS, _BEGINS, "pk"), limit),
        now_count=now.count(),
        soon=_first(soon.order_by(_BEGINS, _ENDS, "pk"), limit),
        soon_count=soon.count(),
        undated=_first(undated, limit),
        undated_count=undated.count(),
    )


def _dated(items: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    """Keep rows with a time of their own."""
    return items.exclude(event__timing_kind__in=LASTING_KINDS).exclude(
        event__earliest__isnull=True, event__latest__isnull=True
    )


def _begun(on: date) -> Q:
    """Ask whether a row has begun; an end left open («до 15 мая») is that of the plan."""
    is_open = Q(event__earliest__isnull=True, section__plan__period_start__lte=on)
    return Q(event__earliest__lte=on) | is_open


def _not_over(on: date) -> Q:
    is_open = Q(event__latest__isnull=True, section__plan__period_end__gte=on)
    return Q(event__latest__gte=on) | is_open


def planned_days(*, actor: Actor) -> tuple[date | None, date | None]:
    """Return the first and last day that readable plans cover, None when there are no plans."""
    plans = plans_visible_to(actor=actor)
    ends = plans.aggregate(first=Min("period_start"), last=Max("period_end"))
    return ends["first"], ends["last"]


def _items(actor: Actor) -> QuerySet[PlanItem]:
    """Return rows of readable plans; an event of several plans comes once, by its first row."""
    plans = plans_visible_to(actor=actor).values("pk")
    items = PlanItem.objects.filter(section__plan__in=plans)
    earlier = items.filter(event=OuterRef("event"), pk__lt=OuterRef("pk"))
    return items.filter(~Exists(earlier))


def _first(items: QuerySet[PlanItem], limit: int) -> list[PlanItem]:
    return list(with_plans(with_places(items))[:limit])
