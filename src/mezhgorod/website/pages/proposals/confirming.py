"""The page on which a superior reads the rows of a city or department and approves them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mezhgorod.campaigns.actions import NotReady, approve_internally, decline_internally
from mezhgorod.campaigns.rules import CONFIRM, RowState, SubmissionState
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.forms.proposals import DeclineForm
from mezhgorod.website.pages.proposals.doors import Door
from mezhgorod.website.pages.proposals.sheet import sheet_of


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, door: Door) -> HttpResponse:
    """Show the rows that wait for approval, or approve them or send them back."""
    if request.method != "POST":
        return _page(request, door, DeclineForm())
    command = request.POST.get("do")
    if command == "decline":
        return _decline(request, door)
    if command != "approve":
        raise Http404
    try:
        approve_internally(submission=door.submission, actor=door.actor, now=timezone.now())
    except NotReady as unready:
        for problem in unready.problems:
            messages.error(request, problem.message)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, "Предложения согласованы и направлены.")
    return redirect(door.url("confirm"))


def _decline(request: HttpRequest, door: Door) -> HttpResponse:
    form = DeclineForm(request.POST)
    if form.is_valid():
        try:
            decline_internally(
                submission=door.submission,
                remark=form.cleaned_data["remark"],
                actor=door.actor,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error("remark", refusal.message)
        else:
            messages.info(request, "Предложения возвращены автору с вашим замечанием.")
            return redirect(door.url("confirm"))
    return _page(request, door, form, status=422)


def _page(request: HttpRequest, door: Door, form: DeclineForm, status: int = 200) -> HttpResponse:
    sheet = sheet_of(door, today=timezone.localdate())
    shown = [one for one in sheet.sent_rows if one.row.state != RowState.REMOVED]
    context = {
        "door": door,
        "sheet": sheet,
        "submission": door.submission,
        "campaign": door.submission.campaign,
        "rows": [one for one in shown if one.row.state != RowState.DROPPED],
        "dropped": [one for one in shown if one.row.state == RowState.DROPPED],
        "form": form,
        "waits": door.may(CONFIRM) and door.submission.state == SubmissionState.IN_APPROVAL,
        "urls": {"page": door.url("confirm")},
    }
    return render(request, "website/proposals/confirm.html", context, status=status)
