"""Many rows of an open plan changed in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.registry.rules import Actor


@dataclass(frozen=True, slots=True)
class ManyRows:
    """Rows to change together and what they shall say.

    `facet` is the role of a column («timing», «place», …) or «section»; `value` the words of the
    column, or the number of the section.
    """

    items: Sequence[PlanItem]
    facet: str
    value: str


def change_many(
    *, plan: Plan, many: ManyRows, grounds: Grounds, actor: Actor, now: datetime
) -> int:
    """Change one column of many rows, or move them all to the end of a section.

    Returns:
        How many rows say something else now.
    """
    raise NotImplementedError
