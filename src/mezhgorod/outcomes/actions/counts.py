"""Numbers as they were told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mezhgorod.outcomes.models import HeldEvent, StatedCount
from mezhgorod.outcomes.rules import TOLD, CountDraft, Told
from mezhgorod.registry.rules import Actor


def set_counts(
    *,
    held: HeldEvent,
    counts: Sequence[CountDraft],
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> list[StatedCount]:
    """Make the numbers that count these; unchanged ones keep their source.

    Raises:
        RuleViolation: no right, a number without a unit, a unit twice, or somebody changed the
            event meanwhile.
    """
    raise NotImplementedError
