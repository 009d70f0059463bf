"""Preparing an event: answers to invitations, lines of a programme, who may do what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from mezhgorod.registry.rules import Reach, Right, Role, RuleViolation
from planbook.language import plural


class InvitationState(models.TextChoices):
    LISTED = "listed", "ещё не приглашён"
    INVITED = "invited", "ответа нет"
    COMING = "coming", "примет участие"
    DECLINED = "declined", "не примет участия"


class InvitedMode(models.TextChoices):
    IN_PERSON = "in_person", "очно"
    ONLINE = "online", "по ВКС"


class ProgrammeKind(models.TextChoices):
    TALK = "talk", "доклад"
    OPENING = "opening", "открытие"
    DISCUSSION = "discussion", "обсуждение"
    VISIT = "visit", "осмотр объектов"
    BREAK = "break", "перерыв"
    OTHER = "other", "другое"


_PREPARERS = {
    Role.DIRECTORATE: Reach.OWNER,
    Role.REGIONAL_COORDINATOR: Reach.OWNER,
    Role.BODY_COORDINATOR: Reach.BODY,
}

PREPARE_EVENT = Right(
    "event.prepare", "приглашать на мероприятие и составлять его программу", _PREPARERS
)
SEE_ANSWERS = Right(
    "event.see_answers",
    "видеть, кто приедет на мероприятие",
    {**_PREPARERS, Role.APPROVER: Reach.OWNER, Role.AUDITOR: Reach.OWNER},
)
ANSWER_INVITATION = Right(
    "event.answer",
    "отвечать на приглашение",
    {
        Role.DIRECTORATE: Reach.OWNER,
        Role.REGIONAL_COORDINATOR: Reach.OWNER,
        Role.CITY_CONTACT: Reach.PARTY,
        Role.CLERK: Reach.PARTY,
    },
    states=frozenset({InvitationState.INVITED, InvitationState.COMING, InvitationState.DECLINED}),
)
PREPARATION_RIGHTS = (PREPARE_EVENT, SEE_ANSWERS, ANSWER_INVITATION)

MAX_HEADS = 10_000
MAX_NAMES, MAX_COMMENT = 5_000, 2_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answers to an invitation; `mode` and `head_count` only where they come."""

    is_coming: bool
    mode: InvitedMode | None = None
    head_count: int | None = None
    names_text: str = ""
    comment: str = ""


def ensure_complete(answer: Answer) -> None:
    """Refuse an answer that says too little or too much.

    Raises:
        RuleViolation: with the field of the form it belongs to.
    """
    if len(answer.names_text) > MAX_NAMES or len(answer.comment) > MAX_COMMENT:
        field = "names_text" if len(answer.names_text) > MAX_NAMES else "comment"
        raise RuleViolation("answer.too_long", "Текст слишком длинный. Сократите его.", field)
    if not answer.is_coming:
        return
    if answer.mode is None:
        message = "Укажите, как будете участвовать: очно или по ВКС."
        raise RuleViolation("answer.no_mode", message, "mode")
    if answer.head_count is None or not 1 <= answer.head_count <= MAX_HEADS:
        message = f"Укажите, сколько человек: число от 1 до {MAX_HEADS}."
        raise RuleViolation("answer.no_count", message, "head_count")


@dataclass(frozen=True, slots=True)
class InvitedCounts:
    """How many are invited, have answered and come; people are counted by mode."""

    listed: int = 0
    waiting: int = 0
    coming: int = 0
    declined: int = 0
    in_person: int = 0
    online: int = 0
    heads_in_person: int = 0
    heads_online: int = 0

    @property
    def total(self) -> int:
        """Everybody on the list."""
        return self.listed + self.waiting + self.coming + self.declined

    @property
    def heads(self) -> int:
        """People who come, in person and by video together."""
        return self.heads_in_person + self.heads_online


def counts_of(answers: Iterable[tuple[str, str, int | None]]) -> InvitedCounts:
    """Count invitations given as state, mode and number of people.

    >>> counts_of([("coming", "online", 2), ("invited", "", None)]).coming
    1
    """
    totals = dict.fromkeys(("listed", "invited", "coming", "declined", "in_person", "online"), 0)
    heads = {"in_person": 0, "online": 0}
    for state, mode, count in answers:
        totals[state] += 1
        if state == InvitationState.COMING and mode in heads:
            totals[mode] += 1
            heads[mode] += count or 0
    return InvitedCounts(
        listed=totals["listed"],
        waiting=totals["invited"],
        coming=totals["coming"],
        declined=totals["declined"],
        in_person=totals["in_person"],
        online=totals["online"],
        heads_in_person=heads["in_person"],
        heads_online=heads["online"],
    )


def counts_words(counts: InvitedCounts) -> str:
    """Return the counts as one Russian sentence.

    >>> counts_words(InvitedCounts(waiting=1, coming=2, in_person=1, online=1,
    ...                            heads_in_person=3, heads_online=1))
    'Примут участие 2 из 3: очно 1, по ВКС 1, всего 4 человека. Не ответил 1.'
    """
    ways = [
        words
        for number, words in (
            (counts.in_person, f"очно {counts.in_person}"),
            (counts.online, f"по ВКС {counts.online}"),
        )
        if number
    ]
    said = f"Примут участие {counts.coming} из {counts.total}"
    if ways:
        people = plural(counts.heads, "человек", "человека", "человек")
        said += f": {', '.join(ways)}, всего {counts.heads} {people}"
    said += "."
    if counts.declined:
        said += f" Не примут участия: {counts.declined}."
    if counts.waiting:
        said += f" Не {plural(counts.waiting, 'ответил', 'ответили', 'ответили')} {counts.waiting}."
    return said


_TIME = re.compile(r"(?<!\d)(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?!\d)")


def programme_sort_key(time_text: str) -> tuple[int, int] | None:
    """Return hour and minute a line of a programme begins, None where its words name none.

    >>> programme_sort_key("с 9.30 до 10.15")
    (9, 30)
    """
    found = _TIME.search(time_text)
    return (int(found["hour"]), int(found["minute"])) if found else None
