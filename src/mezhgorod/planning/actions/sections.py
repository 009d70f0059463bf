"""Sections of an open plan: added, renamed, moved, removed."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.planning.models import Plan, PlanSection
from mezhgorod.planning.rules import PlanGrouping
from mezhgorod.registry.rules import Actor


def add_section(
    *,
    plan: Plan,
    heading: str,
    position: int | None = None,
    grouping: PlanGrouping = PlanGrouping.THEME,
    actor: Actor,
    now: datetime,
) -> PlanSection:
    """Add a section without rows; `position` is its place among the sections, None: last."""
    raise NotImplementedError


def rename_section(
    *, section: PlanSection, heading: str, actor: Actor, now: datetime
) -> PlanSection:
    """Give a section another heading; its rows are the same."""
    raise NotImplementedError


def move_section(
    *, section: PlanSection, position: int, actor: Actor, now: datetime
) -> PlanSection:
    """Put a section with its rows at another place among the sections."""
    raise NotImplementedError


def remove_section(
    *, section: PlanSection, rows_to: PlanSection | None = None, actor: Actor, now: datetime
) -> None:
    """Remove a section without rows; with rows only when they move to another section."""
    raise NotImplementedError
