"""What the page of an event says about its changes, and the doors to change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mezhgorod.planning.models import Event, PlanItem
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.queries.changes import changes_of_event
from mezhgorod.planning.rules import AMEND_PLAN, CHANGE_DRAFT, SEE_HISTORY
from mezhgorod.registry.rules import Actor, may
from mezhgorod.website.board.history import HistoryLine, history_lines


@dataclass(frozen=True, slots=True)
class EventHistory:
    """The changes of an event, and its rows that the visitor may change."""

    lines: Sequence[HistoryLine]
    doors: Sequence[PlanItem]
    is_whole: bool

    @property
    def plan_slug(self) -> str:
        """The plan whose history tells the rest."""
        return self.doors[0].section.plan.slug if self.doors else ""


def event_history(*, event: Event, items: Sequence[PlanItem], actor: Actor) -> EventHistory:
    """Return what became of an event, in one query.

    Args:
        items: the rows of the event that the visitor may read, loaded with their plans.
    """
    plans = [item.section.plan for item in items]
    sees_all = any(may(actor, SEE_HISTORY, plan_subject(plan)) for plan in plans)
    doors = [
        item
        for item in items
        if any(may(actor, right, plan_subject(item.section.plan)) for right in _CHANGING)
    ]
    changes = changes_of_event(uid=event.uid, actor=actor)
    return EventHistory(history_lines(changes, shows_people=sees_all), doors, is_whole=sees_all)


_CHANGING = (AMEND_PLAN, CHANGE_DRAFT)
