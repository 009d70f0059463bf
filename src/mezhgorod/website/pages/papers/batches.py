"""Papers of one press: how far they are made, files to take away, letters."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from mezhgorod.notices.actions.papers import send_papers
from mezhgorod.papers.actions import resume_batch
from mezhgorod.papers.queries.files import (
    can_merge,
    merged_papers,
    papers_of_batch,
    zip_of_papers,
)
from mezhgorod.papers.queries.journal import batches_visible_to
from mezhgorod.papers.queries.occasions import occasion_of_batch
from mezhgorod.papers.rules import MAKE_PAPERS, BatchState, PaperState
from mezhgorod.papers.tasks import start_making
from mezhgorod.publication.files import WrittenFile
from mezhgorod.registry.rules import RuleViolation, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.handing_out import hand_out, hand_out_word
from mezhgorod.website.pages.papers.access import for_readers

# Longer than any batch takes: whoever made it is gone.
_PATIENCE = timedelta(minutes=10)


@require_GET
@for_readers
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """What was made, what waits; the page asks again while papers are being made."""
    actor = actor_of_request(request)
    found = get_object_or_404(batches_visible_to(actor=actor), pk=pk)
    papers = list(found.papers.order_by("number"))
    whole = [one for one in papers if one.file and one.state != PaperState.WITHDRAWN]
    ready = [one for one in whole if one.state == PaperState.MADE]
    context = {
        "batch": found,
        "papers": papers,
        "is_waiting": found.state == BatchState.WAITING,
        "is_stuck": found.state == BatchState.WAITING
        and timezone.now() - found.started_at > _PATIENCE,
        "whole": len(whole),
        "can_merge": can_merge(found, len(whole)),
        "with_address": sum(bool(one.addressee_email) for one in ready),
        "without_address": sum(not one.addressee_email for one in ready),
        "can_make": may(actor, MAKE_PAPERS, occasion_of_batch(found).subject),
    }
    return render(request, "website/papers/batch.html", context)


@require_GET
@for_readers
def file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """All papers of a press as one archive (.zip) or one Word file (.docx)."""
    found = get_object_or_404(batches_visible_to(actor=actor_of_request(request)), pk=pk)
    papers = papers_of_batch(batch=found)
    if extension == "zip" and papers:
        content = zip_of_papers(papers)
        return hand_out(WrittenFile(content, "application/zip", f"{found.template_name}.zip"))
    if extension == "docx" and can_merge(found, len(papers)):
        return hand_out_word(merged_papers(papers), name=found.template_name)
    raise Http404


@require_POST
@for_readers
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Write letters with personal links; they wait for a look in the outbox."""
    actor = actor_of_request(request)
    found = get_object_or_404(batches_visible_to(actor=actor), pk=pk)
    try:
        written = send_papers(
            papers=papers_of_batch(batch=found),
            site=request.build_absolute_uri("/").rstrip("/"),
            actor=actor,
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        words = f"Подготовлено писем: {written.letter_count}. Проверьте и отправьте их."
        if written.without_address:
            words += f" Нет адреса: {written.without_address}."
        messages.info(request, words)
    return redirect("paper_batch", pk)


@require_POST
@for_readers
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with papers that stopped half way."""
    actor = actor_of_request(request)
    found = get_object_or_404(batches_visible_to(actor=actor), pk=pk)
    try:
        resume_batch(batch=found, actor=actor, now=timezone.now(), start=start_making)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, "Составление продолжено.")
    return redirect("paper_batch", pk)
