"""What was said, asked, agreed and awarded at an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mezhgorod.outcomes.models import AgendaItem, AgreedTask, EventAward, HeldEvent, Talk
from mezhgorod.outcomes.rules import TOLD, AgendaDraft, AwardDraft, TalkDraft, TaskDraft, Told
from mezhgorod.registry.rules import Actor


def set_talks(
    *,
    held: HeldEvent,
    talks: Sequence[TalkDraft],
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> list[Talk]:
    """Replace all talks and moderators of an event."""
    raise NotImplementedError


def set_awards(
    *,
    held: HeldEvent,
    awards: Sequence[AwardDraft],
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> list[EventAward]:
    """Replace all awards of an event."""
    raise NotImplementedError


def set_tasks(
    *,
    held: HeldEvent,
    tasks: Sequence[TaskDraft],
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> list[AgreedTask]:
    """Replace all tasks agreed at an event."""
    raise NotImplementedError


def set_agenda(
    *,
    held: HeldEvent,
    agenda: Sequence[AgendaDraft],
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> list[AgendaItem]:
    """Replace the agenda of a meeting with its votes and decisions."""
    raise NotImplementedError


def add_talk(
    *,
    held: HeldEvent,
    talk: TalkDraft,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> Talk:
    """Add a talk at the end."""
    raise NotImplementedError


def change_talk(
    *, talk: Talk, draft: TalkDraft, told: Told = TOLD, actor: Actor, now: datetime
) -> Talk:
    """Change a talk."""
    raise NotImplementedError


def remove_talk(*, talk: Talk, told: Told = TOLD, actor: Actor, now: datetime) -> None:
    """Remove a talk."""
    raise NotImplementedError


def add_task(
    *,
    held: HeldEvent,
    task: TaskDraft,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> AgreedTask:
    """Add a task at the end."""
    raise NotImplementedError


def change_task(
    *, task: AgreedTask, draft: TaskDraft, told: Told = TOLD, actor: Actor, now: datetime
) -> AgreedTask:
    """Change a task, its state and result."""
    raise NotImplementedError


def remove_task(*, task: AgreedTask, told: Told = TOLD, actor: Actor, now: datetime) -> None:
    """Remove a task."""
    raise NotImplementedError


def add_award(
    *,
    held: HeldEvent,
    award: AwardDraft,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> EventAward:
    """Add an award at the end."""
    raise NotImplementedError


def change_award(
    *,
    award: EventAward,
    draft: AwardDraft,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> EventAward:
    """Change an award."""
    raise NotImplementedError


def remove_award(*, award: EventAward, told: Told = TOLD, actor: Actor, now: datetime) -> None:
    """Remove an award."""
    raise NotImplementedError
