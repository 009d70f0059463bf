"""Clashes and gaps of a plan against everything its reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.registry.rules import Actor
from planbook.plans import EventDraft
from planbook.radar import Clash


@dataclass(frozen=True, slots=True)
class PlanRadar:
    """What was found, the rows it speaks of by id, and how much was looked at."""

    clashes: tuple[Clash, ...]
    items: dict[int, PlanItem]
    row_count: int
    plan_count: int


def radar_of_plan(*, plan: Plan, actor: Actor, today: date) -> PlanRadar:
    """Find clashes and gaps of a plan, also against other plans that the actor may see."""
    raise NotImplementedError


def radar_of_row(
    *, plan: Plan, row: EventDraft, actor: Actor, today: date, item_id: int | None = None
) -> tuple[Clash, ...]:
    """Find what one row as it is typed would clash with; meant to be asked at every pause.

    Args:
        item_id: the stored row that is being edited, which does not clash with itself.
    """
    raise NotImplementedError
