"""Held events themselves: begun from a row of a plan or beside plans, changed, taken back."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import TOLD, HeldValues, Outcome, Told
from mezhgorod.planning.models import Event
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor


def record_held(
    *,
    owner: Organization,
    values: HeldValues,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> HeldEvent:
    """Write down a held event; with `event_id` it fulfils that row of a plan.

    What `values` leaves out is taken from the row: title, kind, series, edition, section, hosts.

    Raises:
        RuleViolation: no right, no title, a value out of bounds, or the row has its facts already.
    """
    raise NotImplementedError


def begin_held(*, event: Event, owner: Organization, actor: Actor, now: datetime) -> HeldEvent:
    """Return what is known of a row that has passed, begun when nothing is: nobody has told yet.

    Its `outcome` is empty until somebody tells; hosts are taken from the row.

    Raises:
        RuleViolation: no right.
    """
    raise NotImplementedError


def change_held(
    *,
    held: HeldEvent,
    values: HeldValues,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> HeldEvent:
    """Change some of the head of a held event.

    Raises:
        RuleViolation: no right, a value out of bounds, or somebody changed it meanwhile.
    """
    raise NotImplementedError


def set_outcome(
    *,
    held: HeldEvent,
    outcome: Outcome,
    reason: str = "",
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> HeldEvent:
    """Say that an event was held, cancelled or did not take place, and why.

    Raises:
        RuleViolation: no right, no reason where nothing was held, or somebody changed it meanwhile.
    """
    raise NotImplementedError


def delete_held(*, held: HeldEvent, actor: Actor, now: datetime) -> None:
    """Take a held event back that was begun by mistake; its values stay in the journal.

    Raises:
        RuleViolation: no right, or its facts are accepted or shown to everybody.
    """
    raise NotImplementedError
