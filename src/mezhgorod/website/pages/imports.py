"""«Загрузка»: a document comes in, is read with progress, is reviewed, accepted or put aside."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import IO, Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from mezhgorod.intake.actions import ask_to_apply, ask_to_undo, discard_run, store_upload
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries import changes_of, runs_visible_to
from mezhgorod.intake.rules import FALL_BACK, Decision, RunState
from mezhgorod.intake.tasks import start_deciding, start_reading
from mezhgorod.registry.rules import IMPORT_DOCUMENTS, RuleViolation, may_anywhere
from mezhgorod.reporting.tasks import start_reading_facts
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.imports import (
    ACCEPTED,
    MAX_MEBIBYTES,
    DecisionForm,
    PasteForm,
    PeriodForm,
    UploadForm,
)
from mezhgorod.website.handing_out import hand_out_word
from mezhgorod.website.review.page import SHOWN, Review, review_of
from mezhgorod.website.review.remarks import ROWS_PER_PAGE
from mezhgorod.website.uploads import TOO_LONG
from planbook.matching import changes_document
from planbook.writers.docx import write_docx

RUNS_PER_PAGE = 50
# What a run holds of a document is long; lists and progress never need it.
_LONG_FIELDS = ("draft_data", "paragraphs_data", "layout_data", "undo_data", "decision_data")
_READING = frozenset({RunState.QUEUED, RunState.READING})
# States that end by themselves, and the page of each.
_WAITING = dict.fromkeys(_READING, "reading") | dict.fromkeys(FALL_BACK, "deciding")


def for_importers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only people in who may load documents: others log in or read why they may not."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            is_page = request.method in {"GET", "HEAD"}
            return redirect_to_login(request.get_full_path() if is_page else reverse("imports"))
        if not may_anywhere(actor_of_request(request), IMPORT_DOCUMENTS):
            raise PermissionDenied
        return view(request, **kwargs)

    return never_cache(wrapped)


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def run_list(request: HttpRequest) -> HttpResponse:
    """The form of a new document and everything that was loaded before."""
    if request.method != "POST":
        return _list_page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES, is_too_long=TOO_LONG in request.META)
    if form.is_valid():
        try:
            return _to_run(_upload(request, form))
        except RuleViolation as refusal:
            form.add_error(_field(form, refusal), refusal.message)
    return _list_page(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def paste(request: HttpRequest) -> HttpResponse:
    """A table pasted from Word or Excel: kept as a file and read like any other."""
    if request.method != "POST":
        return redirect(f"{reverse('imports')}#paste")
    form = PasteForm(request.POST, request.FILES, is_too_long=TOO_LONG in request.META)
    if form.is_valid():
        name, content = form.kept
        try:
            return _to_run(_keep(request, BytesIO(content), name))
        except RuleViolation as refusal:
            form.add_error("text", refusal.message)
    return _list_page(request, UploadForm(), status=422, paste_form=form)


@require_GET
@for_importers
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: its progress, why it was not read, its review, or what became of it."""
    run = get_object_or_404(_runs(request), pk=pk)
    return _run_page(request, run)


@require_GET
@for_importers
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress alone, asked for every second; the end of reading loads the page anew."""
    run = get_object_or_404(_runs(request).defer(*_LONG_FIELDS), pk=pk)
    if run.state not in _WAITING:
        return HttpResponseClientRefresh()
    return render(request, _PROGRESS[_WAITING[RunState(run.state)]], _progress(run))


_PROGRESS = {
    "reading": "website/imports/progress.html",
    "deciding": "website/imports/deciding_progress.html",
}


def _progress(run: ExtractionRun) -> dict[str, object]:
    waited = (timezone.now() - run.asked_at).total_seconds() if run.asked_at else 0
    return {"run": run, "waited": max(int(waited), 0)}


@require_POST
@for_importers
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the document the live plan."""
    run = get_object_or_404(_runs(request).defer(*_LONG_FIELDS), pk=pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            applied = ask_to_apply(
                run=run,
                actor=actor_of_request(request),
                now=timezone.now(),
                decision=Decision(**form.cleaned_data, choices=form.choices),
                start=start_deciding,
            )
        except RuleViolation as refusal:
            form.add_error(_field(form, refusal), refusal.message)
        else:
            if applied.report is not None:
                start_reading_facts(applied.report)
            return _to_run(run)
    return _run_page(request, run, decision=form, status=409)


@require_POST
@for_importers
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the document aside; the button stands behind a question on the page of the run."""
    run = get_object_or_404(_runs(request).defer(*_LONG_FIELDS), pk=pk)
    try:
        discard_run(run=run, actor=actor_of_request(request), now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    return _to_run(run)


@require_POST
@for_importers
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an accepted document back: the plan is as it was before it."""
    run = get_object_or_404(_runs(request).defer(*_LONG_FIELDS), pk=pk)
    try:
        undone = ask_to_undo(
            run=run, actor=actor_of_request(request), now=timezone.now(), start=start_deciding
        )
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        if undone.state == RunState.READY:
            messages.info(request, "Принятие отменено. Документ снова ждёт решения.")
    return _to_run(run)


@require_GET
@for_importers
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of changes that a document makes, or made, to the plan, as a Word file."""
    diff = changes_of(get_object_or_404(_runs(request), pk=pk), actor=actor_of_request(request))
    if diff is None:
        raise Http404
    return hand_out_word(write_docx(changes_document(diff)), name="Перечень изменений")


@require_POST
@for_importers
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a kept document once more, perhaps with a period; nobody has to find the file again."""
    run = get_object_or_404(_runs(request), pk=pk)
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _run_page(request, run, period=form, status=422)
    try:
        file = run.document.file.open("rb")
    except OSError:
        messages.error(request, _FILE_IS_GONE)
        return _to_run(run)
    with file:
        again = store_upload(
            file=file,
            file_name=run.document.file_name,
            actor=actor_of_request(request),
            now=timezone.now(),
            period=form.period or run.period_edtf,
            start=start_reading,
        )
    return _to_run(again)


_FILE_IS_GONE = (
    "Сохранённого файла нет на диске или он не открывается. "
    "Загрузите документ заново или восстановите папку данных из копии."
)


def _runs(request: HttpRequest) -> QuerySet[ExtractionRun]:
    return runs_visible_to(actor=actor_of_request(request)).select_related(
        "document", "requested_by", "decided_by", "plan", "report"
    )


def _upload(request: HttpRequest, form: UploadForm) -> ExtractionRun:
    file = form.cleaned_data["file"]
    return _keep(request, file.file, file.name, form.period)


def _keep(request: HttpRequest, file: IO[bytes], name: str, period: str = "") -> ExtractionRun:
    now = timezone.now()
    run = store_upload(
        file=file,
        file_name=name,
        actor=actor_of_request(request),
        now=now,
        period=period,
        start=start_reading,
    )
    if run.requested_at != now:
        messages.info(request, "Этот файл уже загружен и ждёт решения: показана та же загрузка.")
    return run


def _field(form: DecisionForm | UploadForm, refusal: RuleViolation) -> str | None:
    return refusal.field if refusal.field in form.fields else None


def _to_run(run: ExtractionRun) -> HttpResponse:
    return redirect("import_run", pk=run.pk)


def _list_page(
    request: HttpRequest,
    form: UploadForm,
    status: int = 200,
    *,
    paste_form: PasteForm | None = None,
) -> HttpResponse:
    pages = Paginator(_runs(request).defer(*_LONG_FIELDS), RUNS_PER_PAGE)
    context = {
        "form": form,
        "paste_form": paste_form or PasteForm(),
        "accepted": ACCEPTED,
        "page": pages.get_page(request.GET.get("page")),
        "limit": MAX_MEBIBYTES,
    }
    return render(request, "website/imports/index.html", context, status=status)


def _run_page(
    request: HttpRequest,
    run: ExtractionRun,
    *,
    decision: DecisionForm | None = None,
    period: PeriodForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, object] = {"run": run, "period_form": period or PeriodForm()}
    if run.state != RunState.READY:
        name = _WAITING.get(RunState(run.state), str(run.state))
        context |= _progress(run)
        context["can_undo"] = run.applied_revision and run.undo_data is not None
        return render(request, f"website/imports/{name}.html", context, status=status)
    owner_name = decision.data.get("owner_name", "") if decision else ""
    review = review_of(run, actor=actor_of_request(request), owner_name=owner_name)
    if review is None:
        return render(request, "website/imports/outdated.html", context, status=status)
    context |= {"review": review, "decision": decision or DecisionForm()}
    if not review.is_plan:
        name = "report" if review.is_report else "no_plan"
        return render(request, f"website/imports/{name}.html", context, status=status)
    context |= _rows(request, review)
    return render(request, "website/imports/review.html", context, status=status)


def _rows(request: HttpRequest, review: Review) -> dict[str, object]:
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else ""
    page = Paginator(review.shown_rows(shown), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "shown": shown,
        "choices": review.choices(shown),
        "page": page,
        "tables": review.tables(list(page.object_list)),
        "counts": review.comparison.counts if review.comparison else {},
        "is_whole": not shown and page.paginator.num_pages == 1,
    }
