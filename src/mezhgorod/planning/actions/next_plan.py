"""The plan of the next period is composed from the rows a person has chosen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from mezhgorod.planning.models import Plan
from mezhgorod.registry.rules import Actor
from planbook.dates import Period


def make_next_plan(
    *, plan: Plan, period: Period, chosen: Collection[int], actor: Actor, now: datetime
) -> Plan:
    """Compose the plan of another period from the proposed rows that were chosen.

    Args:
        chosen: places of rows as `next_rows` gives them (`NextRow.place`).

    Raises:
        RuleViolation: no right, nothing chosen, or the owner has a plan of that period already.
    """
    raise NotImplementedError
