"""What every step of an answer begins and ends with: locked, allowed, told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.exchanges.models import ExchangeRound, Response, ResponseStep
from mezhgorod.exchanges.queries.subjects import response_subject
from mezhgorod.exchanges.rules import (
    EDITABLE_RESPONSES,
    FILL_RESPONSE,
    RESPONSE_TRANSITIONS,
    ResponseState,
    RoundState,
    StepKind,
)
from mezhgorod.registry.rules import Actor, Right, RuleViolation, ensure_may

MAX_REASON = 2_000
_IN_THE_WAY = {
    ResponseState.IN_APPROVAL: (
        "Ответ на согласовании в городе, пока его нельзя менять. Чтобы исправить, сначала "
        "верните его себе."
    ),
    ResponseState.SUBMITTED: (
        "Ответ представлен, менять его нельзя. Чтобы исправить, сначала отзовите его."
    ),
    ResponseState.ACCEPTED: (
        "Ответ принят, менять его нельзя. Если нашли ошибку, попросите дирекцию вернуть его на "
        "уточнение."
    ),
    ResponseState.NO_PART: (
        "Вы ответили, что не участвуете. Чтобы заполнить форму, нажмите «Всё же участвовать»."
    ),
    ResponseState.REFUSED: "Ответ отклонён. Чтобы исправить его, обратитесь к дирекции.",
    ResponseState.SILENT: "Раунд для вас закончен без ответа. Обратитесь к дирекции.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """What a step of an answer was, without who and when."""

    kind: StepKind = StepKind.STATE
    reason: str = ""
    changes: list[dict[str, Any]] = field(default_factory=list)
    document: SourceDocument | None = None


def locked_response(response: Response, *, actor: Actor, right: Right = FILL_RESPONSE) -> Response:
    """Return the answer as it is now, locked, for somebody who has the right on it.

    Raises:
        RuleViolation: no right, or the round is not open: what was typed stays on the page.
    """
    found = (
        Response.objects.select_for_update(of=("self",))
        .select_related("round__exchange__owner", "round__form", "party__territory")
        .get(pk=response.pk)
    )
    found.round.form.exchange = found.round.exchange
    # What was joined above is as old as the wait for the lock: the round may have closed meanwhile.
    found.round.state = ExchangeRound.objects.values_list("state", flat=True).get(pk=found.round_id)
    subject = response_subject(found)
    ensure_may(actor, replace(right, states=frozenset()), subject)
    if RoundState.OPEN in right.states and subject.state != RoundState.OPEN:
        raise RuleViolation("exchange.closed", _closed(found))
    ensure_may(actor, right, subject)
    return found


def ensure_editable(response: Response) -> None:
    """Refuse to change an answer that is on its way.

    Raises:
        RuleViolation: ``exchange.not_editable``.
    """
    state = ResponseState(response.state)
    if state not in EDITABLE_RESPONSES:
        raise RuleViolation("exchange.not_editable", _IN_THE_WAY[state])


def move_response(response: Response, state: ResponseState) -> None:
    """Set the next state.

    Raises:
        RuleViolation: there is no such way; somebody else was faster.
    """
    if state not in RESPONSE_TRANSITIONS[ResponseState(response.state)]:
        now = response.get_state_display()
        message = f"Этого уже нельзя сделать: ответ {now}. Обновите страницу."
        raise RuleViolation("exchange.state", message)
    response.state = state


def add_step(
    response: Response, step: Step, *, before: str, actor: Actor, now: datetime
) -> ResponseStep:
    """Write a step and the answer it changed; call it inside the action's transaction."""
    response.revision += 1
    response.touched_at = now
    response.save()
    return ResponseStep.objects.create(
        response=response,
        at=now,
        by_id=actor.user_id,
        link_id=actor.link_id,
        kind=step.kind,
        state_before=before,
        state_after=response.state,
        reason=step.reason,
        changes=step.changes,
        document=step.document,
    )


def begin_and_tell(found: Response, step: Step, actor: Actor, now: datetime) -> None:
    """Write a step; the first one makes a draft of an answer that was not begun."""
    before = found.state
    if before == ResponseState.NOT_STARTED:
        move_response(found, ResponseState.DRAFT)
    add_step(found, step, before=before, actor=actor, now=now)


def reason_of(text: str, *, missing: str, is_needed: bool = True) -> str:
    """Return bounded words of a reason, without spaces around.

    Raises:
        RuleViolation: nothing is said (`missing` says what is wanted), too long, bad characters.
    """
    words = text.strip()
    if is_needed and not words:
        raise RuleViolation("exchange.no_reason", missing, "reason")
    if "\0" in words or len(words) > MAX_REASON:
        message = f"Пояснение не длиннее {MAX_REASON} знаков и без недопустимых знаков: сократите."
        raise RuleViolation("exchange.long_reason", message, "reason")
    return words


def ensure_state(response: Response, states: Collection[ResponseState], message: str) -> None:
    """Refuse a step that does not begin in one of the states.

    Raises:
        RuleViolation: ``exchange.state`` with the message.
    """
    if ResponseState(response.state) not in states:
        raise RuleViolation("exchange.state", message)


def _closed(response: Response) -> str:
    if response.round.state == RoundState.PREPARING:
        return "Раунд ещё не открыт: заполнять его можно, когда придёт приглашение."
    return (
        "Раунд закрыт, набранное после закрытия не записано. Оно осталось на странице: скопируйте "
        "его и попросите об исправлении или обратитесь к дирекции."
    )
