"""The page of an answer as it is shown: to be filled, or on its way."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mezhgorod.exchanges.actions import NotReady
from mezhgorod.exchanges.queries.given_files import files_for_round
from mezhgorod.exchanges.queries.steps import open_requests
from mezhgorod.exchanges.rules import CONFIRM_RESPONSE, CORRECT_RESPONSE, FILL_RESPONSE
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.website.forms.imports import MAX_MEBIBYTES
from mezhgorod.website.pages.exchange_answers.doors import Door
from mezhgorod.website.pages.exchange_answers.reading import cell_id
from mezhgorod.website.pages.exchange_answers.sheet import REASONS, Sheet, Unsaved, sheet_of
from planbook.indicators import Cell, Doubt

# What to do about cells left empty is said once above the list.
_BLANK = "doubt.required"


def show(
    request: HttpRequest,
    door: Door,
    *,
    unsaved: Unsaved | None = None,
    unready: NotReady | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page; what was not kept stands in its fields, or in a list where none are."""
    sheet = sheet_of(door.response, today=timezone.localdate(), unsaved=unsaved)
    writing = door.is_writing
    context = {
        **frame(door, sheet),
        "reasons": REASONS,
        "refusal": refusal,
        "in_the_way": _in_the_way(sheet, unready),
        "has_blanks": any(one.code == _BLANK for one in unready.doubts) if unready else False,
        "has_carried": bool(unready and unready.carried),
        "unkept": _unkept(sheet, unsaved) if unsaved else [],
        "lost": [] if writing or unsaved is None else _words(sheet, unsaved),
        "files": _files(door),
        "given": _given(door),
        "limit": MAX_MEBIBYTES,
        "may_fill": door.may(FILL_RESPONSE),
        "may_confirm": door.may(CONFIRM_RESPONSE),
        "may_correct": door.may(CORRECT_RESPONSE),
        "requests": [] if writing else open_requests(door.response),
        "approval_url": request.session.get(approval_key(door), ""),
    }
    shape = "writing" if writing else "sent"
    return render(request, f"website/exchanges/answering/{shape}.html", context, status=status)


def frame(door: Door, sheet: Sheet) -> dict[str, object]:
    """Return what the frame of every page of an answer needs."""
    pages = ("save", "news", "history", "print", "correct", "excel")
    found = door.response
    return {
        "door": door,
        "sheet": sheet,
        "response": found,
        "round": found.round,
        "exchange": found.round.exchange,
        "period": period_words(found.round.period_edtf),
        "urls": {"page": door.url(), **{name: door.url(f"response_{name}") for name in pages}},
    }


def approval_key(door: Door) -> str:
    """Return under which name a session keeps the link for approval inside a city."""
    return f"answer-approval-{door.response.pk}"


def _files(door: Door) -> list[tuple[object, str]]:
    attached = door.response.files.filter(is_attachment=True).select_related("document")
    return [(one, door.url("response_file", one.pk)) for one in attached.order_by("sent_at", "pk")]


def _given(door: Door) -> list[tuple[str, str]]:
    """Return the names and addresses of the files given to those who answer."""
    files = files_for_round(door.response.round)
    return [(one.file_name, door.url("response_given_file", one.pk)) for one in files]


def _in_the_way(sheet: Sheet, unready: NotReady | None) -> list[tuple[str, str]]:
    """Return all that keeps an answer from being submitted, with places of the page."""
    if unready is None:
        return []
    carried = (
        (f"#v-{cell_id(cell)}", f"{_name(sheet, cell)}: взято из прошлого раунда.")
        for cell in unready.carried
    )
    return [*((_place(one), _message(sheet, one)) for one in unready.doubts), *carried]


def _message(sheet: Sheet, doubt: Doubt) -> str:
    name = _name(sheet, doubt.cell) if doubt.cell else ""
    if name and doubt.code == _BLANK:
        return f"{name}: пусто."
    words = doubt.message if not name or name in doubt.message else f"{name}. {doubt.message}"
    is_open = doubt.severity == "warning" and "поясн" not in doubt.message
    return f"{words} Если всё верно, напишите пояснение." if is_open else words


def _place(doubt: Doubt) -> str:
    if doubt.cell is None:
        return f"#q-{doubt.question}"
    return f"#row-{cell_id(doubt.cell)}"


def _name(sheet: Sheet, cell: Cell) -> str:
    line = sheet.form.line(cell.code)
    names = (
        copy.name
        for part in sheet.sections
        for copy in part.copies
        if copy.number == cell.copy and any(row.cell == cell for row in copy.rows)
    )
    name = next(names, "")
    shown = line.indicator.name if line else cell.code
    return f"{shown}, {name}" if name else shown


def _unkept(sheet: Sheet, unsaved: Unsaved) -> list[tuple[str, str]]:
    cells = [*unsaved.sent.problems, *(one.cell for one in unsaved.conflicts)]
    rows = [(f"#row-{cell_id(cell)}", _name(sheet, cell)) for cell in cells]
    asked = {one.question.code: one.question.text for one in sheet.questions}
    return [*rows, *((f"#q-{code}", asked.get(code, code)) for code in unsaved.disputed_texts)]


def _words(sheet: Sheet, unsaved: Unsaved) -> Iterable[tuple[str, str]]:
    """Return what was typed and found no place, so that it can be copied."""
    cells = [
        (_name(sheet, cell), " ".join(filter(None, (words.text or words.reason, words.comment))))
        for cell, words in unsaved.sent.typed.items()
    ]
    asked = {one.question.code: one.question.text for one in sheet.questions}
    return [*cells, *((asked.get(code, code), text) for code, text in unsaved.texts.items())]
