"""A round that goes on today: cities have answered, are late, asked again, doubtful, not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from mezhgorod.exchanges.actions import (
    CellBatch,
    NewDay,
    RoundDraft,
    accept_responses,
    extend_for,
    open_round,
    plan_round,
    question_response,
    request_confirmation,
    save_cells,
    save_copies,
    submit_response,
    take_no_part,
)
from mezhgorod.exchanges.management.demonstration.figures import shown_cells
from mezhgorod.exchanges.management.demonstration.past_rounds import (
    NOTE,
    quarters_between,
    quarters_since_start,
)
from mezhgorod.exchanges.management.demonstration.topics import FIRST
from mezhgorod.exchanges.models import Exchange, ExchangeRound, Response
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.registry.rules import SYSTEM
from planbook.dates.period import Period
from planbook.indicators import Cell, CellValue

# A quarter is over for so long that its day to answer by has just gone by.
_SINCE_QUARTER, _OVERDUE, _LATER = timedelta(days=20), timedelta(days=2), timedelta(days=10)
_REMARK = "Проверьте первое число: от прошлого раунда оно заметно отличается (показ)."
_BEGUN = 0.6


def running_quarter(now: datetime) -> str:
    """Return the quarter whose round goes on."""
    return quarters_between(now.year - 1, timezone.localdate(now) - _SINCE_QUARTER)[-1]


def running_round(exchange: Exchange, now: datetime) -> ExchangeRound:
    """Open a round after its quarter and let the cities do since what cities do."""
    edtf, today = running_quarter(now), timezone.localdate(now)
    opens_on = Period.from_edtf(edtf).end + timedelta(days=1)
    opened = timezone.make_aware(datetime.combine(opens_on, time(9)))
    due_on = max(opens_on + timedelta(days=10), today - _OVERDUE)
    draft = RoundDraft(days_to_answer=(due_on - opens_on).days, note=NOTE)
    found = plan_round(exchange=exchange, period_edtf=edtf, draft=draft, actor=SYSTEM, now=opened)
    found = open_round(found=found, actor=SYSTEM, now=opened)
    responses = list(
        found.responses.select_related("round__exchange__owner", "round__form", "party__territory")
    )
    responses.sort(key=lambda one: (one.party.spoken_name != FIRST, one.party.spoken_name))
    for number, one in enumerate(responses):
        one.round = found
        _WAYS[number % len(_WAYS)](one, min(opened + timedelta(days=3 + number / 2), now))
    silent = [one.pk for one in responses[_SILENT_AT :: len(_WAYS)]][:1]
    day = NewDay(today + _LATER, "По просьбе города (показ)")
    extend_for(found=found, response_ids=silent, day=day, actor=SYSTEM, now=now)
    return found


def _doubtful(response: Response, now: datetime) -> None:
    """Begin, with a number a thousand times too large, and leave some rows."""
    cells = _shown(response, now)
    kept = dict(list(cells.items())[: int(len(cells) * _BEGUN)])
    cell = next(cell for cell, value in kept.items() if value.number)
    number = kept[cell].number or Decimal(0)
    kept[cell] = replace(kept[cell], number=number * 1000)
    save_cells(response=response, batch=CellBatch(kept), actor=SYSTEM, now=now)


def _submitted(response: Response, now: datetime) -> None:
    save_cells(response=response, batch=CellBatch(_shown(response, now)), actor=SYSTEM, now=now)
    submit_response(response=response, actor=SYSTEM, now=now + timedelta(hours=1))


def _accepted(response: Response, now: datetime) -> None:
    _submitted(response, now)
    accept_responses(
        found=response.round, response_ids=[response.pk], actor=SYSTEM,
        now=now + timedelta(hours=5),
    )  # fmt: skip


def _asked(response: Response, now: datetime) -> None:
    _submitted(response, now)
    question_response(response=response, remark=_REMARK, actor=SYSTEM, now=now + timedelta(hours=5))


def _in_approval(response: Response, now: datetime) -> None:
    save_cells(response=response, batch=CellBatch(_shown(response, now)), actor=SYSTEM, now=now)
    request_confirmation(
        response=response, label="Заместитель главы", actor=SYSTEM, now=now + timedelta(hours=1)
    )


def _silent(response: Response, now: datetime) -> None:
    """Nobody has opened the page yet."""


def _absent(response: Response, now: datetime) -> None:
    reason = "В этом квартале собрать данные не успеваем (показ)."
    take_no_part(response=response, reason=reason, actor=SYSTEM, now=now)


# The first city is the one whose account newcomers are given: it has something to put right.
_WAYS: tuple[Callable[[Response, datetime], None], ...] = (
    _doubtful, _accepted, _submitted, _accepted, _silent, _asked, _accepted, _submitted,
    _in_approval, _accepted, _absent, _submitted, _silent, _accepted,
)  # fmt: skip
_SILENT_AT = 4


def _shown(response: Response, now: datetime) -> dict[Cell, CellValue]:
    """Return the figures of a city; names its suppliers before."""
    found = response.round
    period = quarters_since_start(found.period_edtf)
    cells, copies = shown_cells(form_of(found.form), response.party.spoken_name, period)
    for section, names in copies.items():
        save_copies(response=response, section=section, names=names, actor=SYSTEM, now=now)
    return cells
