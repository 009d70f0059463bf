"""The journal of papers, one of them, its file, its withdrawal."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from mezhgorod.notices.actions.papers import withdraw_with_letter
from mezhgorod.papers.models import Paper
from mezhgorod.papers.queries.files import paper_bytes, paper_file_name
from mezhgorod.papers.queries.journal import JournalFilter, journal, papers_visible_to
from mezhgorod.papers.queries.occasions import paper_subject
from mezhgorod.papers.rules import MAKE_PAPERS, OPEN_PAPER, SEE_PAPERS, PaperKind, PaperState
from mezhgorod.registry.rules import RuleViolation, may, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.event_filter import read_words
from mezhgorod.website.forms.papers import WithdrawForm
from mezhgorod.website.handing_out import hand_out_word
from mezhgorod.website.pages.papers.access import can_keep, for_readers

_PER_PAGE = 50


@require_GET
@for_readers
def papers(request: HttpRequest) -> HttpResponse:
    """The journal: newest first, narrowed by kind, year, state and words."""
    actor = actor_of_request(request)
    wanted = _filter(request)
    page = Paginator(journal(actor=actor, wanted=wanted), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    asked = {name: request.GET.get(name, "") for name in ("kind", "year", "state", "q")}
    context = {
        "page": page,
        "kinds": PaperKind.choices,
        "states": PaperState.choices,
        "wanted": wanted,
        "query": urlencode({name: text for name, text in asked.items() if text}),
        "is_narrowed": any(asked.values()),
        "can_keep": can_keep(actor),
    }
    return render(request, "website/papers/index.html", context)


@require_GET
@for_readers
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper: its words as they were printed, whom it is for, what became of it."""
    actor = actor_of_request(request)
    found = get_object_or_404(papers_visible_to(actor=actor).select_related("batch"), pk=pk)
    context = {
        "paper": found,
        "can_make": may(actor, MAKE_PAPERS, paper_subject(found)),
        "form": WithdrawForm(),
    }
    return render(request, "website/papers/paper.html", context)


@require_GET
@never_cache
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word file of a paper, for those who read the journal and for its own addressee."""
    found = get_object_or_404(Paper, pk=pk)
    actor, subject = actor_of_request(request), paper_subject(found)
    if not may(actor, SEE_PAPERS, subject) and not may(actor, OPEN_PAPER, subject):
        raise Http404
    if not found.file:
        raise Http404
    return hand_out_word(paper_bytes(found), name=paper_file_name(found))


@require_http_methods(["POST"])
@for_readers
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a paper: the button stands behind a question for the reason."""
    actor = actor_of_request(request)
    found = get_object_or_404(papers_visible_to(actor=actor).select_related("batch"), pk=pk)
    if not may(actor, MAKE_PAPERS, paper_subject(found)):
        raise PermissionDenied
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            withdraw_with_letter(
                paper=found,
                reason=form.cleaned_data["reason"],
                actor=actor,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.info(request, f"Отозвана: {found}. Номер останется за ней.")
            return redirect("paper", pk)
    context = {"paper": found, "can_make": True, "form": form}
    return render(request, "website/papers/paper.html", context, status=422)


def _filter(request: HttpRequest) -> JournalFilter:
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    return JournalFilter(
        kind=kind if kind in PaperKind.values else "",
        year=number_of(request.GET.get("year", "")) or None,
        state=state if state in PaperState.values else "",
        words=read_words(request.GET, "q"),
    )
