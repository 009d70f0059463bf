"""The page on which a superior in the city reads an answer and approves it or sends it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mezhgorod.exchanges.actions import NotReady, confirm_response, decline_confirmation
from mezhgorod.exchanges.rules import CONFIRM_RESPONSE, ResponseState
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.pages.exchange_answers.doors import Door
from mezhgorod.website.pages.exchange_answers.sheet import sheet_of


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, door: Door) -> HttpResponse:
    """Show the answer that waits for approval, or approve it or send it back."""
    if request.method != "POST":
        return _page(request, door)
    command, now = request.POST.get("do"), timezone.now()
    remark = request.POST.get("remark", "")
    try:
        if command == "approve":
            confirm_response(response=door.response, actor=door.actor, now=now)
            messages.info(request, "Ответ согласован и представлен.")
        elif command == "decline":
            decline_confirmation(response=door.response, remark=remark, actor=door.actor, now=now)
            messages.info(request, "Ответ возвращён автору с вашим замечанием.")
        else:
            raise Http404
    except NotReady as unready:
        for doubt in unready.doubts[:20]:
            messages.error(request, doubt.message)
        messages.error(request, "Ответ не представлен: верните его автору с замечанием.")
    except RuleViolation as refusal:
        return _page(request, door, problem=refusal.message, remark=remark, status=422)
    return redirect(door.url("response_confirm"))


def _page(
    request: HttpRequest, door: Door, *, problem: str = "", remark: str = "", status: int = 200
) -> HttpResponse:
    door.response.refresh_from_db(fields=["state", "submitted_at", "remark"])
    state = ResponseState(door.response.state)
    found = door.response
    context = {
        "door": door,
        "sheet": sheet_of(found, today=timezone.localdate()),
        "response": found,
        "round": found.round,
        "exchange": found.round.exchange,
        "period": period_words(found.round.period_edtf),
        "waits": state == ResponseState.IN_APPROVAL and door.may(CONFIRM_RESPONSE),
        "is_sent": state in {ResponseState.SUBMITTED, ResponseState.ACCEPTED},
        "problem": problem,
        "remark": remark,
        "urls": {"page": door.url("response_confirm")},
    }
    return render(request, "website/exchanges/answering/confirm.html", context, status=status)
