"""Rounds that are over: answered, accepted, consolidated and sent out on the days of their time.

Answers are written for a whole round at once, everything else by the actions that people use.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from mezhgorod.exchanges.actions import (
    RoundDraft,
    accept_responses,
    close_round,
    consolidate_round,
    open_round,
    plan_round,
    publish_round,
    take_no_part,
)
from mezhgorod.exchanges.actions.round_guards import step_of
from mezhgorod.exchanges.management.demonstration.figures import (
    MARK,
    SHOWN_TEXT,
    drawn,
    shown_cells,
)
from mezhgorod.exchanges.models import Exchange, ExchangeRound, Observation, Response, ResponseStep
from mezhgorod.exchanges.queries.forms import form_of, indicator_ids
from mezhgorod.exchanges.rules import ResponseState
from mezhgorod.exchanges.rules.storing import columns_of
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import SYSTEM
from planbook.dates.period import Period

FIRST_YEAR = 2024
DAYS = 20
_REVIEW = timedelta(days=3)
_ABSENT, _LATE, _WORDY = 0.06, 0.1, 0.25
_WRITTEN = [
    "state", "revision", "touched_at", "submitted_at", "copies", "texts", "filled_count",
]  # fmt: skip
NOTE = f"{MARK} Раунд открыт для показа."


@dataclass(frozen=True, slots=True)
class Cities:
    """Who is asked by an exchange: `counted` take part, the others never do."""

    counted: tuple[Organization, ...]
    others: tuple[Organization, ...]


def past_round(exchange: Exchange, edtf: str, cities: Cities) -> ExchangeRound:
    """Hold a round from the first day to the last."""
    opened = _morning(Period.from_edtf(edtf).end + timedelta(days=1))
    draft = RoundDraft(days_to_answer=DAYS, note=NOTE)
    found = plan_round(exchange=exchange, period_edtf=edtf, draft=draft, actor=SYSTEM, now=opened)
    found = open_round(found=found, actor=SYSTEM, now=opened)
    answered = _answer(found, cities, opened)
    closed = opened + timedelta(days=DAYS) + _REVIEW
    found = close_round(found=found, actor=SYSTEM, now=closed)
    keys = [one.pk for one in answered]
    accept_responses(found=found, response_ids=keys, actor=SYSTEM, now=closed + _REVIEW)
    consolidate_round(found=found, notes=(MARK,), actor=SYSTEM, now=closed + 2 * _REVIEW)
    publish_round(found=found, actor=SYSTEM, now=closed + 3 * _REVIEW)
    return found


def quarters_between(first: int, last: date) -> list[str]:
    """Return the quarters of a year and after it that end before a day, in EDTF."""
    found = []
    for year in range(first, last.year + 1):
        for number in range(33, 37):
            if Period.from_edtf(f"{year}-{number}").end < last:
                found.append(f"{year}-{number}")
    return found


def quarters_since_start(edtf: str) -> int:
    """Return how many quarters a period ends after the first one of the first year."""
    end = Period.from_edtf(edtf).end
    return (end.year - FIRST_YEAR) * 4 + (end.month - 1) // 3


def _answer(found: ExchangeRound, cities: Cities, opened: datetime) -> list[Response]:
    """Let the cities answer, each on its own day; some only once in a year."""
    responses = found.responses.select_related("party__territory", "round__exchange__owner")
    by_party = {one.party_id: one for one in responses}
    for city in cities.others[:1]:
        take_no_part(
            response=by_party[city.pk], reason="В этом раунде не участвуем (показ).",
            actor=SYSTEM, now=opened + timedelta(days=5),
        )  # fmt: skip
    present = [city for city in cities.counted if not _is_absent(found, city, cities)]
    answered = [by_party[city.pk] for city in present]
    _write(found, answered, opened)
    return answered


def _is_absent(found: ExchangeRound, city: Organization, cities: Cities) -> bool:
    if found.exchange.periodicity != "quarter":
        return False
    if found.period_edtf == f"{FIRST_YEAR}-36":
        return False  # the year is complete: everybody who counts has answered in it
    name = city.spoken_name
    return city == cities.counted[-1] or drawn("absent", name, found.period_edtf) < _ABSENT


def _write(found: ExchangeRound, responses: list[Response], opened: datetime) -> None:
    form, ids = form_of(found.form), indicator_ids(found.form)
    period = quarters_since_start(found.period_edtf)
    rows, steps = [], []
    for one in responses:
        city = one.party.spoken_name
        cells, copies = shown_cells(form, city, period)
        for cell, value in cells.items():
            kept = columns_of(value)
            rows.append(
                Observation(
                    response=one, indicator_id=ids[cell.code], copy=cell.copy,
                    mantissa=kept.mantissa, scale=kept.scale, text=kept.text,
                    missing=kept.missing,
                )
            )  # fmt: skip
        day = 7 + int(9 * drawn("day", city, period))
        if drawn("late", city, period) < _LATE:
            day = DAYS + 1
        one.submitted_at = opened + timedelta(days=day)
        one.copies, one.filled_count = copies, len(cells)
        if drawn("words", city, period) < _WORDY:
            one.texts = {question.code: SHOWN_TEXT for question in form.questions[:1]}
        steps.append(step_of(one, ResponseState.SUBMITTED, actor=SYSTEM, now=one.submitted_at))
    Observation.objects.bulk_create(rows, batch_size=1_000)
    # Many columns of many rows: an insert that meets its own rows is several times as fast.
    Response.objects.bulk_create(
        responses, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN
    )
    ResponseStep.objects.bulk_create(steps)


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
