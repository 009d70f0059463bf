"""Clashes and gaps of a plan against everything its reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries.radar_rows import radar_rows, visible_items
from mezhgorod.registry.rules import Actor
from planbook.radar import Clash, clashes


@dataclass(frozen=True, slots=True)
class PlanRadar:
    """What was found, the worst first, and how much was looked at."""

    clashes: tuple[Clash, ...]
    row_count: int
    other_row_count: int
    plan_count: int


def radar_of_plan(*, plan: Plan, actor: Actor, today: date) -> PlanRadar:
    """Find clashes and gaps of a plan, also against other plans that the actor may see.

    Clashes of other plans among themselves are left out. Four queries for any number of rows.
    """
    rows = radar_rows(_near_items(plan, actor))
    own = sum(row.plan == plan.pk for row in rows)
    found = clashes(rows, today=today)
    if own < len(rows):
        found = tuple(one for one in found if any(row.plan == plan.pk for row in one.rows))
    return PlanRadar(
        clashes=found,
        row_count=own,
        other_row_count=len(rows) - own,
        plan_count=len({row.plan for row in rows} - {plan.pk}),
    )


def radar_items(*, keys: Iterable[object]) -> dict[int, PlanItem]:
    """Return the rows that clashes speak of, by id, with what a list says of them: one query."""
    ids = {key for key in keys if isinstance(key, int)}
    items = PlanItem.objects.filter(pk__in=ids).select_related("event", "section__plan")
    shown = items.only(
        "position",
        "event__uid",
        "event__title",
        "event__timing_text",
        "section__plan__slug",
        "section__plan__title",
    )
    return {item.pk: item for item in shown}


def _near_items(plan: Plan, actor: Actor) -> QuerySet[PlanItem]:
    """Return the rows of a plan, and those of other visible plans that fall into its period."""
    dated = Q(event__earliest__lte=plan.period_end, event__latest__gte=plan.period_start)
    return visible_items(actor).filter(Q(section__plan=plan) | dated)
