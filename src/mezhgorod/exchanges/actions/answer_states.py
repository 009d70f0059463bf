"""The way of an answer on the side of its city: approved inside, submitted, taken back, no part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from mezhgorod.exchanges.actions.answer_guards import (
    Step,
    add_step,
    ensure_editable,
    ensure_state,
    locked_response,
    move_response,
    reason_of,
)
from mezhgorod.exchanges.actions.cell_writing import change_of, ensure_cells
from mezhgorod.exchanges.models import Response, ResponseStep
from mezhgorod.exchanges.queries.answers import (
    answer_with,
    form_of_round,
    last_answer,
    stored_cells,
)
from mezhgorod.exchanges.queries.doubting import doubts_of
from mezhgorod.exchanges.rules import (
    CONFIRM_RESPONSE,
    CORRECT_RESPONSE,
    ResponseState,
    StepKind,
)
from mezhgorod.exchanges.rules.cell_marks import cell_mark
from mezhgorod.exchanges.rules.storing import columns_of
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.actions.links import issue_link
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.indicators import Cell, CellValue, Doubt

# A superior may be on leave: the link outlives the deadline, the round decides anyway.
_LINK_DAYS = timedelta(days=30)
_SENT = frozenset({ResponseState.SUBMITTED, ResponseState.ACCEPTED})
_RESUMED = frozenset({ResponseState.NO_PART, ResponseState.SILENT})


class NotReady(RuleViolation):
    """An answer that cannot be submitted yet; all that is in the way, at once.

    Attributes:
        doubts: what blocks: errors, warnings without a comment, cells without value and reason.
        carried: cells taken from the last round that nobody has confirmed.
    """

    def __init__(self, doubts: tuple[Doubt, ...], carried: tuple[Cell, ...] = ()) -> None:
        self.doubts = doubts
        self.carried = carried
        message = "Ответ пока нельзя представить: сначала исправьте или поясните отмеченное."
        super().__init__("exchange.not_ready", message)


@transaction.atomic
def submit_response(*, response: Response, actor: Actor, now: datetime) -> Response:
    """Submit an answer to whoever collects; submitting twice does nothing.

    Raises:
        NotReady: something is wrong, doubtful without a comment, or not answered; all of it.
        RuleViolation: no right, round closed, somebody must approve inside first.
    """
    found = locked_response(response, actor=actor)
    if found.state in _SENT:
        return found
    if found.state == ResponseState.IN_APPROVAL:
        message = (
            "Ответ на согласовании в городе: его представит тот, кто согласует. Чтобы представить "
            "самим, сначала верните ответ себе."
        )
        raise RuleViolation("exchange.in_approval", message)
    ensure_editable(found)
    return _submitted(found, actor, now)


@transaction.atomic
def request_confirmation(
    *, response: Response, actor: Actor, now: datetime, label: str = ""
) -> PersonalLink:
    """Give a personal link by which a superior in the city reads and approves the answer.

    Args:
        label: for whom the link is.

    Raises:
        NotReady, RuleViolation: as `submit_response`.
    """
    found = locked_response(response, actor=actor)
    name = reason_of(label[:200], missing="", is_needed=False)
    if found.state != ResponseState.IN_APPROVAL:
        ensure_editable(found)
        _ensure_ready(found)
        before = found.state
        if before == ResponseState.NOT_STARTED:
            move_response(found, ResponseState.DRAFT)
        move_response(found, ResponseState.IN_APPROVAL)
        add_step(found, Step(reason=name), before=before, actor=actor, now=now)
    return issue_link(
        actor=actor,
        now=now,
        right=CONFIRM_RESPONSE,
        object_id=found.pk,
        owner=found.round.exchange.owner,
        party=found.party,
        label=f"Согласование ответа: {name or found.party.spoken_name}",
        expires_at=max(now, _evening(found)) + _LINK_DAYS,
    )


@transaction.atomic
def confirm_response(*, response: Response, actor: Actor, now: datetime) -> Response:
    """A superior approves: the answer is submitted; approving twice does nothing.

    Raises:
        NotReady, RuleViolation: as `submit_response`.
    """
    found = locked_response(response, actor=actor, right=CONFIRM_RESPONSE)
    if found.state in _SENT:
        return found
    _ensure_in_approval(found)
    return _submitted(found, actor, now)


@transaction.atomic
def decline_confirmation(
    *, response: Response, remark: str, actor: Actor, now: datetime
) -> Response:
    """A superior does not approve: the answer is a draft again, with a remark.

    Raises:
        RuleViolation: no right, round closed, no remark.
    """
    found = locked_response(response, actor=actor, right=CONFIRM_RESPONSE)
    _ensure_in_approval(found)
    missing = "Напишите, что исправить: замечание увидит тот, кто заполнял форму."
    found.remark = reason_of(remark, missing=missing)
    return _moved(found, ResponseState.DRAFT, actor, now, reason=found.remark)


@transaction.atomic
def withdraw_response(*, response: Response, actor: Actor, now: datetime) -> Response:
    """Take an answer back that nobody has accepted yet, or back from the superior.

    Raises:
        RuleViolation: no right, round closed, accepted already.
    """
    found = locked_response(response, actor=actor)
    if found.state == ResponseState.DRAFT:
        return found
    message = "Отозвать нельзя: ответ уже рассмотрен. Если нашли ошибку, обратитесь к дирекции."
    ensure_state(found, {ResponseState.SUBMITTED, ResponseState.IN_APPROVAL}, message)
    found.submitted_at = None
    found.submitted_by = None
    return _moved(found, ResponseState.DRAFT, actor, now)


@transaction.atomic
def take_no_part(*, response: Response, reason: str, actor: Actor, now: datetime) -> Response:
    """Say that the city does not take part in this round, and why; cells typed before stay.

    Raises:
        RuleViolation: no right, round closed, submitted already, no reason.
    """
    found = locked_response(response, actor=actor)
    ensure_editable(found)
    missing = "Напишите, почему город не участвует: причину увидит дирекция."
    found.reason = reason_of(reason, missing=missing)
    return _moved(found, ResponseState.NO_PART, actor, now, reason=found.reason)


@transaction.atomic
def resume_response(*, response: Response, actor: Actor, now: datetime) -> Response:
    """Take part after all, or answer late after silence: a draft again.

    Raises:
        RuleViolation: no right, round closed.
    """
    found = locked_response(response, actor=actor)
    ensure_state(found, _RESUMED, "Ответ уже в работе. Обновите страницу.")
    found.reason = ""
    return _moved(found, ResponseState.DRAFT, actor, now)


@transaction.atomic
def request_correction(
    *,
    response: Response,
    cells: Mapping[Cell, CellValue | None],
    reason: str,
    actor: Actor,
    now: datetime,
) -> ResponseStep:
    """Ask the coordinator to correct cells of a closed round; the answer itself stays.

    The step of kind REQUEST waits until a later step of kind CORRECTION grants or declines it.

    Raises:
        RuleViolation: no right, round still open, no reason, nothing to correct, unknown cells.
    """
    found = locked_response(response, actor=actor, right=CORRECT_RESPONSE)
    ensure_state(found, _SENT, "Исправляют представленный ответ, а от города его нет.")
    missing = "Напишите, почему значения исправляются: без причины просьбу не рассмотрят."
    words = reason_of(reason, missing=missing)
    ensure_cells(form_of_round(found.round), found, cells)
    stored = {cell: one.value for cell, one in stored_cells(found).items()}
    changes = [
        change_of(cell, stored.get(cell), value)
        for cell, value in cells.items()
        if cell_mark(value) != cell_mark(stored.get(cell))
    ]
    if not changes:
        message = "Исправлять нечего: все значения такие же, как в ответе."
        raise RuleViolation("exchange.nothing_to_correct", message)
    for value in cells.values():
        if value is not None:
            columns_of(value)
    step = Step(StepKind.REQUEST, reason=words, changes=changes)
    return add_step(found, step, before=found.state, actor=actor, now=now)


def blocking(response: Response) -> NotReady | None:
    """Return all that keeps an answer from being submitted, None for nothing."""
    stored = stored_cells(response)
    answer = answer_with(response, {cell: one.value for cell, one in stored.items()})
    told = doubts_of(response, answer, last=last_answer(response), is_final=True)
    blocks = tuple(doubt for doubt in told if doubt.is_blocking)
    carried = tuple(cell for cell, one in stored.items() if one.is_carried)
    return NotReady(blocks, carried) if blocks or carried else None


def _ensure_ready(found: Response) -> None:
    unready = blocking(found)
    if unready is not None:
        raise unready


def _submitted(found: Response, actor: Actor, now: datetime) -> Response:
    _ensure_ready(found)
    if found.state == ResponseState.NOT_STARTED:
        move_response(found, ResponseState.DRAFT)
    found.submitted_at = now
    found.submitted_by_id = actor.user_id
    found.remark = ""
    _moved(found, ResponseState.SUBMITTED, actor, now)
    done = Done(
        "response.submit",
        f"Представлен ответ: {found.party.spoken_name}, {found.round}",
        owner_id=found.round.exchange.owner_id,
    )
    write_audit(subject=found, done=done, actor=actor, now=now)
    return found


def _moved(
    found: Response, state: ResponseState, actor: Actor, now: datetime, reason: str = ""
) -> Response:
    before = found.state
    move_response(found, state)
    add_step(found, Step(reason=reason), before=before, actor=actor, now=now)
    return found


def _ensure_in_approval(found: Response) -> None:
    message = "Согласовывать сейчас нечего: ответ у того, кто его заполняет."
    ensure_state(found, {ResponseState.IN_APPROVAL}, message)


def _evening(found: Response) -> datetime:
    due = found.due_on or found.round.due_on
    return timezone.make_aware(datetime.combine(due, time(23, 59)))
