"""What a page sends is kept: by its one form, or piece by piece while people type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import QueryDict
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from mezhgorod.exchanges.actions import CellBatch, SavedCells, save_cells, save_copies, save_texts
from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.queries.answers import form_of_round
from mezhgorod.exchanges.rules import StepKind
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.pages.exchange_answers.doors import Door
from mezhgorod.website.pages.exchange_answers.reading import (
    Sent,
    Typed,
    cell_id,
    cell_of_id,
    read_cells,
    sent_by_form,
)
from mezhgorod.website.pages.exchange_answers.sheet import Unsaved, told_value, value_words
from planbook.indicators import Cell, Doubt, FormLine, cell_text, computed

_MAX_SENT = 500
_KINDS = {"pasted": StepKind.PASTED}


def keep_form(door: Door, data: QueryDict) -> tuple[int, Unsaved | None]:
    """Keep all fields of a page; return how many cells were written and what was not kept.

    Names of copies are kept first, so that cells of a new copy find their place.

    Raises:
        RuleViolation: nothing may be changed now; nothing was written.
    """
    fields = {name: str(data.get(name, "")) for name in data}
    now = timezone.now()
    with transaction.atomic():
        _keep_names(door, fields)
        sent = sent_by_form(door.response, fields)
        texts, seen = _texts(door.response, fields)
        saved = SavedCells()
        if sent.cells:
            batch = CellBatch(sent.cells, sent.seen)
            saved = save_cells(response=door.response, batch=batch, actor=door.actor, now=now)
        disputed: tuple[str, ...] = ()
        if texts:
            disputed = save_texts(
                response=door.response, texts=texts, seen=seen, actor=door.actor, now=now
            )
    unsaved = Unsaved(sent, saved.conflicts, {code: texts[code] for code in disputed}, disputed)
    is_kept = not (sent.problems or saved.conflicts or disputed)
    return len(saved.written), None if is_kept else unsaved


def sent_texts(door: Door, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the words of questions that were touched."""
    return _texts(door.response, fields)[0]


@require_POST
def save(request: HttpRequest, door: Door) -> HttpResponse:
    """Keep cells and words while they are typed; the answer tells the page what to show now."""
    try:
        body = json.loads(request.body)
        asked = body if isinstance(body, dict) else {}
        typed = _typed(asked)
        answer = _kept(door, asked, typed)
    except (ValueError, RecursionError, RequestDataTooBig):
        message = "Страница прислала непонятное. Обновите её; набранное сначала скопируйте."
        return JsonResponse({"message": message}, status=400)
    except RuleViolation as refusal:
        refused = {"message": refusal.message, "code": refusal.code}
        status = 403 if refusal.code.endswith(".forbidden") else 409
        return JsonResponse(refused, status=status)
    return JsonResponse(answer)


@require_GET
def news(request: HttpRequest, door: Door) -> HttpResponse:
    """Tell a page what others have changed since the change it knows; nothing new is 204."""
    known = request.GET.get("revision", "")
    if known == str(door.response.revision):
        return HttpResponse(status=204)
    empty = CellBatch({})
    try:
        saved = save_cells(
            response=door.response, batch=empty, actor=door.actor, now=timezone.now()
        )
    except RuleViolation as refusal:
        return JsonResponse({"message": refusal.message, "code": refusal.code}, status=409)
    return JsonResponse(_told(door, saved, Sent(), is_whole=True))


def _kept(door: Door, asked: Mapping[str, Any], typed: Mapping[Cell, Typed]) -> dict[str, Any]:
    names = _sent_names(asked)
    sent = read_cells(door.response, typed, is_touched=True)
    kind = _KINDS.get(str(asked.get("kind", "")), StepKind.TYPED)
    batch, now = CellBatch(sent.cells, sent.seen, kind), timezone.now()
    known = asked.get("revision")
    is_whole = known is not None and known != door.response.revision
    words = _sent_words(asked)
    disputed: tuple[str, ...] = ()
    with transaction.atomic():
        if names:
            _keep_names(door, names)
        if words:
            disputed = save_texts(
                response=door.response,
                texts={code: text for code, (text, _) in words.items()},
                seen={code: seen for code, (_, seen) in words.items()},
                actor=door.actor,
                now=now,
            )
        saved = save_cells(response=door.response, batch=batch, actor=door.actor, now=now)
    told = _told(door, saved, sent, is_whole=is_whole)
    if words:
        stored = Response.objects.values_list("texts", flat=True).get(pk=door.response.pk)
        told["texts"] = [
            {"code": code, "stored": stored.get(code, ""), "disputed": code in disputed}
            for code in words
        ]
    return told


def _told(door: Door, saved: SavedCells, sent: Sent, *, is_whole: bool) -> dict[str, Any]:
    form = form_of_round(door.response.round)
    lines = {line.indicator.code: line for line in form.lines}
    disputed = {one.cell for one in saved.conflicts}
    shown = set(sent.cells) - disputed
    if is_whole:
        shown |= {cell for cell in saved.values if cell not in sent.typed}
    results = computed(form, saved.values)
    return {
        "revision": saved.revision,
        "saved": f"{timezone.localtime():%H:%M}",
        "filled": saved.filled_count,
        "carried": len(saved.carried),
        "whole": is_whole,
        "cells": [_cell(saved, sent, cell, lines[cell.code]) for cell in sorted(shown)],
        "errors": [{"id": cell_id(cell), "m": words} for cell, words in sent.problems.items()],
        "conflicts": [
            {
                "id": cell_id(one.cell),
                "theirs": told_value(one.theirs, lines[one.cell.code]),
                "by": one.by,
                "at": f"{timezone.localtime(one.at):%H:%M}" if one.at else "",
                **_fields(value_words(one.theirs, lines[one.cell.code])),
            }
            for one in saved.conflicts
        ],
        "computed": {
            cell_id(Cell(code, cell.copy)): cell_text(results[cell], lines[code].indicator)
            for cell in results
            for code in (cell.code,)
        },
        "doubts": [_doubt(one) for one in saved.doubts],
    }


def _cell(saved: SavedCells, sent: Sent, cell: Cell, line: FormLine) -> dict[str, Any]:
    told = {"id": cell_id(cell), **_fields(value_words(saved.values.get(cell), line))}
    if cell in sent.remarks:
        told["remark"] = sent.remarks[cell]
    if cell in saved.carried:
        told["carried"] = "yes"
    return told


def _fields(words: Typed) -> dict[str, Any]:
    return {"v": words.text, "r": words.reason, "c": words.comment, "k": words.mark}


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "id": cell_id(doubt.cell) if doubt.cell else "",
        "s": doubt.severity.value,
        "m": doubt.message,
        "ok": doubt.is_explained,
    }


def _typed(asked: Mapping[str, Any]) -> dict[Cell, Typed]:
    """Read what the script sends.

    Raises:
        ValueError: it is not what a page sends.
        RuleViolation: too many cells at once.
    """
    cells = asked.get("cells", [])
    if not isinstance(cells, list):
        raise ValueError("cells")
    if len(cells) > _MAX_SENT:
        message = f"За один раз сохраняется не больше {_MAX_SENT} ячеек. Вставьте меньше строк."
        raise RuleViolation("exchange.too_many_cells", message)
    typed = {}
    for one in cells:
        cell = cell_of_id(one["id"]) if isinstance(one, dict) and _is_text(one, "id") else None
        if cell is None or not all(_is_text(one, name) for name in ("v", "r", "c", "k")):
            raise ValueError("cell")
        typed[cell] = Typed(one["v"], one["r"], one["c"], one["k"])
    return typed


def _is_text(one: Mapping[str, Any], name: str) -> bool:
    return isinstance(one.get(name), str)


def _sent_words(asked: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    words = asked.get("texts", {})
    if not isinstance(words, dict):
        raise ValueError("texts")
    found = {}
    for code, one in words.items():
        if not isinstance(one, dict) or not all(_is_text(one, name) for name in ("t", "k")):
            raise ValueError("text")
        found[code] = (one["t"], one["k"])
    return found


def _sent_names(asked: Mapping[str, Any]) -> dict[str, str]:
    names = asked.get("names", {})
    if not isinstance(names, dict) or not all(_is_text(names, name) for name in names):
        raise ValueError("names")
    return names


def _texts(response: Response, fields: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the words of questions that were touched, and what the page had shown of them."""
    texts, seen = {}, {}
    for question in form_of_round(response.round).questions:
        name = f"q-{question.code}"
        if name not in fields:
            continue
        text = fields[name].replace("\r\n", "\n")
        before = fields.get(f"k-{name}", "").replace("\r\n", "\n")
        if text.strip() != before.strip():
            texts[question.code], seen[question.code] = text, before
    return texts, seen


def _keep_names(door: Door, fields: Mapping[str, str]) -> None:
    """Name copies of repeated sections as the page says; what it had shown is not touched."""
    for section in form_of_round(door.response.round).sections:
        if not section.is_repeated:
            continue
        stored = [str(name) for name in door.response.copies.get(section.code, ())]
        names = list(stored)
        for number in range(len(stored)):
            sent = fields.get(f"n-{section.code}.{number}")
            was = fields.get(f"kn-{section.code}.{number}")
            if sent is not None and sent.strip() != (was or ""):
                names[number] = sent
        added = fields.get(f"new-{section.code}", "").strip()
        first = fields.get(f"n-{section.code}.0", "").strip()
        if not stored and first:
            names.append(first)
        if added:
            names.append(added)
        if names != stored:
            kept = save_copies(
                response=door.response,
                section=section.code,
                names=names,
                actor=door.actor,
                now=timezone.now(),
            )
            door.response.copies, door.response.revision = kept.copies, kept.revision
