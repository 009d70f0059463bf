"""What does not agree in the facts of an event; computed anew, decisions are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mezhgorod.outcomes.models import FactDoubt, HeldEvent


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at.

    Attributes:
        code: which rule, for example ``STATED-LISTED`` or ``SOURCE-CONFLICT``.
        subject: what makes the doubt the same one next time.
        message: what does not agree, in Russian.
        remedy: what to do about it.
        first, second: the two numbers that differ, where there are numbers.
        decision: what a person decided about it, None while it is open.
    """

    code: str
    subject: str
    message: str
    remedy: str
    first: int | None = None
    second: int | None = None
    decision: FactDoubt | None = None


def doubts_of(held: HeldEvent) -> list[Doubt]:
    """Return the doubts about an event, open ones first."""
    return doubts_of_many([held])[held.pk]


def doubts_of_many(events: Iterable[HeldEvent]) -> dict[int, list[Doubt]]:
    """Return the doubts about events by their keys; the number of queries is fixed."""
    raise NotImplementedError
