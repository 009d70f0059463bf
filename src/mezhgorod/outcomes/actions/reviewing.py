"""The way of facts: sent in by the host, sent back with a question, accepted, shown to all."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.registry.rules import Actor


def submit_facts(*, held: HeldEvent, actor: Actor, now: datetime) -> HeldEvent:
    """Send facts in; an event nobody spoke of before counts as held.

    Raises:
        RuleViolation: no right, or nothing is told yet.
    """
    raise NotImplementedError


def return_facts(*, held: HeldEvent, note: str, actor: Actor, now: datetime) -> HeldEvent:
    """Send facts back to the host with a question.

    Raises:
        RuleViolation: no right, wrong state, no question.
    """
    raise NotImplementedError


def accept_facts(*, held: HeldEvent, actor: Actor, now: datetime) -> HeldEvent:
    """Accept facts: they may be published and stand in reports.

    Raises:
        RuleViolation: no right or wrong state.
    """
    raise NotImplementedError


def publish_facts(*, held: HeldEvent, actor: Actor, now: datetime) -> HeldEvent:
    """Show accepted facts to everybody.

    Raises:
        RuleViolation: no right, or the facts are not accepted.
    """
    raise NotImplementedError


def hide_facts(*, held: HeldEvent, actor: Actor, now: datetime) -> HeldEvent:
    """Take facts from the public pages.

    Raises:
        RuleViolation: no right.
    """
    raise NotImplementedError
