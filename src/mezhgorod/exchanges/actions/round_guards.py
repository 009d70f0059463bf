"""Locks, states and steps that whoever runs a round goes through.

Everybody locks in one order: exchange, round, responses by number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from mezhgorod.exchanges.models import Exchange, ExchangeRound, Response, ResponseStep
from mezhgorod.exchanges.queries.subjects import exchange_subject, round_subject
from mezhgorod.exchanges.rules import (
    RESPONSE_TRANSITIONS,
    ROUND_TRANSITIONS,
    RUN_ROUND,
    ResponseState,
    RoundState,
    StepKind,
)
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may

LONGEST = timedelta(days=366)
_GONE = "Этого раунда уже нет. Обновите страницу."
_CHANGED = "Ответ изменился после того, как вы его открыли: {names}. Посмотрите его ещё раз."


def locked_exchange(exchange: Exchange, *, actor: Actor) -> Exchange:
    """Return an exchange locked for whoever runs its rounds.

    Raises:
        RuleViolation: the person does not, or the exchange is not held any more.
    """
    ensure_may(actor, RUN_ROUND, exchange_subject(exchange))
    locked = (
        Exchange.objects.select_for_update(of=("self",)).select_related("owner").get(pk=exchange.pk)
    )
    if locked.is_ended:
        message = "Этот обмен больше не проводится. Возобновите его, чтобы вести раунды."
        raise RuleViolation("round.exchange_ended", message)
    return locked


def locked_round(found: ExchangeRound, *, actor: Actor) -> ExchangeRound:
    """Return a round locked for whoever runs it, its exchange and form loaded.

    Raises:
        RuleViolation: the person does not run it, or it is gone.
    """
    ensure_may(actor, RUN_ROUND, round_subject(found))
    locked = (
        ExchangeRound.objects.select_for_update(of=("self",))
        .select_related("exchange__owner", "form__exchange")
        .filter(pk=found.pk)
        .first()
    )
    if locked is None:
        raise RuleViolation("round.gone", _GONE)
    return locked


def locked_responses(found: ExchangeRound, *, ids: Iterable[int] | None = None) -> list[Response]:
    """Return responses of a locked round, locked by number; all of them for None.

    Raises:
        RuleViolation: one of them is not of this round.
    """
    wanted = Response.objects.filter(round=found)
    numbers = None if ids is None else set(ids)
    if numbers is not None:
        wanted = wanted.filter(pk__in=numbers)
    locked = list(
        wanted.select_for_update(of=("self",)).select_related("party__territory").order_by("pk")
    )
    if numbers is not None and len(locked) != len(numbers):
        message = "Часть отмеченных городов не из этого раунда. Обновите страницу."
        raise RuleViolation("round.foreign_response", message)
    for one in locked:
        one.round = found
    return locked


def moved_round(found: ExchangeRound, state: RoundState, now: datetime) -> ExchangeRound:
    """Bring a round into its next state along an allowed edge.

    Raises:
        RuleViolation: there is no such edge.
    """
    current = RoundState(found.state)
    if state not in ROUND_TRANSITIONS[current]:
        message = f"Сейчас раунд в состоянии «{current.label}». Обновите страницу."
        raise RuleViolation("round.state", message)
    found.state, found.updated_at = state, now
    found.save()
    return found


def ensure_state(found: ExchangeRound, *states: RoundState) -> None:
    """Refuse what makes sense only in some states of a round."""
    if found.state not in states:
        current = RoundState(found.state)
        message = f"Сейчас раунд в состоянии «{current.label}»: это уже невозможно или ещё рано."
        raise RuleViolation("round.state", message)


def ensure_days(opens_on: date, due_on: date) -> None:
    """Refuse days to open and to answer by that cannot be."""
    if not opens_on <= due_on <= opens_on + LONGEST:
        message = "Ответы ждут не раньше дня открытия и не дольше года."
        raise RuleViolation("round.deadline", message, "due_on")


def ensure_edge(responses: Sequence[Response], state: ResponseState) -> None:
    """Refuse a step that one of the answers cannot make, naming it."""
    for one in responses:
        current = ResponseState(one.state)
        if state not in RESPONSE_TRANSITIONS[current]:
            message = f"{one.party.spoken_name}: ответ в состоянии «{current.label}». "
            raise RuleViolation("response.state", f"{message}Обновите страницу.")


def ensure_unchanged(responses: Sequence[Response], seen: dict[int, int] | None) -> None:
    """Refuse a decision about answers that are not any more what somebody has looked at."""
    if seen is None:
        return
    changed = [one.party.spoken_name for one in responses if seen.get(one.pk) != one.revision]
    if changed:
        raise RuleViolation("response.changed", _CHANGED.format(names=", ".join(changed[:5])))


def step_of(
    response: Response, state: ResponseState, *, actor: Actor, now: datetime, reason: str = ""
) -> ResponseStep:
    """Bring an answer into a state and return the step to write; `write_steps` stores both."""
    step = ResponseStep(
        response=response,
        at=now,
        by_id=actor.user_id,
        link_id=actor.link_id,
        kind=StepKind.STATE,
        state_before=response.state,
        state_after=state,
        reason=reason,
    )
    response.state = state
    response.revision += 1
    response.touched_at = now
    return step


def write_steps(steps: Sequence[ResponseStep], *fields: str) -> None:
    """Store answers after their steps, with further changed fields, in two statements."""
    responses = [one.response for one in steps]
    kept = ["state", "revision", "touched_at", *fields]
    Response.objects.bulk_update(responses, kept, batch_size=500)
    ResponseStep.objects.bulk_create(steps, batch_size=500)


def tell_round(found: ExchangeRound, done: Done, *, actor: Actor, now: datetime) -> None:
    """Write what an action did to a round into the journal."""
    write_audit(subject=found, done=done, actor=actor, now=now)


def names_of(responses: Sequence[Response]) -> str:
    """Return whose answers these are, ten by name."""
    names = ", ".join(one.party.spoken_name for one in responses[:10])
    return f"{names} и ещё {len(responses) - 10}" if len(responses) > 10 else names
