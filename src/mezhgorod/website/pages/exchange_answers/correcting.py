"""Asking for a correction of an answer after its round was closed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mezhgorod.exchanges.actions import request_correction
from mezhgorod.exchanges.queries.steps import open_requests, told_steps
from mezhgorod.exchanges.rules import CORRECT_RESPONSE
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.pages.exchange_answers.doors import Door
from mezhgorod.website.pages.exchange_answers.reading import Sent, sent_by_form
from mezhgorod.website.pages.exchange_answers.sheet import REASONS, Unsaved, sheet_of
from mezhgorod.website.pages.exchange_answers.showing import frame


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, door: Door) -> HttpResponse:
    """Show the closed answer with fields, or ask the coordinator for what was changed there."""
    if not door.may(CORRECT_RESPONSE):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, door)
    fields = {name: str(request.POST.get(name, "")) for name in request.POST}
    sent = sent_by_form(door.response, fields)
    if sent.problems:
        return _page(request, door, sent=sent, problem="Не все значения понятны.", status=422)
    try:
        request_correction(
            response=door.response,
            cells=sent.cells,
            reason=request.POST.get("reason", ""),
            actor=door.actor,
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        return _page(request, door, sent=sent, problem=refusal.message, status=422)
    messages.info(request, "Просьба об исправлении передана. Ответ изменится, если её примут.")
    return redirect(door.url())


def _page(
    request: HttpRequest,
    door: Door,
    *,
    sent: Sent | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    unsaved = None
    if sent is not None:
        kept = {**dict.fromkeys(sent.cells, ""), **sent.problems}
        unsaved = Unsaved(Sent(problems=kept, typed=sent.typed))
    sheet = sheet_of(door.response, today=timezone.localdate(), unsaved=unsaved)
    context = {
        **frame(door, sheet),
        "reasons": REASONS,
        "problem": problem,
        "reason": request.POST.get("reason", ""),
        "requests": told_steps(door.response, open_requests(door.response)),
    }
    return render(request, "website/exchanges/answering/correct.html", context, status=status)
