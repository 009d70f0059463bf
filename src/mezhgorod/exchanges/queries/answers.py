"""Answers of cities as `planbook.indicators` sees them; a whole round in two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from mezhgorod.exchanges.models import ExchangeRound, Observation, Response
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.rules import ResponseState
from mezhgorod.exchanges.rules.storing import CellColumns, cell_of
from planbook.indicators import (
    Answer,
    Cell,
    CellValue,
    IndicatorForm,
    UnitKind,
    tariff_parts,
)

# What a city has said for itself: with these its next answer is compared.
TOLD_RESPONSES = frozenset({ResponseState.SUBMITTED, ResponseState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class StoredCell:
    """One stored cell: its value, the version of its indicator, whether a person confirmed it."""

    value: CellValue
    version: int = 1
    is_carried: bool = False


def form_of_round(found: ExchangeRound) -> IndicatorForm:
    """Return the form of a round; decoded once per loaded version."""
    return form_of(found.form)


def answer_of(response: Response) -> Answer:
    """Return the answer of one city, without computed rows; one query for its cells."""
    return answers_by_response([response])[response.pk]


def answers_of(
    found: ExchangeRound, *, states: Iterable[ResponseState] | None = None
) -> list[Answer]:
    """Return the answers of a round in the order of the names of cities; two queries.

    Args:
        states: only answers in these states, None for all.
    """
    responses = responses_of(found, states=states)
    answers = answers_by_response(responses)
    return [answers[one.pk] for one in responses]


def responses_of(
    found: ExchangeRound, *, states: Iterable[ResponseState] | None = None
) -> list[Response]:
    """Return the responses of a round with their parties, in the order of `answers_of`."""
    responses = Response.objects.filter(round=found).select_related("party__territory")
    if states is not None:
        responses = responses.filter(state__in=list(states))
    return list(responses.order_by("party__name", "pk"))


def answers_by_response(responses: Iterable[Response]) -> dict[int, Answer]:
    """Return answers by the pk of their response; one query for any number of them.

    Parties (with their territory) must be loaded, or each costs queries of its own.
    """
    found = list(responses)
    ids = [one.pk for one in found]
    cells: dict[int, dict[Cell, CellValue]] = defaultdict(dict)
    for pk, cell, stored in observation_rows(Observation.objects.filter(response__in=ids)):
        cells[pk][cell] = stored.value
    return {one.pk: _answer(one, cells.get(one.pk, {})) for one in found}


def stored_cells(response: Response) -> dict[Cell, StoredCell]:
    """Return all that is stored of an answer, by cell; one query."""
    rows = observation_rows(Observation.objects.filter(response=response))
    return {cell: stored for _, cell, stored in rows}


def answer_with(response: Response, values: Mapping[Cell, CellValue]) -> Answer:
    """Return the answer of a city with other values than are stored."""
    return _answer(response, values)


def observation_rows(
    observations: QuerySet[Observation],
) -> Iterable[tuple[int, Cell, StoredCell]]:
    """Return response, cell and what is stored of every observation; one query."""
    # Only words have to be looked into: a number says all by itself.
    kind_of_words = Case(
        When(
            ~Q(text=""), then=KeyTextTransform("kind", KeyTransform("unit", "indicator__content"))
        ),
        default=Value(""),
        output_field=TextField(),
    )
    rows = observations.order_by().values_list(
        "response_id", "indicator__code", "indicator__number", kind_of_words,
        "copy", "mantissa", "scale", "text", "missing", "comment", "is_carried",
    )  # fmt: skip
    for pk, code, version, kind, copy, mantissa, scale, text, missing, comment, carried in rows:
        columns = CellColumns(mantissa, scale, text, missing, comment)
        parts = tariff_parts(text) if text and kind == UnitKind.FORMULA else ()
        yield pk, Cell(code, copy), StoredCell(cell_of(columns, parts=parts), version, carried)


def last_response(response: Response) -> Response | None:
    """Return the response of the same city in the latest earlier round it has answered."""
    return (
        Response.objects.filter(
            party=response.party_id,
            round__exchange=response.round.exchange_id,
            round__period_start__lt=response.round.period_start,
            state__in=TOLD_RESPONSES,
        )
        .select_related("round", "party__territory")
        .order_by("-round__period_start", "-pk")
        .first()
    )


def last_answer(response: Response) -> Answer | None:
    """Return what the city answered the last time, only to rows that mean the same; two queries."""
    before = last_response(response)
    return None if before is None else comparable_answer(before, form_of_round(response.round))


def comparable_answer(before: Response, form: IndicatorForm) -> Answer:
    """Return an earlier answer without the rows whose meaning a form has changed since."""
    versions = {line.indicator.code: line.indicator.version for line in form.lines}
    stored = stored_cells(before)
    same = {
        cell: one.value for cell, one in stored.items() if versions.get(cell.code) == one.version
    }
    return _answer(before, same)


def _answer(response: Response, values: Mapping[Cell, CellValue]) -> Answer:
    copies = {str(code): tuple(map(str, names)) for code, names in response.copies.items()}
    return Answer(
        city=response.party.spoken_name,
        values=values,
        copies=copies,
        texts={str(code): str(text) for code, text in response.texts.items() if text},
    )
