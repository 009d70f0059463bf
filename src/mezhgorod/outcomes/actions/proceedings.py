"""What was said, asked, agreed and awarded at an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from mezhgorod.outcomes.actions.lines import (
    LineKind,
    add_line,
    change_line,
    remove_line,
    replace_lines,
)
from mezhgorod.outcomes.models import AgendaItem, AgreedTask, EventAward, HeldEvent, Talk
from mezhgorod.outcomes.rules import (
    KEEP_STANDINGS,
    TELL_FACTS,
    TOLD,
    AgendaDraft,
    AwardDraft,
    TalkDraft,
    TaskDraft,
    Told,
)
from mezhgorod.outcomes.rules.lines import (
    agenda_columns,
    award_columns,
    ensure_votes,
    talk_columns,
    task_columns,
)
from mezhgorod.registry.models import Post
from mezhgorod.registry.queries.people import persons_of
from mezhgorod.registry.rules import Actor, RuleViolation


def _talk_words(talk: Talk) -> str:
    # Names are personal data: the journal keeps what was spoken of and by how many.
    return " · ".join(filter(None, (talk.get_role_display(), talk.affiliation, talk.title[:200])))


def _award_words(award: EventAward) -> str:
    return " · ".join(filter(None, (award.name or award.get_kind_display(), award.affiliation)))


_TALKS: LineKind[Talk, TalkDraft] = LineKind(
    Talk, "talks", "выступление", "выступления", TELL_FACTS, talk_columns, _talk_words
)
_AWARDS: LineKind[EventAward, AwardDraft] = LineKind(
    EventAward, "awards", "награждение", "награждения", KEEP_STANDINGS, award_columns, _award_words
)
_AGENDA: LineKind[AgendaItem, AgendaDraft] = LineKind(
    AgendaItem,
    "agenda",
    "вопрос повестки",
    "вопросы повестки",
    TELL_FACTS,
    agenda_columns,
    lambda item: item.title[:300],
    has_source=False,
)
_TASKS: LineKind[AgreedTask, TaskDraft] = LineKind(
    AgreedTask,
    "tasks",
    "поручение",
    "поручения",
    TELL_FACTS,
    lambda draft: task_columns(draft, after=date.min),
    lambda task: f"{task.text[:300]} ({task.get_state_display()})",
)


@transaction.atomic
def set_talks(
    *,
    held: HeldEvent,
    talks: Sequence[TalkDraft],
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> list[Talk]:
    """Make the talks and moderators of an event these, in this order.

    Raises:
        RuleViolation: no right, a line says nothing or too much, somebody changed it meanwhile.
    """
    return replace_lines(_TALKS, held, talks, told, actor=actor, now=now)


@transaction.atomic
def set_awards(
    *,
    held: HeldEvent,
    awards: Sequence[AwardDraft],
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> list[EventAward]:
    """Make the awards of an event these, in this order.

    Raises:
        RuleViolation: no right, nobody is named, a text does not fit, somebody changed it
            meanwhile.
    """
    return replace_lines(_AWARDS, held, awards, told, actor=actor, now=now)


@transaction.atomic
def set_tasks(
    *,
    held: HeldEvent,
    tasks: Sequence[TaskDraft],
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> list[AgreedTask]:
    """Make the tasks agreed at an event these, in this order.

    Raises:
        RuleViolation: no right, nothing is to be done, a text does not fit, somebody changed it
            meanwhile.
    """
    return replace_lines(_tasks(held, now), held, tasks, told, actor=actor, now=now)


@transaction.atomic
def set_agenda(
    *,
    held: HeldEvent,
    agenda: Sequence[AgendaDraft],
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> list[AgendaItem]:
    """Make the agenda of a meeting these questions, with votes and decisions.

    Raises:
        RuleViolation: no right, more votes than members present, a text does not fit, an office
            or a person of somebody else, an election that stands in the directory would change, or
            somebody changed it meanwhile.
    """
    ensure_votes(list(agenda), present=held.members_present)
    _ensure_known(held, agenda)
    confirmed = dict(held.agenda.filter(confirmed_at__isnull=False).values_list("pk", "title"))
    found = replace_lines(_AGENDA, held, agenda, told, actor=actor, now=now)
    for pk in confirmed.keys() - {one.pk for one in found}:
        message = (
            f"«{confirmed[pk][:80]}»: полномочия уже записаны в справочник. Сначала отмените "
            "запись, потом правьте вопрос."
        )
        raise RuleViolation("election.confirmed", message)
    return found


@transaction.atomic
def add_talk(
    *, held: HeldEvent, talk: TalkDraft, told: Told = TOLD, actor: Actor, now: datetime
) -> Talk:
    """Add a talk at the end.

    Raises:
        RuleViolation: no right, or it says nothing or too much.
    """
    return add_line(_TALKS, held, talk, told, actor=actor, now=now)


@transaction.atomic
def change_talk(
    *, talk: Talk, draft: TalkDraft, told: Told = TOLD, actor: Actor, now: datetime
) -> Talk:
    """Change a talk.

    Raises:
        RuleViolation: no right, it is gone, or says nothing or too much.
    """
    return change_line(_TALKS, talk, draft, told, actor=actor, now=now)


@transaction.atomic
def remove_talk(*, talk: Talk, told: Told = TOLD, actor: Actor, now: datetime) -> None:
    """Remove a talk.

    Raises:
        RuleViolation: no right, or it is gone.
    """
    remove_line(_TALKS, talk, told, actor=actor, now=now)


@transaction.atomic
def add_task(
    *, held: HeldEvent, task: TaskDraft, told: Told = TOLD, actor: Actor, now: datetime
) -> AgreedTask:
    """Add a task at the end; «до 1 марта» is of the year of the event or the next one.

    Raises:
        RuleViolation: no right, or it says nothing or too much.
    """
    return add_line(_tasks(held, now), held, task, told, actor=actor, now=now)


@transaction.atomic
def change_task(
    *, task: AgreedTask, draft: TaskDraft, told: Told = TOLD, actor: Actor, now: datetime
) -> AgreedTask:
    """Change a task, its state and result.

    Raises:
        RuleViolation: no right, it is gone, or is done without a result.
    """
    return change_line(_tasks(task.held_event, now), task, draft, told, actor=actor, now=now)


@transaction.atomic
def remove_task(*, task: AgreedTask, told: Told = TOLD, actor: Actor, now: datetime) -> None:
    """Remove a task.

    Raises:
        RuleViolation: no right, or it is gone.
    """
    remove_line(_TASKS, task, told, actor=actor, now=now)


@transaction.atomic
def add_award(
    *, held: HeldEvent, award: AwardDraft, told: Told = TOLD, actor: Actor, now: datetime
) -> EventAward:
    """Add an award at the end.

    Raises:
        RuleViolation: no right, or nobody is named.
    """
    return add_line(_AWARDS, held, award, told, actor=actor, now=now)


@transaction.atomic
def change_award(
    *, award: EventAward, draft: AwardDraft, told: Told = TOLD, actor: Actor, now: datetime
) -> EventAward:
    """Change an award.

    Raises:
        RuleViolation: no right, it is gone, or nobody is named.
    """
    return change_line(_AWARDS, award, draft, told, actor=actor, now=now)


@transaction.atomic
def remove_award(*, award: EventAward, told: Told = TOLD, actor: Actor, now: datetime) -> None:
    """Remove an award.

    Raises:
        RuleViolation: no right, or it is gone.
    """
    remove_line(_AWARDS, award, told, actor=actor, now=now)


def _ensure_known(held: HeldEvent, agenda: Sequence[AgendaDraft]) -> None:
    """Refuse offices and people of another association."""
    posts = {one.post_id for one in agenda if one.post_id is not None}
    own = Post.objects.filter(pk__in=posts, organization=held.owner_id).count() if posts else 0
    if own != len(posts):
        message = "Такой должности у этого объединения нет. Выберите из списка."
        raise RuleViolation("agenda.foreign_post", message, "post")
    people = {one.person_id for one in agenda if one.person_id is not None}
    people -= set(held.agenda.values_list("person", flat=True))
    known = persons_of(owner=held.owner).filter(pk__in=people).distinct().count() if people else 0
    if known != len(people):
        message = "Такого человека в справочнике этого объединения нет. Выберите из списка."
        raise RuleViolation("agenda.foreign_person", message, "person")


def _tasks(held: HeldEvent, now: datetime) -> LineKind[AgreedTask, TaskDraft]:
    """Return the kind of tasks that reads due days in the time of an event."""
    after = held.latest or now.date()
    return replace(_TASKS, columns=lambda draft: task_columns(draft, after=after))
