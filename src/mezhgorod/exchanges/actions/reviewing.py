"""Whoever runs a round looks through answers: asks, accepts, refuses, takes a decision back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mezhgorod.exchanges.actions.round_guards import (
    ensure_edge,
    ensure_state,
    ensure_unchanged,
    locked_responses,
    locked_round,
    names_of,
    step_of,
    tell_round,
    write_steps,
)
from mezhgorod.exchanges.models import ExchangeRound, Response
from mezhgorod.exchanges.rules import ResponseState, RoundState
from mezhgorod.exchanges.rules.reviewing import needed_words, refusal_words
from mezhgorod.registry.actions import Done
from mezhgorod.registry.rules import Actor, RuleViolation

# An answer may be asked about, accepted or refused as long as it is told, also after the table is
# made: a table that is made does not change, the next version does.
_REVIEWED = tuple(one for one in RoundState if one != RoundState.PREPARING)
_DECIDED = (ResponseState.ACCEPTED, ResponseState.REFUSED, ResponseState.IN_QUESTION)


@transaction.atomic
def accept_responses(
    *,
    found: ExchangeRound,
    response_ids: Sequence[int],
    seen: Mapping[int, int] | None = None,
    actor: Actor,
    now: datetime,
) -> list[Response]:
    """Accept answers: they stand in the next table and count; accepted ones are left alone.

    Args:
        seen: revisions of the answers as somebody has looked at them.

    Returns:
        Those that were not accepted before.

    Raises:
        RuleViolation: no right, one of them is not submitted or was changed meanwhile.
    """
    found, responses = _reviewed(found, response_ids, actor)
    fresh = [one for one in responses if one.state != ResponseState.ACCEPTED]
    ensure_edge(fresh, ResponseState.ACCEPTED)
    ensure_unchanged(fresh, dict(seen) if seen is not None else None)
    _write(found, fresh, _Decision(ResponseState.ACCEPTED, ""), actor=actor, now=now)
    return fresh


@transaction.atomic
def question_response(
    *, response: Response, remark: str, seen: int | None = None, actor: Actor, now: datetime
) -> Response:
    """Ask a city about its answer: it may change cells and submit again, also in a closed round.

    Raises:
        RuleViolation: no right, no remark, the answer is not submitted or was changed meanwhile.
    """
    lack = "Напишите, что уточнить: город увидит этот вопрос на своей странице и в письме."
    words = needed_words(remark, name="Вопрос", field="remark", lack=lack)
    decision = _Decision(ResponseState.IN_QUESTION, words, remark=words)
    return _decided(response, decision, seen=seen, actor=actor, now=now)


@transaction.atomic
def refuse_response(
    *,
    response: Response,
    ground: str,
    remark: str = "",
    seen: int | None = None,
    actor: Actor,
    now: datetime,
) -> Response:
    """Refuse an answer on a ground: it counts no more and stands in no new table.

    Raises:
        RuleViolation: no right, no ground, the answer cannot be refused or was changed meanwhile.
    """
    words = refusal_words(ground, remark)
    decision = _Decision(ResponseState.REFUSED, words, reason=words)
    return _decided(response, decision, seen=seen, actor=actor, now=now)


@transaction.atomic
def take_decision_back(*, response: Response, actor: Actor, now: datetime) -> Response:
    """Take back what was decided about an answer: it waits for a look again.

    Raises:
        RuleViolation: no right, or nothing was decided.
    """
    _, (one,) = _reviewed(response.round, [response.pk], actor)
    if one.state not in _DECIDED:
        message = "Возвращать нечего: об этом ответе ещё не решено. Обновите страницу."
        raise RuleViolation("response.not_decided", message)
    decision = _Decision(ResponseState.SUBMITTED, "Решение отозвано")
    return _decided(response, decision, seen=None, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class _Decision:
    """Where an answer goes, why, and what stands beside it from then on."""

    state: ResponseState
    words: str
    remark: str = ""
    reason: str = ""


_TOLD = {
    ResponseState.ACCEPTED: ("response.accept", "Принят ответ"),
    ResponseState.IN_QUESTION: ("response.question", "Ответ на уточнении"),
    ResponseState.REFUSED: ("response.refuse", "Ответ отклонён"),
    ResponseState.SUBMITTED: ("response.take_back", "Решение об ответе отозвано"),
}


def _decided(
    response: Response, decision: _Decision, *, seen: int | None, actor: Actor, now: datetime
) -> Response:
    found, (one,) = _reviewed(response.round, [response.pk], actor)
    said = (decision.state.value, decision.remark, decision.reason)
    if (one.state, one.remark, one.reason) == said:
        return one
    ensure_edge([one], decision.state)
    ensure_unchanged([one], None if seen is None else {one.pk: seen})
    _write(found, [one], decision, actor=actor, now=now)
    return one


def _write(
    found: ExchangeRound,
    responses: Sequence[Response],
    decision: _Decision,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    if not responses:
        return
    steps = []
    for one in responses:
        steps.append(step_of(one, decision.state, actor=actor, now=now, reason=decision.words))
        one.remark, one.reason = decision.remark, decision.reason
    write_steps(steps, "remark", "reason")
    action, summary = _TOLD[decision.state]
    words = f"{summary}: {names_of(responses)}"
    done = Done(action, words, owner_id=found.exchange.owner_id, reason=decision.words)
    tell_round(found, done, actor=actor, now=now)


def _reviewed(
    found: ExchangeRound, ids: Sequence[int], actor: Actor
) -> tuple[ExchangeRound, list[Response]]:
    found = locked_round(found, actor=actor)
    ensure_state(found, *_REVIEWED)
    if not ids:
        raise RuleViolation("round.no_parties", "Отметьте ответы, о которых решаете.")
    return found, locked_responses(found, ids=ids)
