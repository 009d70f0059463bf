"""Decisions about doubts in facts."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.outcomes.models import FactDoubt, HeldEvent
from mezhgorod.outcomes.rules import DoubtDecision
from mezhgorod.registry.rules import Actor


def decide_doubt(
    *,
    held: HeldEvent,
    decision: DoubtDecision,
    actor: Actor,
    now: datetime,
) -> FactDoubt:
    """Keep what a person decided about a doubt."""
    raise NotImplementedError


def reopen_doubt(*, held: HeldEvent, code: str, subject: str, actor: Actor, now: datetime) -> None:
    """Take a decision about a doubt back."""
    raise NotImplementedError
