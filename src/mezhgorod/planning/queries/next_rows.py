"""What the plan of the next period would hold: computed from the last plan and known editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mezhgorod.planning.models import Plan
from planbook.dates import Period
from planbook.plans import EventDraft
from planbook.succession import NextPlan


@dataclass(frozen=True, slots=True)
class NextRow:
    """A row proposed for the next period, and the stored row it comes from.

    `item_id` is None for a row that the old plan does not have: an edition that falls due, a city
    whose age becomes round. `hints` and `reason` are Russian sentences.
    """

    item_id: int | None
    row: EventDraft
    hints: tuple[str, ...]
    is_stale: bool
    reason: str
    section: str
    place: int


def next_rows(*, plan: Plan, period: Period, today: date) -> list[NextRow]:
    """Return the rows that a plan proposes for another period, in printed order.

    Rows of series that do not fall due are left out; stale ones are marked. `place` is what
    `make_next_plan` takes as the chosen row.
    """
    raise NotImplementedError


def next_plan_of(*, plan: Plan, period: Period, today: date) -> NextPlan:
    """Return everything the next plan proposes, with what waits for a later year."""
    raise NotImplementedError
