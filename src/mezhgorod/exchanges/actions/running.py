"""A round goes on: its days moved, closed, opened again, for all or for one late city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mezhgorod.exchanges.actions.round_guards import (
    LONGEST,
    ensure_days,
    ensure_state,
    locked_responses,
    locked_round,
    moved_round,
    names_of,
    step_of,
    tell_round,
    write_steps,
)
from mezhgorod.exchanges.models import (
    ExchangeRound,
    Response,
    ResponseStep,
)
from mezhgorod.exchanges.rules import WAITED_RESPONSES, ResponseState, RoundState
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.exchanges.rules.reviewing import bounded_words, needed_words
from mezhgorod.registry.actions import Done
from mezhgorod.registry.rules import Actor, RuleViolation

_SILENCED = WAITED_RESPONSES - {ResponseState.IN_QUESTION}
_CLOSED = (RoundState.CLOSED, RoundState.CONSOLIDATED, RoundState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class NewDay:
    """A later (or another) day to answer by, and why."""

    due_on: date
    reason: str = ""


@transaction.atomic
def close_round(*, found: ExchangeRound, actor: Actor, now: datetime) -> ExchangeRound:
    """Close a round: who has not answered becomes «не ответил», what was typed stays.

    Answers in question stay with their cities, which may still send them. Twice does nothing.

    Raises:
        RuleViolation: no right, or it is not open.
    """
    found = locked_round(found, actor=actor)
    if found.state == RoundState.CLOSED:
        return found
    found = moved_round(found, RoundState.CLOSED, now)
    silent = [one for one in locked_responses(found) if one.state in _SILENCED]
    reason = "Раунд закрыт"
    write_steps(
        [step_of(one, ResponseState.SILENT, actor=actor, now=now, reason=reason) for one in silent]
    )
    summary = f"Закрыт раунд за {_period(found)}: не ответили {len(silent)}"
    _tell(found, "round.close", summary, actor, now)
    return found


@transaction.atomic
def reopen_round(
    *, found: ExchangeRound, day: NewDay, actor: Actor, now: datetime
) -> ExchangeRound:
    """Open a closed round again until a new day; silent answers are where they were.

    Raises:
        RuleViolation: no right, the table is made already, the day is over.
    """
    found = locked_round(found, actor=actor)
    if found.state == RoundState.OPEN:
        return found
    _ensure_ahead(day.due_on, timezone.localdate(now))
    reason = bounded_words(day.reason, name="Причина", field="reason")
    found.due_on = max(day.due_on, found.opens_on)
    found = moved_round(found, RoundState.OPEN, now)
    silent = [one for one in locked_responses(found) if one.state == ResponseState.SILENT]
    before = _states_before(silent)
    write_steps(
        [step_of(one, before[one.pk], actor=actor, now=now, reason=reason) for one in silent]
    )
    found.responses.filter(due_on__lte=found.due_on).update(due_on=None)
    summary = f"Раунд за {_period(found)} открыт снова, ответы до {found.due_on:%d.%m.%Y}"
    _tell(found, "round.reopen", summary, actor, now, reason)
    return found


@transaction.atomic
def move_deadline(
    *, found: ExchangeRound, day: NewDay, actor: Actor, now: datetime
) -> list[Response]:
    """Move the common day to answer by; return the answers that are waited for with another day.

    The same day again changes nothing.

    Raises:
        RuleViolation: no right, the round is not open, no reason, the day is over or too far.
    """
    found = locked_round(found, actor=actor)
    ensure_state(found, RoundState.OPEN)
    was = found.due_on
    if day.due_on == was:
        return []
    lack = "Напишите, почему переносится срок: причина будет в письмах и в журнале."
    reason = needed_words(day.reason, name="Причина", field="reason", lack=lack)
    _ensure_ahead(day.due_on, timezone.localdate(now))
    ensure_days(found.opens_on, day.due_on)
    waited = [one for one in locked_responses(found) if one.state in WAITED_RESPONSES]
    before = {one.pk: one.due_on or was for one in waited}
    found.due_on, found.updated_at = day.due_on, now
    found.save(update_fields=["due_on", "updated_at"])
    # A day of its own was a later one; what is not later any more is the common one.
    found.responses.filter(due_on__lte=day.due_on).update(due_on=None)
    summary = f"Срок ответов перенесён с {was:%d.%m.%Y} на {day.due_on:%d.%m.%Y}"
    _tell(found, "round.move", summary, actor, now, reason)
    for one in waited:
        one.due_on = one.due_on if one.due_on and one.due_on > day.due_on else None
    return [one for one in waited if (one.due_on or day.due_on) != before[one.pk]]


@transaction.atomic
def extend_for(
    *, found: ExchangeRound, response_ids: Sequence[int], day: NewDay, actor: Actor, now: datetime
) -> list[Response]:
    """Give some cities a later day of an open round; return those that got it.

    Raises:
        RuleViolation: no right, round not open, nobody is ticked, the day is not later.
    """
    found = locked_round(found, actor=actor)
    ensure_state(found, RoundState.OPEN)
    _ensure_ticked(response_ids)
    if not found.due_on < day.due_on <= found.due_on + LONGEST:
        message = f"Новый срок должен быть позже общего: {found.due_on:%d.%m.%Y}."
        raise RuleViolation("round.extension", message, "due_on")
    _ensure_ahead(day.due_on, timezone.localdate(now))
    reason = bounded_words(day.reason, name="Причина", field="reason")
    chosen = [one for one in locked_responses(found, ids=response_ids) if one.due_on != day.due_on]
    _with_day(chosen, day.due_on)
    if chosen:
        summary = f"Срок продлён до {day.due_on:%d.%m.%Y}: {names_of(chosen)}"
        _tell(found, "round.extend", summary, actor, now, reason)
    return chosen


@transaction.atomic
def open_late_for(
    *, found: ExchangeRound, response_ids: Sequence[int], day: NewDay, actor: Actor, now: datetime
) -> list[Response]:
    """Let silent cities answer in a closed round until a day; the others stay as they are.

    Raises:
        RuleViolation: no right, the round is not closed, nobody of them is silent, the day is over.
    """
    found = locked_round(found, actor=actor)
    ensure_state(found, *_CLOSED)
    _ensure_ticked(response_ids)
    _ensure_ahead(day.due_on, timezone.localdate(now))
    reason = bounded_words(day.reason, name="Причина", field="reason")
    wanted = {ResponseState.SILENT, ResponseState.NO_PART}
    chosen = [one for one in locked_responses(found, ids=response_ids) if one.state in wanted]
    if not chosen:
        message = "Открывать некому: отметьте города, которые не ответили или отказались."
        raise RuleViolation("round.nobody_silent", message)
    for one in chosen:
        one.due_on = day.due_on
    steps = [
        step_of(one, ResponseState.DRAFT, actor=actor, now=now, reason=reason) for one in chosen
    ]
    write_steps(steps, "due_on")
    summary = f"Раунд открыт до {day.due_on:%d.%m.%Y} только для: {names_of(chosen)}"
    _tell(found, "round.open_late", summary, actor, now, reason)
    return chosen


@transaction.atomic
def close_late_for(
    *, found: ExchangeRound, response_ids: Sequence[int], actor: Actor, now: datetime
) -> list[Response]:
    """End what `open_late_for` began: who has not answered until now is «не ответил» again.

    Raises:
        RuleViolation: no right, or the round is not closed.
    """
    found = locked_round(found, actor=actor)
    ensure_state(found, *_CLOSED)
    _ensure_ticked(response_ids)
    chosen = [one for one in locked_responses(found, ids=response_ids) if one.state in _SILENCED]
    write_steps([step_of(one, ResponseState.SILENT, actor=actor, now=now) for one in chosen])
    if chosen:
        _tell(found, "round.close_late", f"Больше не ждём: {names_of(chosen)}", actor, now)
    return chosen


def _states_before(silent: Sequence[Response]) -> dict[int, ResponseState]:
    """Where silent answers were before they became silent, in one query."""
    found = {one.pk: ResponseState.NOT_STARTED for one in silent}
    steps = ResponseStep.objects.filter(
        response__in=[one.pk for one in silent], state_after=ResponseState.SILENT
    )
    for pk, state in steps.order_by("pk").values_list("response_id", "state_before"):
        found[pk] = ResponseState(state)
    return found


def _with_day(chosen: Sequence[Response], day: date) -> None:
    for one in chosen:
        one.due_on = day
    Response.objects.bulk_update(chosen, ["due_on"], batch_size=500)


def _ensure_ticked(ids: Sequence[int]) -> None:
    if not ids:
        raise RuleViolation("round.no_parties", "Отметьте города, о которых идёт речь.")


def _ensure_ahead(day: date, today: date) -> None:
    if not today <= day <= today + LONGEST:
        message = f"Срок должен быть не раньше {today:%d.%m.%Y} и не позже чем через год."
        raise RuleViolation("round.deadline", message, "due_on")


def _period(found: ExchangeRound) -> str:
    return period_words(found.period_edtf)


def _tell(
    found: ExchangeRound, action: str, summary: str, actor: Actor, now: datetime, reason: str = ""
) -> None:
    done = Done(action, summary, owner_id=found.exchange.owner_id, reason=reason)
    tell_round(found, done, actor=actor, now=now)
