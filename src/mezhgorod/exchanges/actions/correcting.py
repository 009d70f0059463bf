"""What cities ask to correct after closing is granted or declined, with the cells it changes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.exchanges.actions.answer_guards import Step, add_step
from mezhgorod.exchanges.actions.cell_writing import write_cells
from mezhgorod.exchanges.actions.round_guards import locked_responses, locked_round
from mezhgorod.exchanges.models import Response, ResponseStep
from mezhgorod.exchanges.queries.answers import answer_with, last_answer
from mezhgorod.exchanges.queries.doubting import doubts_of
from mezhgorod.exchanges.queries.wall import waiting_requests
from mezhgorod.exchanges.rules import StepKind
from mezhgorod.exchanges.rules.cell_marks import cell_mark
from mezhgorod.exchanges.rules.reviewing import needed_words
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.indicators import Cell, cell_from_data


@transaction.atomic
def grant_correction(
    *, response: Response, request_id: int, actor: Actor, now: datetime
) -> Response:
    """Write the cells a city asked to correct into its answer; the table made before stays.

    Args:
        request_id: the step that was looked at; a newer one is not granted unseen.

    Raises:
        RuleViolation: no right, no such request, or a cell was changed since it was asked for.
    """
    found, request = _locked(response, request_id, actor)
    cells = {Cell(one["code"], one["copy"]): one for one in request.changes}
    written = write_cells(
        response=found,
        cells={cell: cell_from_data(one["after"]) for cell, one in cells.items()},
        seen={cell: cell_mark(cell_from_data(one["before"])) for cell, one in cells.items()},
    )
    if written.conflicts:
        message = "Эти ячейки с тех пор уже изменены. Отклоните просьбу и объясните городу."
        raise RuleViolation("response.correction_stale", message)
    values = {cell: one.value for cell, one in written.stored.items()}
    answer = answer_with(found, values)
    found.filled_count = len(values)
    found.doubt_count = len(doubts_of(found, answer, last=last_answer(found), is_final=False))
    step = Step(StepKind.CORRECTION, reason=request.reason, changes=written.changes)
    add_step(found, step, before=found.state, actor=actor, now=now)
    summary = f"Исправлен ответ: {found.party.spoken_name}, ячеек {len(written.changes)}"
    _tell(found, "response.correct", summary, request.reason, actor, now)
    return found


@transaction.atomic
def decline_correction(
    *, response: Response, request_id: int, remark: str, actor: Actor, now: datetime
) -> Response:
    """Leave an answer as it is although its city asked for a correction, and say why.

    Raises:
        RuleViolation: no right, no such request, no remark.
    """
    lack = "Напишите, почему ответ остаётся как есть: город увидит это на своей странице."
    words = needed_words(remark, name="Пояснение", field="remark", lack=lack)
    found, _ = _locked(response, request_id, actor)
    step = Step(StepKind.CORRECTION, reason=words)
    add_step(found, step, before=found.state, actor=actor, now=now)
    summary = f"Просьба об исправлении отклонена: {found.party.spoken_name}"
    _tell(found, "response.keep", summary, words, actor, now)
    return found


def _locked(response: Response, request_id: int, actor: Actor) -> tuple[Response, ResponseStep]:
    found = locked_round(response.round, actor=actor)
    (one,) = locked_responses(found, ids=[response.pk])
    request = waiting_requests([found.pk]).get(one.pk)
    if request is None or request.pk != request_id:
        message = "Этой просьбы об исправлении уже нет: о ней решили. Обновите страницу."
        raise RuleViolation("response.no_request", message)
    return one, request


def _tell(
    response: Response, action: str, summary: str, reason: str, actor: Actor, now: datetime
) -> None:
    owner_id = response.round.exchange.owner_id
    done = Done(action, summary, owner_id=owner_id, reason=reason)
    write_audit(subject=response, done=done, actor=actor, now=now)
