"""One answer beside the answer of the last round and the doubts about it, to decide about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.queries import answer_of, last_answer
from mezhgorod.exchanges.queries.doubting import doubts_of
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.queries.wall import days_late, due_day, waiting_requests
from mezhgorod.exchanges.rules import RESPONSE_TRANSITIONS, ResponseState, RoundState
from mezhgorod.exchanges.rules.reviewing import GROUNDS
from mezhgorod.notices.actions.exchange_news import tell_question
from mezhgorod.registry.rules import RuleViolation, number_of
from mezhgorod.website.pages.exchange_rounds.doors import (
    Opened,
    address_of,
    for_reviewers,
    tell_letters,
    tell_refusal,
)
from planbook.indicators import (
    Answer,
    Cell,
    CellValue,
    Doubt,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    cell_from_data,
    cell_text,
    computed,
    number_text,
    typed_text,
)
from planbook.indicators.note_wording import change_unit_after, is_in_percents
from planbook.indicators.wording import rounded_to


@dataclass(frozen=True, slots=True)
class ReviewedCell:
    """A row of the form as one city has answered it, beside the last time and the doubts."""

    line: FormLine
    anchor: str
    now: str
    last: str
    change: str
    comment: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class ReviewedPart:
    """A section, or one copy of a repeated one."""

    heading: str
    cells: tuple[ReviewedCell, ...]


@dataclass(frozen=True, slots=True)
class AskedChange:
    """A cell a city asks to correct."""

    name: str
    before: str
    after: str


@require_GET
@for_reviewers
def review(request: HttpRequest, opened: Opened, response: Response) -> HttpResponse:
    """The answer with what is doubtful in it first, and the buttons that decide about it."""
    form = form_of(opened.found.form)
    answer, last = answer_of(response), last_answer(response)
    told = doubts_of(response, answer, last=last, is_final=True)
    by_cell: dict[Cell, list[Doubt]] = defaultdict(list)
    for doubt in told:
        if doubt.cell is not None:
            by_cell[doubt.cell].append(doubt)
    step = waiting_requests([opened.found.pk]).get(response.pk)
    reachable = RESPONSE_TRANSITIONS[ResponseState(response.state)]
    context = {
        "opened": opened,
        "found": opened.found,
        "exchange": opened.found.exchange,
        "response": response,
        "parts": list(_parts(form, answer, last, by_cell)),
        "doubts": told,
        "has_last": last is not None,
        "texts": [(one, answer.texts.get(one.code, "")) for one in form.questions],
        "files": response.files.filter(is_attachment=True),
        "due_on": due_day(response),
        "days_late": days_late(response=response, today=opened.today, came_at=_came_at(response)),
        "step": step,
        "asked": _asked(form, step.changes) if step else [],
        "grounds": GROUNDS.items(),
        "can_accept": ResponseState.ACCEPTED in reachable,
        "can_question": ResponseState.IN_QUESTION in reachable,
        "can_refuse": ResponseState.REFUSED in reachable,
        "can_take_back": response.state in {"accepted", "refused", "in_question"},
        "is_running": opened.found.state != RoundState.PREPARING,
        "next_pk": _next(response),
    }
    return render(request, "website/exchanges/rounds/review.html", context)


@require_POST
@for_reviewers
def decide(request: HttpRequest, opened: Opened, response: Response) -> HttpResponse:
    """Accept, ask, refuse, take back, grant or decline; then the next answer that waits."""
    here = redirect("response_review", pk=response.pk)
    try:
        done, is_settled = _decided(request, opened, response)
    except RuleViolation as refusal:
        tell_refusal(request, refusal)
        return here
    if not done:
        return here
    messages.success(request, done)
    following = _next(response) if is_settled else response.pk
    if following is None:
        return redirect("exchange_round", pk=opened.found.pk)
    return redirect("response_review", pk=following)


def _decided(request: HttpRequest, opened: Opened, response: Response) -> tuple[str, bool]:
    """Do what a button names; return what was done and whether to go on to the next answer."""
    by: dict[str, Any] = {"actor": opened.actor, "now": opened.now}
    name = response.party.spoken_name
    seen = number_of(request.POST.get("seen", ""))
    remark = request.POST.get("remark", "")
    request_id = number_of(request.POST.get("request", "")) or 0
    match request.POST.get("do", ""):
        case "accept":
            chosen = {response.pk: -1 if seen is None else seen}
            actions.accept_responses(
                found=opened.found, response_ids=[response.pk], seen=chosen, **by
            )
            return f"Ответ принят: {name}.", True
        case "question":
            told = tell_question(
                response=response, remark=remark, seen=seen, address_of=address_of(request), **by
            )
            if told.without_address:
                tell_letters(request, told)
            return f"Вопрос задан: {name}.", True
        case "refuse":
            ground, words = request.POST.get("ground", ""), request.POST.get("why", "")
            actions.refuse_response(response=response, ground=ground, remark=words, seen=seen, **by)
            return f"Ответ отклонён: {name}. Город увидит основание.", True
        case "take_back":
            actions.take_decision_back(response=response, **by)
            return f"Решение отозвано: {name}.", False
        case "grant":
            actions.grant_correction(response=response, request_id=request_id, **by)
            return f"Исправлено: {name}. Составленная таблица не изменилась.", False
        case "decline":
            actions.decline_correction(
                response=response, request_id=request_id, remark=remark, **by
            )
            return f"Ответ остался как есть: {name}.", False
    return "", False


def _parts(
    form: IndicatorForm,
    answer: Answer,
    last: Answer | None,
    doubts: Mapping[Cell, list[Doubt]],
) -> Iterator[ReviewedPart]:
    now = {**answer.values, **computed(form, answer.values)}
    before = {**last.values, **computed(form, last.values)} if last else {}
    for section in form.sections:
        names = answer.copies.get(section.code, ()) if section.is_repeated else ()
        for copy in range(max(len(names), 1)):
            heading = section.heading
            if section.is_repeated:
                heading = f"{heading}: {names[copy] if names else section.repeated_for}"
            earlier = _copy_before(section, names, copy, last)
            cells = tuple(
                _cell(line, copy, now, before.get(Cell(line.indicator.code, earlier)), doubts)
                for line in section.lines
            )
            yield ReviewedPart(heading, cells)


def _copy_before(
    section: FormSection, names: tuple[str, ...], copy: int, last: Answer | None
) -> int:
    """Which copy of the last answer is of the same name; the same place where none is named."""
    before = last.copies.get(section.code, ()) if last else ()
    if not names or not before:
        return copy
    # A supplier that was not there has no place in the last answer.
    return before.index(names[copy]) if names[copy] in before else -1


def _cell(
    line: FormLine,
    copy: int,
    values: Mapping[Cell, CellValue],
    before: CellValue | None,
    doubts: Mapping[Cell, list[Doubt]],
) -> ReviewedCell:
    cell = Cell(line.indicator.code, copy)
    value = values.get(cell)
    return ReviewedCell(
        line=line,
        anchor=f"cell-{cell.code}-{copy}".replace(".", "-"),
        now=cell_text(value, line.indicator) if value else "",
        last=cell_text(before, line.indicator) if before else "",
        change=_change(before, value, line.indicator),
        comment=value.comment if value else "",
        doubts=tuple(doubts.get(cell, ())),
    )


def _change(before: CellValue | None, now: CellValue | None, indicator: Indicator) -> str:
    """A number against the last one: in percents, and of percents themselves in points."""
    if before is None or now is None or before.number is None or now.number is None:
        return ""
    difference = now.number - before.number
    if is_in_percents(indicator):
        return _signed(difference, indicator.decimals, change_unit_after(indicator))
    if not before.number:
        return ""
    return _signed(100 * difference / abs(before.number), 1, "\N{NO-BREAK SPACE}%")


def _signed(number: Decimal, decimals: int, unit: str) -> str:
    told = rounded_to(number, decimals)
    return f"{'+' if told > 0 else ''}{number_text(told, decimals)}{unit}"


def _asked(form: IndicatorForm, changes: list[dict[str, object]]) -> list[AskedChange]:
    asked = []
    for one in changes:
        line = form.line(str(one["code"]))
        if line is not None:
            before, after = cell_from_data(one["before"]), cell_from_data(one["after"])
            words = [
                typed_text(value, line.indicator) if value else "пусто" for value in (before, after)
            ]
            asked.append(AskedChange(line.indicator.name, *words))
    return asked


def _came_at(response: Response) -> datetime | None:
    steps = response.steps.filter(state_after=ResponseState.SUBMITTED).order_by("pk")
    return steps.values_list("at", flat=True).first()


def _next(response: Response) -> int | None:
    """The next answer of the round that waits for a look, by name, round the end."""
    waiting = Response.objects.filter(round=response.round, state=ResponseState.SUBMITTED)
    others = waiting.exclude(pk=response.pk).select_related("party__territory")
    name = response.party.spoken_name.casefold()
    ordered = sorted(others, key=lambda one: (one.party.spoken_name.casefold(), one.pk))
    after = next((one.pk for one in ordered if one.party.spoken_name.casefold() > name), None)
    return after or (ordered[0].pk if ordered else None)
