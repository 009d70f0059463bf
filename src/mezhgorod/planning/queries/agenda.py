"""What is on at a day, what comes next, what has no date: over all readable plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Exists, IntegerField, Max, Min, OuterRef, QuerySet, Value, When

from mezhgorod.planning.models import PlanItem
from mezhgorod.planning.queries.items import EXACT_KINDS, with_places, with_plans
from mezhgorod.planning.queries.visibility import Visitor, plans_visible_to
from mezhgorod.planning.rules import LASTING_KINDS, TimingKind

# How far ahead «next» looks, and how many rows a short list holds.
_AHEAD = timedelta(days=60)
_SHORT_LIST = 12


@dataclass(frozen=True, slots=True)
class Agenda:
    """Three short lists of rows for one day, each with its full number."""

    now: list[PlanItem]
    now_count: int
    soon: list[PlanItem]
    soon_count: int
    undated: list[PlanItem]
    undated_count: int

    @property
    def is_empty(self) -> bool:
        return not (self.now_count or self.soon_count or self.undated_count)


def agenda(*, user: Visitor, on: date) -> Agenda:
    """Return what is on at a day (exact days first), next in two months, and without a date."""
    items = _items(user)
    dated = items.exclude(event__timing_kind__in=LASTING_KINDS)
    now = dated.filter(event__earliest__lte=on, event__latest__gte=on)
    soon = dated.filter(event__earliest__gt=on, event__earliest__lte=on + _AHEAD)
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
        now=_short(now.order_by(exact_first, "event__latest", "event__earliest", "pk")),
        now_count=now.count(),
        soon=_short(soon.order_by("event__earliest", "event__latest", "pk")),
        soon_count=soon.count(),
        undated=_short(undated),
        undated_count=undated.count(),
    )


def planned_days(*, user: Visitor) -> tuple[date | None, date | None]:
    """Return the first and last day that readable plans cover, None when there are no plans."""
    plans = plans_visible_to(user=user)
    ends = plans.aggregate(first=Min("period_start"), last=Max("period_end"))
    return ends["first"], ends["last"]


def _items(user: Visitor) -> QuerySet[PlanItem]:
    """Return rows of readable plans; an event of several plans comes once, by its first row."""
    plans = plans_visible_to(user=user).values("pk")
    items = PlanItem.objects.filter(section__plan__in=plans)
    earlier = items.filter(event=OuterRef("event"), pk__lt=OuterRef("pk"))
    return items.filter(~Exists(earlier))


def _short(items: QuerySet[PlanItem]) -> list[PlanItem]:
    return list(with_plans(with_places(items))[:_SHORT_LIST])
