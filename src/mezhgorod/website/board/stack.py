"""Rows of several plans under one another, each plan on its own axis: a city, a series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.rules import PlaceRole
from mezhgorod.website.board.rows import Row, row_of
from mezhgorod.website.board.scale import Tick, ticks, year_scale
from mezhgorod.website.board.year import colour_of

# On the page of a city its own day is «о городе».
_SAID_HERE = {PlaceRole.SUBJECT.label: "о городе"}


@dataclass(frozen=True, slots=True)
class StackedRow:
    """A row with the colour of its section and the roles of the city in it, in words."""

    row: Row
    colour: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanStack:
    """The rows of one plan and the axis they are drawn on."""

    plan: Plan
    ticks: list[Tick]
    rows: tuple[StackedRow, ...]


def stack_by_plan(
    items: Iterable[PlanItem], roles: Mapping[int, list[str]] | None = None
) -> list[PlanStack]:
    """Group rows by plan in the order given; items come with section, plan, event and places."""
    known = roles or {}
    stacks = []
    for plan, group in groupby(items, key=lambda item: item.section.plan):
        scale = year_scale(plan.period_start, plan.period_end)
        rows = tuple(
            StackedRow(
                row=row_of(item, scale),
                colour=colour_of(item.section.position - 1),
                roles=tuple(_SAID_HERE.get(role, role) for role in known.get(item.event_id, ())),
            )
            for item in group
        )
        stacks.append(PlanStack(plan=plan, ticks=ticks(scale), rows=rows))
    return stacks
