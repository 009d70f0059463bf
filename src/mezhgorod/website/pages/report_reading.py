"""A report beside what was understood of it: a person confirms, corrects and refuses facts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mezhgorod.registry.rules import (
    IMPORT_DOCUMENTS,
    Actor,
    RuleViolation,
    Subject,
    may,
    number_of,
)
from mezhgorod.reporting.actions.reading import (
    confirm_all_sure,
    confirm_event,
    confirm_fact,
    confirm_whole_event,
    correct_event,
    correct_fact,
    read_report_facts,
    refuse_event,
    refuse_fact,
    undo_event,
    undo_fact,
    year_of,
)
from mezhgorod.reporting.models import AnnualReport, ReadEvent, ReadFact
from mezhgorod.reporting.queries.plan_rows import candidate_rows
from mezhgorod.reporting.queries.reading import (
    SHOWN,
    event_blocks,
    one_member_proposals,
    reading_progress,
)
from mezhgorod.reporting.rules import ReadingState
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.report_reading import EventForm, FactForm

EVENTS_PER_PAGE = 60
_OF_FACT: dict[str, Callable[..., ReadFact]] = {
    "confirm": confirm_fact,
    "refuse": refuse_fact,
    "undo": undo_fact,
}
_OF_EVENT: dict[str, Callable[..., ReadEvent]] = {
    "refuse": refuse_event,
    "undo": undo_event,
}


def may_read(actor: Actor, report: AnnualReport) -> bool:
    """Return whether somebody sees and decides what was read in a report."""
    return may(actor, IMPORT_DOCUMENTS, Subject(owner_id=report.owner_id))


def _for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only people in who load documents of the owner; others learn nothing of the reading."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            is_page = request.method in {"GET", "HEAD"}
            back = request.get_full_path() if is_page else reverse("report_reading", args=(slug,))
            return redirect_to_login(back)
        reports = AnnualReport.objects.select_related("owner", "document")
        report = get_object_or_404(reports, slug=slug)
        if not may_read(actor_of_request(request), report):
            raise PermissionDenied
        return view(request, report, **kwargs)

    return never_cache(wrapped)


@require_GET
@_for_readers
def reading(request: HttpRequest, report: AnnualReport) -> HttpResponse:
    """The paragraphs with the words of facts marked, beside them what was understood."""
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else "all"
    blocks = event_blocks(report=report, shown=shown)
    page = Paginator(blocks, EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "report": report,
        "shown": shown,
        "page": page,
        "progress": reading_progress(report=report),
        "choices": _choices(report, shown),
        "one_member": one_member_proposals(report=report),
    }
    return render(request, "website/report_reading/reading.html", context)


@require_POST
@_for_readers
def read_now(request: HttpRequest, report: AnnualReport) -> HttpResponse:
    """Read the facts of a report, or read them again; decisions about the same words stay."""
    found = read_report_facts(report=report, now=timezone.now(), actor=actor_of_request(request))
    words = f"Прочитано: мероприятий {found.event_count}, фактов {found.fact_count}."
    if not found.is_new:
        words = f"Ничего нового: {words[0].lower()}{words[1:]}"
    messages.info(request, words)
    return redirect("report_reading", slug=report.slug)


@require_POST
@_for_readers
def act(request: HttpRequest, report: AnnualReport) -> HttpResponse:
    """Confirm, refuse or take back a fact or an event; or confirm everything without doubts."""
    actor, now = actor_of_request(request), timezone.now()
    do = request.POST.get("do", "")
    anchor = ""
    try:
        if do == "all":
            done = confirm_all_sure(report=report, actor=actor, now=now)
            messages.info(
                request,
                f"Подтверждено: мероприятий {done.events}, фактов {done.facts}. "
                f"Ждут решения: {done.waiting}.",
            )
        elif do in _OF_FACT and (fact := _fact(report, request.POST.get("fact", ""))):
            anchor = f"#fact-{fact.pk}"
            _OF_FACT[do](fact=fact, actor=actor, now=now)
            anchor = _next_after(fact) or anchor
        elif do == "whole" and (event := _event(report, request.POST.get("event", ""))):
            anchor = f"#event-{event.pk}"
            confirm_whole_event(event=event, actor=actor, now=now)
        elif do in _OF_EVENT and (event := _event(report, request.POST.get("event", ""))):
            anchor = f"#event-{event.pk}"
            _OF_EVENT[do](event=event, actor=actor, now=now)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    return redirect(_back(request, report) + anchor)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_readers
def fact(request: HttpRequest, report: AnnualReport, pk: int) -> HttpResponse:
    """Correct what was read in one sentence."""
    found = get_object_or_404(
        ReadFact.objects.select_related("read_event"), pk=pk, read_event__report=report
    )
    form = FactForm(request.POST or None, fact=found)
    if request.method == "POST" and form.is_valid():
        try:
            values = form.said(year_of(report))
            actor = actor_of_request(request)
            correct_fact(fact=found, values=values, actor=actor, now=timezone.now())
        except RuleViolation as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return redirect(_back(request, report) + f"#fact-{found.pk}")
    context = {"report": report, "fact": found, "form": form, "shown": _shown(request)}
    status = 422 if form.errors else 200
    return render(request, "website/report_reading/fact.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_readers
def event(request: HttpRequest, report: AnnualReport, pk: int) -> HttpResponse:
    """Say what an event of the report is: its words, its row of a plan or its series."""
    found = get_object_or_404(
        report.read_events.select_related("matched_event", "series", "report__owner"), pk=pk
    )
    rows = candidate_rows(owner=report.owner, year=year_of(report))
    form = EventForm(request.POST or None, event=found, candidates=rows)
    if request.method == "POST" and form.is_valid():
        actor, now = actor_of_request(request), timezone.now()
        try:
            correct_event(event=found, words=form.words, choice=form.chosen, actor=actor, now=now)
            if request.POST.get("then") == "confirm":
                confirm_event(event=found, actor=actor, now=now)
        except RuleViolation as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return redirect(_back(request, report) + f"#event-{found.pk}")
    context = {"report": report, "event": found, "form": form, "shown": _shown(request)}
    status = 422 if form.errors else 200
    return render(request, "website/report_reading/event.html", context, status=status)


def _fact(report: AnnualReport, key: str) -> ReadFact | None:
    facts = ReadFact.objects.select_related("read_event")
    return facts.filter(pk=number_of(key) or 0, read_event__report=report).first()


def _event(report: AnnualReport, key: str) -> ReadEvent | None:
    return report.read_events.filter(pk=number_of(key) or 0).first()


def _next_after(fact: ReadFact) -> str:
    """Return the anchor of the next fact that waits, so that the work goes on there."""
    event = fact.read_event
    waiting = ReadFact.objects.filter(
        read_event__report=event.report_id, state=ReadingState.WAITING, is_gone=False
    ).order_by("read_event__position", "position")
    mine = waiting.filter(read_event=event, position__gt=fact.position).first()
    later = mine or waiting.filter(read_event__position__gt=event.position).first()
    return f"#fact-{later.pk}" if later else ""


def _shown(request: HttpRequest) -> str:
    shown = request.POST.get("show", "") or request.GET.get("show", "")
    return shown if shown in SHOWN else "all"


def _back(request: HttpRequest, report: AnnualReport) -> str:
    query = {"show": _shown(request), "page": number_of(request.POST.get("page", ""))}
    told = {name: value for name, value in query.items() if value not in {0, 1, "all"}}
    return reverse("report_reading", args=(report.slug,)) + (f"?{urlencode(told)}" if told else "")


_LABELS = {"all": "Все", "waiting": "Ждут решения", "doubtful": "С сомнениями"}


def _choices(report: AnnualReport, shown: str) -> list[tuple[str, str, bool]]:
    """Return the choices of what is shown: address, label, whether it is the present one."""
    address = reverse("report_reading", args=(report.slug,))
    return [
        (address if key == "all" else f"{address}?show={key}", _LABELS[key], key == shown)
        for key in SHOWN
    ]
