"""Words of information exchanges: states of rounds and answers, who may read, how often."""

from __future__ import annotations

from django.db import models


class Periodicity(models.TextChoices):
    """How often a round is held."""

    ONCE = "once", "один раз"
    MONTH = "month", "ежемесячно"
    QUARTER = "quarter", "ежеквартально"
    HALF_YEAR = "half_year", "раз в полугодие"
    YEAR = "year", "ежегодно"


class Reading(models.TextChoices):
    """Who reads the comparison table of a round once it is sent out."""

    PARTICIPANTS = "participants", "только участники обмена"
    MEMBERS = "members", "все члены объединения"
    PUBLIC = "public", "все, через срок открытия"


class FormState(models.TextChoices):
    DRAFT = "draft", "составляется"
    IN_USE = "in_use", "в работе"


class RoundState(models.TextChoices):
    PREPARING = "preparing", "готовится"
    OPEN = "open", "идёт"
    CLOSED = "closed", "закрыт"
    CONSOLIDATED = "consolidated", "сведён"
    PUBLISHED = "published", "разослан"


class ResponseState(models.TextChoices):
    """Where the answer of one city is."""

    NOT_STARTED = "not_started", "не начат"
    DRAFT = "draft", "черновик"
    IN_APPROVAL = "in_approval", "на согласовании в городе"
    SUBMITTED = "submitted", "представлен"
    IN_QUESTION = "in_question", "на уточнении"
    ACCEPTED = "accepted", "принят"
    NO_PART = "no_part", "не участвует"
    REFUSED = "refused", "отклонён"
    SILENT = "silent", "не ответил"


class StepKind(models.TextChoices):
    """By what a step changed an answer."""

    TYPED = "typed", "набрано"
    PASTED = "pasted", "вставлено"
    FILE = "file", "из файла Excel"
    CARRIED = "carried", "взято из прошлого раунда"
    STATE = "state", "состояние"
    REQUEST = "request", "просьба исправить после закрытия"
    CORRECTION = "correction", "исправление после закрытия"


class FileState(models.TextChoices):
    """What became of a file that was sent for an answer."""

    WAITING = "waiting", "ждёт очереди"
    TAKEN = "taken", "взят"
    PARTLY = "partly", "взят не полностью"
    REFUSED = "refused", "не взят"
    REPEATED = "repeated", "уже был взят"
    KEPT = "kept", "хранится"


ROUND_TRANSITIONS: dict[RoundState, frozenset[RoundState]] = {
    RoundState.PREPARING: frozenset({RoundState.OPEN}),
    RoundState.OPEN: frozenset({RoundState.CLOSED}),
    RoundState.CLOSED: frozenset({RoundState.OPEN, RoundState.CONSOLIDATED}),
    RoundState.CONSOLIDATED: frozenset({RoundState.CLOSED, RoundState.PUBLISHED}),
    # A correction after publishing makes the next version of the table; the state stays.
    RoundState.PUBLISHED: frozenset(),
}
RESPONSE_TRANSITIONS: dict[ResponseState, frozenset[ResponseState]] = {
    ResponseState.NOT_STARTED: frozenset(
        {ResponseState.DRAFT, ResponseState.NO_PART, ResponseState.SILENT}
    ),
    ResponseState.DRAFT: frozenset(
        {
            ResponseState.IN_APPROVAL,
            ResponseState.SUBMITTED,
            ResponseState.NO_PART,
            ResponseState.SILENT,
        }
    ),
    ResponseState.IN_APPROVAL: frozenset(
        {ResponseState.DRAFT, ResponseState.SUBMITTED, ResponseState.SILENT}
    ),
    ResponseState.SUBMITTED: frozenset(
        {
            ResponseState.DRAFT,
            ResponseState.IN_QUESTION,
            ResponseState.ACCEPTED,
            ResponseState.REFUSED,
        }
    ),
    ResponseState.IN_QUESTION: frozenset(
        {ResponseState.IN_APPROVAL, ResponseState.SUBMITTED, ResponseState.ACCEPTED}
    ),
    # A decision may be taken back: the answer waits for one again.
    ResponseState.ACCEPTED: frozenset(
        {ResponseState.SUBMITTED, ResponseState.IN_QUESTION, ResponseState.REFUSED}
    ),
    ResponseState.NO_PART: frozenset({ResponseState.DRAFT}),
    ResponseState.REFUSED: frozenset({ResponseState.SUBMITTED, ResponseState.ACCEPTED}),
    # A round is opened again, for all or for one late city: an answer is where it was.
    ResponseState.SILENT: frozenset(
        {
            ResponseState.NOT_STARTED,
            ResponseState.DRAFT,
            ResponseState.IN_APPROVAL,
            ResponseState.SUBMITTED,
        }
    ),
}
# The city may change its cells in these states; others wait for somebody else.
EDITABLE_RESPONSES = frozenset(
    {ResponseState.NOT_STARTED, ResponseState.DRAFT, ResponseState.IN_QUESTION}
)
# Nothing has come from the city yet, or what came went back to it.
WAITED_RESPONSES = EDITABLE_RESPONSES | {ResponseState.IN_APPROVAL}
# Only these stand in a comparison table and count as participants.
COUNTED_RESPONSES = frozenset({ResponseState.ACCEPTED})
RUNNING_ROUNDS = frozenset({RoundState.OPEN})
FINISHED_ROUNDS = frozenset({RoundState.CONSOLIDATED, RoundState.PUBLISHED})
