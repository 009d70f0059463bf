"""People add, remove and change rows of a draft; each step is told in the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows import RowPlace
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.rules.typed import Cells
from mezhgorod.registry.rules import Actor
from planbook.plans import EventDraft


@dataclass(frozen=True, slots=True)
class SeenRow:
    """The row as the person saw it before typing: its fingerprint, and its cells where known."""

    fingerprint: str
    cells: Cells | None = None


@dataclass(frozen=True, slots=True)
class RowConflict:
    """Somebody changed the row meanwhile; nothing was written.

    `current` is None for a row that was removed. `merged` unites both sides where they do not
    collide, None where they do or where nobody knows what the person saw.
    """

    item: PlanItem | None
    seen: EventDraft | None
    current: EventDraft | None
    typed: EventDraft
    merged: EventDraft | None
    changed_by: str = ""
    changed_at: datetime | None = None


def add_rows(
    *,
    plan: Plan,
    place: RowPlace,
    rows: Sequence[EventDraft | Cells],
    grounds: Grounds,
    actor: Actor,
    now: datetime,
) -> list[PlanItem]:
    """Add rows at a place of an open plan, understood from their cells where they are only words.

    Raises:
        RuleViolation: the person may not, the plan is approved, or a row cannot be read.
    """
    raise NotImplementedError


def remove_rows(
    *, plan: Plan, items: Sequence[PlanItem], grounds: Grounds, actor: Actor, now: datetime
) -> int:
    """Remove rows of an open plan; `undo_last_change` brings them back as they were.

    Returns:
        How many rows were still there to be removed.
    """
    raise NotImplementedError


def change_row(
    *,
    item: PlanItem,
    cells: Cells,
    seen: SeenRow | None,
    grounds: Grounds,
    actor: Actor,
    now: datetime,
) -> PlanItem | RowConflict:
    """Make a row of an open plan say what a person typed.

    Args:
        seen: the row the person saw; None overwrites whatever it says now.

    Returns:
        The row, or both versions when somebody changed it meanwhile.
    """
    raise NotImplementedError
