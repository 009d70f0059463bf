"""Workbooks of many cities: sent together or in an archive, taken in the background."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from mezhgorod.evidence.rules import file_suffix
from mezhgorod.exchanges.actions.taking_files import SentFile, queue_files, read_again
from mezhgorod.exchanges.models import ResponseFile
from mezhgorod.exchanges.queries.answer_sheets import files_of_round
from mezhgorod.exchanges.rules import FileState, RoundState
from mezhgorod.exchanges.tasks import start_taking
from mezhgorod.publication.files import WrittenFile
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.forms.exchange_files import RoundFilesForm
from mezhgorod.website.forms.imports import MAX_MEBIBYTES
from mezhgorod.website.handing_out import hand_out
from mezhgorod.website.pages.exchange_files.shown import shown_files
from mezhgorod.website.pages.exchange_files.templates import parts_of, shown_responses
from mezhgorod.website.pages.exchange_rounds.doors import Opened
from mezhgorod.website.uploads import TOO_LONG
from planbook.language import plural

FILES_PER_PAGE = 50
# A living worker begins within seconds; after this the reading may be asked for once more.
_PATIENCE = timedelta(minutes=3)


@require_http_methods(["GET", "HEAD", "POST"])
def round_files(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show what was sent for a round, or take filled workbooks."""
    if request.method != "POST":
        return _page(request, opened, RoundFilesForm())
    if not opened.can_run:
        raise PermissionDenied
    form = RoundFilesForm(request.POST, request.FILES, is_too_long=TOO_LONG in request.META)
    if not form.is_valid():
        return _page(request, opened, form, status=422)
    sent = [SentFile(file.name, file) for file in form.cleaned_data["sheets"]]
    try:
        queued = queue_files(
            found=opened.found, files=sent, actor=opened.actor, now=opened.now, start=start_taking
        )
    except RuleViolation as refusal:
        form.add_error("sheets", refusal.message)
        return _page(request, opened, form, status=422)
    words = plural(queued.waiting, "файл принят", "файла принято", "файлов принято")
    refused = f" Не взято сразу: {queued.refused}, почему — сказано ниже." if queued.refused else ""
    messages.info(request, f"{queued.waiting} {words}, программа читает их.{refused}")
    return redirect("round_files", pk=opened.found.pk)


@require_GET
def progress(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The progress alone, asked for every second; the end of reading loads the page anew."""
    told = _progress(opened)
    if not told["waiting"]:
        return HttpResponseClientRefresh()
    context = {"found": opened.found, **told}
    return render(request, "website/exchanges/files/progress.html", context)


@require_POST
def again(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Ask for the reading of waiting files once more."""
    try:
        read_again(found=opened.found, actor=opened.actor, start=start_taking)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, "Чтение файлов начато заново.")
    return redirect("round_files", pk=opened.found.pk)


@require_GET
def sent_file(request: HttpRequest, opened: Opened, file: int) -> HttpResponse:
    """Return a file as it was sent."""
    found = files_of_round(opened.found).filter(pk=file).first()
    if found is None:
        raise Http404
    with found.document.file.open("rb") as stream:
        content = stream.read()
    return hand_out(WrittenFile(content, "application/octet-stream", _name_of(found)))


def _name_of(sent: ResponseFile) -> str:
    """Return the name it was sent under; of what was not unpacked, the name of the archive."""
    kept = sent.document.file_name
    is_archive = file_suffix(kept) == ".zip"
    name = kept if is_archive else sent.file_name or kept
    return name if "." in name else f"{name}.xlsx"


def _page(
    request: HttpRequest, opened: Opened, form: RoundFilesForm, *, status: int = 200
) -> HttpResponse:
    found = opened.found
    responses = shown_responses(opened)
    page = Paginator(files_of_round(found), FILES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "opened": opened,
        "found": found,
        "tab": "files",
        "exchange": found.exchange,
        "form": form,
        "page": page,
        "files": shown_files(page.object_list),
        "limit": MAX_MEBIBYTES,
        "can_send": opened.can_run and found.state == RoundState.OPEN,
        "responses": responses,
        "parts": list(parts_of(responses)),
        **_progress(opened),
    }
    return render(request, "website/exchanges/files/round.html", context, status=status)


def _progress(opened: Opened) -> dict[str, object]:
    """Return how many files of the latest sending wait, of how many."""
    waiting = files_of_round(opened.found).filter(state=FileState.WAITING)
    first = waiting.order_by("sent_at").first()
    if first is None:
        return {"waiting": 0}
    count = waiting.count()
    total = files_of_round(opened.found).filter(sent_at__gte=first.sent_at).count()
    return {
        "waiting": count,
        "total": total,
        "done": total - count,
        "is_slow": opened.now - first.sent_at > _PATIENCE and opened.can_run,
    }
