"""Counts of a plan by how exactly its rows know their time, and the choices of its filter."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from mezhgorod.planning.models import EventPlace, Plan, PlanItem, PlanSection
from mezhgorod.planning.rules import TimingKind
from mezhgorod.registry.models import Municipality


@dataclass(frozen=True, slots=True)
class TimingGroup:
    """Kinds of timing that people count together, and the words after their number."""

    label: str
    kinds: tuple[str, ...]


TIMING_GROUPS: dict[str, TimingGroup] = {
    "exact": TimingGroup("с точной датой", (TimingKind.DAY, TimingKind.DAY_RANGE, TimingKind.DAYS)),
    "month": TimingGroup("с месяцем", (TimingKind.MONTH, TimingKind.MONTH_RANGE)),
    "quarter": TimingGroup("с кварталом", (TimingKind.QUARTER,)),
    "half_year": TimingGroup("с полугодием", (TimingKind.HALF_YEAR,)),
    "year": TimingGroup("с годом", (TimingKind.YEAR,)),
    "season": TimingGroup("со временем года", (TimingKind.SEASON,)),
    "recurring": TimingGroup("повторяются", (TimingKind.RECURRING,)),
    "ongoing": TimingGroup("весь период", (TimingKind.ONGOING,)),
    "undated": TimingGroup("без даты", (TimingKind.UNSCHEDULED,)),
    "unparsed": TimingGroup("с непонятым сроком", (TimingKind.UNPARSED,)),
}


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """How many rows, by group of timing (empty groups left out), and of how many cities."""

    item_count: int
    timing_counts: tuple[tuple[str, int], ...]
    recurrence_rules: tuple[str, ...]
    city_count: int


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What the rows of a plan can be filtered by: (value, words) in the order shown."""

    sections: tuple[PlanSection, ...]
    cities: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    attendance_modes: tuple[str, ...]


def plan_facts(*, plan: Plan, city_count: int) -> PlanFacts:
    """Count the rows of a plan; the number of cities is known from its filter choices."""
    items = PlanItem.objects.filter(section__plan=plan).order_by()
    counts = dict(
        items.values_list("event__timing_kind").annotate(number=Count("pk", distinct=True))
    )
    groups = (
        (key, sum(counts.get(kind, 0) for kind in group.kinds))
        for key, group in TIMING_GROUPS.items()
    )
    rules = items.filter(event__timing_kind=TimingKind.RECURRING).values_list(
        "event__timing_data__rrule", flat=True
    )
    return PlanFacts(
        item_count=sum(counts.values()),
        timing_counts=tuple((key, number) for key, number in groups if number),
        recurrence_rules=tuple(sorted({rule or "" for rule in rules})),
        city_count=city_count,
    )


def filter_choices(*, plan: Plan) -> FilterChoices:
    """Return the sections, cities, kinds and attendance modes that occur in a plan."""
    items = PlanItem.objects.filter(section__plan=plan).order_by()
    here = EventPlace.objects.filter(
        municipality=OuterRef("pk"), organization="", event__items__section__plan=plan
    )
    cities = Municipality.objects.filter(Exists(here)).order_by("name", "slug")
    pairs = set(items.values_list("event__kind", "event__attendance_mode").distinct())
    return FilterChoices(
        sections=tuple(plan.sections.order_by("position")),
        cities=tuple(cities.values_list("slug", "name")),
        kinds=tuple(sorted({kind for kind, _ in pairs if kind})),
        attendance_modes=tuple(sorted({mode for _, mode in pairs})),
    )
