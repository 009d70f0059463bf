"""Rows written into a stored plan, a few at a time; the rest of the plan is left alone.

These are primitives: they ask nobody for a right and tell no history. Callers hold the lock of the
plan (`locked_plan`), ask, write, and call `record_changes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from planbook.plans import EventDraft


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands: its section and its place among the rows of it, from 1; None: last."""

    section: PlanSection
    position: int | None = None


@dataclass(frozen=True, slots=True)
class ReturningRow:
    """What a removed row was, so that it can come back as the same one: JSON values."""

    item_id: int
    uid: str
    sequence: int
    number: str
    is_pinned: bool
    findings: tuple[int, ...]
    remarks: tuple[int, ...]


def locked_plan(plan_id: int) -> Plan:
    """Return a plan locked until the end of the transaction, with its owner and document."""
    raise NotImplementedError


def write_added(
    *,
    plan: Plan,
    place: RowPlace,
    rows: Sequence[EventDraft],
    now: datetime,
    returning: Sequence[ReturningRow] = (),
) -> list[PlanItem]:
    """Write new rows one after another at a place and return them; rows below move down.

    Args:
        returning: what the rows were before they were removed, one for each, or nothing.
    """
    raise NotImplementedError


def write_removed(*, plan: Plan, items: Sequence[PlanItem], now: datetime) -> None:
    """Delete rows; events that stand in no plan any more go with them."""
    raise NotImplementedError


def write_changed(
    *, plan: Plan, changes: Sequence[tuple[PlanItem, EventDraft]], now: datetime
) -> list[PlanItem]:
    """Make rows say what drafts say, in a fixed number of statements; rows keep ids and events."""
    raise NotImplementedError


def write_moved(*, plan: Plan, item: PlanItem, place: RowPlace, now: datetime) -> PlanItem:
    """Put one row at another place; only positions between the two places change."""
    raise NotImplementedError
