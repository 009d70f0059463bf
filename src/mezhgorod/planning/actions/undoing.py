"""The last step that changed a plan is taken back; taking it back is told as well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mezhgorod.planning.models import Plan, PlanChange
from mezhgorod.registry.rules import Actor


@dataclass(frozen=True, slots=True)
class LastStep:
    """The step that would be taken back next."""

    batch: UUID
    changes: tuple[PlanChange, ...]
    words: str


def last_step(*, plan: Plan) -> LastStep | None:
    """Return the last step of a plan that is not taken back yet, None when there is none."""
    raise NotImplementedError


def undo_last_change(
    *, plan: Plan, actor: Actor, now: datetime, batch: UUID | None = None
) -> LastStep:
    """Take back the last step of a plan and return it.

    Args:
        batch: the step the person saw; another one has become the last meanwhile: refused.

    Raises:
        RuleViolation: the person may not, there is nothing to take back, the step is approved, or
            rows have changed since so that taking it back would lose words.
    """
    raise NotImplementedError
