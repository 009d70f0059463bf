"""Rows from Word, Excel or a file: shown as they are understood, then the chosen ones added."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mezhgorod.campaigns.actions import Pasted, add_rows_from_text
from mezhgorod.campaigns.queries import ReadingFrame, reading_frame
from mezhgorod.campaigns.rules import PROPOSE
from mezhgorod.registry.rules import RuleViolation, numbers_of
from mezhgorod.website.board.evidence import header_of_role
from mezhgorod.website.forms.imports import ACCEPTED, MAX_MEBIBYTES
from mezhgorod.website.forms.proposals import RowsForm
from mezhgorod.website.pages.proposals.doors import Door
from mezhgorod.website.pages.proposals.pasted import (
    PastedRows,
    Row,
    read_rows,
    sent_rows,
    table_of,
)
from mezhgorod.website.pages.proposals.sheet import plan_of
from mezhgorod.website.row_editor import UnderstoodRow, understood_row
from mezhgorod.website.uploads import TOO_LONG
from planbook.language import plural
from planbook.plans import CellDraft

# Rows shown with what was understood; the rest of a long table is chosen as a whole.
SHOWN_ROWS = 200


@dataclass(frozen=True, slots=True)
class Previewed:
    """A pasted row as it is shown before it is added."""

    index: int
    heading: str
    cells: tuple[tuple[str, str], ...]
    understood: UnderstoodRow


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, door: Door) -> HttpResponse:
    """Show the rows of a paste or a file; nothing is written yet."""
    if request.method != "POST":
        return redirect(f"{door.url()}#paste")
    form = RowsForm(request.POST, request.FILES, is_too_long=TOO_LONG in request.META)
    if form.is_valid():
        frame = reading_frame(campaign=door.submission.campaign)
        try:
            return _preview(request, door, frame, read_rows(_pasted(form), frame), form.is_file)
        except RuleViolation as refusal:
            form.add_error("text", refusal.message)
    return render(request, "website/proposals/paste.html", _context(door, form), status=422)


@require_POST
def add(request: HttpRequest, door: Door) -> HttpResponse:
    """Add the chosen rows to the proposals, all or none."""
    frame = reading_frame(campaign=door.submission.campaign)
    try:
        pasted = sent_rows(request.POST.get("rows", ""))
        chosen = _chosen(request, pasted)
        if not chosen:
            raise RuleViolation("paste.nothing", "Отметьте хотя бы одну строку.")
        added = add_rows_from_text(
            submission=door.submission,
            pasted=Pasted(
                data=table_of(chosen, frame),
                file_name="вставка.html",
                is_file=request.POST.get("is_file") == "yes",
            ),
            actor=door.actor,
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        return redirect(f"{door.url()}#own")
    count = len(added.rows)
    words = plural(count, "строка", "строки", "строк")
    messages.info(request, f"Добавлено: {count} {words}. Проверьте их и допишите недостающее.")
    for remark in added.remarks:
        messages.info(request, remark)
    first = f"#r{added.rows[0].pk}" if added.rows else "#own"
    return redirect(door.url() + first)


def _pasted(form: RowsForm) -> Pasted:
    name, data = form.kept
    if form.is_file:
        return Pasted(data, name, is_file=True)
    return Pasted(data, "вставка.html" if name.endswith(".html") else "вставка.txt")


def _chosen(request: HttpRequest, pasted: PastedRows) -> list[Row]:
    wanted = frozenset(numbers_of(request.POST.getlist("row")))
    has_rest = request.POST.get("rest") == "yes"
    return [
        row
        for index, row in enumerate(pasted.rows)
        if index in wanted or (has_rest and index >= SHOWN_ROWS)
    ]


def _preview(
    request: HttpRequest, door: Door, frame: ReadingFrame, pasted: PastedRows, is_file: bool
) -> HttpResponse:
    plan, headers = plan_of(frame), dict(frame.roles)
    shown = []
    for index, (heading, cells) in enumerate(pasted.rows[:SHOWN_ROWS]):
        drafts = [CellDraft(role, text) for role, text in cells]
        named = tuple(
            (headers.get(role) or header_of_role(role), text)
            for role, text in cells
            if text.strip() and role != "title"
        )
        shown.append(Previewed(index, heading, named, understood_row(plan, None, None, drafts)))
    context = {
        **_context(door, RowsForm()),
        "pasted": pasted,
        "rows": shown,
        "rest": max(len(pasted.rows) - SHOWN_ROWS, 0),
        "is_file": is_file,
    }
    return render(request, "website/proposals/preview.html", context)


def _context(door: Door, form: RowsForm) -> dict[str, object]:
    return {
        "door": door,
        "submission": door.submission,
        "campaign": door.submission.campaign,
        "paste_form": form,
        "may_propose": door.may(PROPOSE),
        "accepted": ACCEPTED,
        "limit": MAX_MEBIBYTES,
        "urls": {
            "page": door.url(),
            "paste": door.url("proposals_paste"),
            "add": door.url("proposals_paste_add"),
        },
    }
