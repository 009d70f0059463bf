"""The page on which a superior reads the rows of a city or department and approves them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mezhgorod.campaigns.actions import NotReady, approve_internally, decline_internally
from mezhgorod.campaigns.models import ProposedRow
from mezhgorod.campaigns.rules import CONFIRM, RowChoice, RowOrigin, RowState, SubmissionState
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
    context = {
        "door": door,
        "sheet": sheet,
        "submission": door.submission,
        "campaign": door.submission.campaign,
        "rows": sheet.shown(one for one in sheet.sent_rows if not _is_dropped(one)),
        "dropped": [one for one in sheet.sent_rows if _is_dropped(one)],
        "form": form,
        "waits": door.may(CONFIRM) and door.submission.state == SubmissionState.IN_APPROVAL,
        "urls": {"page": door.url("confirm")},
    }
    return render(request, "website/proposals/confirm.html", context, status=status)


def _is_dropped(row: ProposedRow) -> bool:
    """Tell whether a row is not repeated; before the sending only the choice says so."""
    is_carried = row.origin == RowOrigin.CARRIED
    return row.state == RowState.DROPPED or (is_carried and row.choice == RowChoice.DROP)
