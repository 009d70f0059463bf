"""The workbook of one city: handed out filled as far as it is, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mezhgorod.exchanges.actions.taking_files import take_file
from mezhgorod.exchanges.queries.answer_sheets import answer_sheet_of, files_of_round
from mezhgorod.exchanges.rules import FileState
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.publication.files import WrittenFile
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.forms.exchange_files import AnswerFileForm
from mezhgorod.website.forms.imports import MAX_MEBIBYTES
from mezhgorod.website.handing_out import hand_out
from mezhgorod.website.pages.exchange_answers.doors import Door
from mezhgorod.website.pages.exchange_answers.sheet import sheet_of
from mezhgorod.website.pages.exchange_answers.showing import frame
from mezhgorod.website.pages.exchange_files.shown import shown_files
from mezhgorod.website.uploads import TOO_LONG
from planbook.writers.answer_sheet import write_answer_sheet

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 20


@require_safe
def template(request: HttpRequest, door: Door) -> HttpResponse:
    """Return the workbook of a city with what is filled already."""
    found = door.response
    content = write_answer_sheet(answer_sheet_of(found))
    period = period_words(found.round.period_edtf)
    name = f"{found.party.spoken_name} — {found.round.exchange.title}, {period}.xlsx"
    return hand_out(WrittenFile(content, EXCEL, name))


@require_http_methods(["GET", "HEAD", "POST"])
def excel(request: HttpRequest, door: Door) -> HttpResponse:
    """Show the template and what was sent before, or take a filled workbook."""
    if request.method != "POST":
        return _page(request, door, AnswerFileForm())
    form = AnswerFileForm(request.POST, request.FILES, is_too_long=TOO_LONG in request.META)
    if not form.is_valid():
        return _page(request, door, form, status=422)
    file = form.cleaned_data["file"]
    try:
        sent = take_file(
            response=door.response,
            file=file,
            file_name=file.name,
            actor=door.actor,
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        form.add_error("file", refusal.message)
        return _page(request, door, form, status=422)
    (shown,) = shown_files([sent])
    words = f"Файл {sent.get_state_display()}"
    say = messages.info if sent.state == FileState.TAKEN else messages.warning
    say(request, f"{words}: {shown.outcome}." if shown.outcome else f"{words}.")
    return redirect(door.url("response_excel"))


def _page(
    request: HttpRequest, door: Door, form: AnswerFileForm, *, status: int = 200
) -> HttpResponse:
    found = door.response
    files = files_of_round(found.round).filter(response=found)[:_SHOWN]
    context = {
        **frame(door, sheet_of(found, today=timezone.localdate())),
        "form": form,
        "files": shown_files(files),
        "limit": MAX_MEBIBYTES,
        "can_send": door.is_writing,
        "template_url": door.url("response_template"),
        "excel_url": door.url("response_excel"),
    }
    return render(request, "website/exchanges/files/answer.html", context, status=status)
