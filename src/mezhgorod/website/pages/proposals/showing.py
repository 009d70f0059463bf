"""The page of a party as it is shown: one form for all its rows, or the rows on their way."""

from __future__ import annotations

from uuid import uuid4

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mezhgorod.campaigns.actions import NotReady
from mezhgorod.campaigns.rules import CONFIRM, PROPOSE, CampaignState, SubmissionState
from mezhgorod.website.forms.imports import ACCEPTED, MAX_MEBIBYTES
from mezhgorod.website.forms.proposals import NothingForm
from mezhgorod.website.pages.proposals.doors import Door
from mezhgorod.website.pages.proposals.sheet import FORM_ID, Sheet, sheet_of
from mezhgorod.website.pages.proposals.typing import Kept
from mezhgorod.website.row_editor import RowSetting

_SENT_PER_PAGE = 200
_REMOVED = 100


def show(
    request: HttpRequest,
    door: Door,
    *,
    kept: Kept | None = None,
    unready: NotReady | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page; rows that were not kept come with the words that were sent."""
    typed = kept.typed if kept else {}
    told = [(one.row_id or 0, one.message) for one in (unready.problems if unready else ())]
    problems: dict[int, list[str]] = {}
    for pk, message in told:
        problems.setdefault(pk, []).append(message)
    sheet = sheet_of(door, today=timezone.localdate(), typed=typed, problems=problems)
    shape = _shape(door)
    lists = _writing_lists if shape == "writing" else _sent_lists
    context = {
        "door": door,
        "sheet": sheet,
        "submission": door.submission,
        "campaign": door.submission.campaign,
        **lists(request, sheet),
        **_ways(request, door),
        "setting": RowSetting.of_plan(sheet.plan),
        "missing": [(sheet.where(pk) if pk else "", message) for pk, message in told],
        "unkept": [(sheet.where(pk), one) for pk, one in typed.items()],
    }
    return render(request, f"website/proposals/{shape}.html", context, status=status)


def approval_key(door: Door) -> str:
    """Return under which name a session keeps the link for approval inside an organization."""
    return f"approval-{door.submission.pk}"


def _writing_lists(request: HttpRequest, sheet: Sheet) -> dict[str, object]:
    own = Paginator(sheet.own, sheet.per_page).get_page(_number(request, "page"))
    carried = Paginator(sheet.carried, sheet.per_page).get_page(_number(request, "carried"))
    return {
        "own": own,
        "own_rows": sheet.shown(own.object_list),
        "carried": carried,
        "carried_rows": sheet.shown(carried.object_list),
        "removed": sheet.removed[:_REMOVED],
    }


def _sent_lists(request: HttpRequest, sheet: Sheet) -> dict[str, object]:
    sent = Paginator(sheet.sent_rows, _SENT_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "sent": sent,
        "sent_rows": sheet.shown(sent.object_list),
        "removed": sheet.removed[:_REMOVED],
    }


def _ways(request: HttpRequest, door: Door) -> dict[str, object]:
    """Return what may be done here, and where to."""
    pages = ("paste", "print", "word")
    return {
        "urls": {"page": door.url(), **{name: door.url(f"proposals_{name}") for name in pages}},
        "understand_url": door.url("proposals_understand"),
        "approval_url": request.session.get(approval_key(door), ""),
        "is_open": door.submission.campaign.state == CampaignState.OPEN,
        "may_propose": door.may(PROPOSE),
        "may_confirm": door.may(CONFIRM),
        "nothing_form": NothingForm(),
        "form_id": FORM_ID,
        "new_token": uuid4().hex,
        "accepted": ACCEPTED,
        "limit": MAX_MEBIBYTES,
    }


def _number(request: HttpRequest, name: str) -> str | None:
    """Return which page of a list is shown: of the address, of the form that was sent."""
    return request.GET.get(name) or request.POST.get(name)


def _shape(door: Door) -> str:
    """Return which page it is: rows to write, or rows on their way."""
    state = SubmissionState(door.submission.state)
    is_written = state in {
        SubmissionState.NOT_STARTED,
        SubmissionState.DRAFT,
        SubmissionState.RETURNED,
    }
    return "writing" if is_written and door.may(PROPOSE) else "sent"
