"""Where rows stand: moved, pinned, sorted by time."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.planning.actions.rows import RowPlace
from mezhgorod.planning.models import PlanItem, PlanSection
from mezhgorod.registry.rules import Actor


def move_row(*, item: PlanItem, place: RowPlace, actor: Actor, now: datetime) -> PlanItem:
    """Put a row of an open plan at another place."""
    raise NotImplementedError


def pin_row(*, item: PlanItem, is_pinned: bool, actor: Actor, now: datetime) -> PlanItem:
    """Keep a row on top of its section when the section is sorted by time, or let it go."""
    raise NotImplementedError


def sort_section(*, section: PlanSection, actor: Actor, now: datetime) -> bool:
    """Sort the rows of a section by time, pinned ones first; return whether anything moved."""
    raise NotImplementedError
