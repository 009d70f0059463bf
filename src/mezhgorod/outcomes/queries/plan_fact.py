"""Plan against fact: what became of every row, shares by section, organizer, city and quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules.fulfilment import Fulfilment, Shares
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.registry.models import Organization

PATIENCE_DAYS = 14


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row of a plan and what became of it.

    Attributes:
        item: with its section and event loaded.
        held: its facts, None where nobody has told.
        fulfilment: what became of it.
        differences: how it was held otherwise, in Russian: «перенесено: план — май, …».
        postponements: what the plan itself says of its moves, in the order they were made.
    """

    item: PlanItem
    held: HeldEvent | None
    fulfilment: Fulfilment
    differences: tuple[str, ...] = ()
    postponements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanAgainstFact:
    """A plan beside what was held; `outside` are facts of its period that no row planned."""

    rows: tuple[FactRow, ...]
    outside: tuple[HeldEvent, ...]
    total: Shares
    by_section: tuple[tuple[str, Shares], ...]
    by_organizer: tuple[tuple[str, Shares], ...]
    by_city: tuple[tuple[str, Shares], ...]
    by_quarter: tuple[tuple[str, Shares], ...]


def plan_against_fact(
    *, plan: Plan, today: date, patience_days: int = PATIENCE_DAYS
) -> PlanAgainstFact:
    """Compare a plan with facts; the number of queries does not depend on the number of rows."""
    raise NotImplementedError


def silent_events(*, owner: Organization, today: date, patience_days: int = 0) -> list[PlanItem]:
    """Return rows of published plans that have passed and of which nobody has told, oldest first.

    Args:
        patience_days: how many days after the last possible day are waited; 0 on the next day.
    """
    raise NotImplementedError
