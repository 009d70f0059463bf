"""«История»: who changed what, when, why and from which words; the last step can be taken back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from mezhgorod.planning.actions.rows.undoing import last_step, undo_last_change
from mezhgorod.planning.models import Plan, PlanChange
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.queries.approval import way_of
from mezhgorod.planning.queries.changes import (
    HistoryFilter,
    history_of,
    kinds_of,
    people_of,
    row_after,
    row_before,
)
from mezhgorod.planning.rules import AMEND_PLAN, CHANGE_DRAFT, SEE_HISTORY, ChangeKind
from mezhgorod.registry.rules import RuleViolation, may, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.plan_approval.frame import for_those_who, show
from planbook.matching.comparison import row_changes

PAGE_ROWS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(SEE_HISTORY)
def history(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The changes of a plan, newest first, by row, kind and person; a POST takes the last back."""
    if request.method == "POST":
        return _undone(request, plan)
    wanted = _wanted(request.GET)
    pages = Paginator(history_of(plan=plan, wanted=wanted), PAGE_ROWS)
    page = pages.get_page(request.GET.get("page"))
    actor, subject = actor_of_request(request), plan_subject(plan)
    can_undo = may(actor, AMEND_PLAN, subject) or may(actor, CHANGE_DRAFT, subject)
    kept = request.GET.copy()
    kept.pop("page", None)
    return show(
        request,
        plan,
        "history.html",
        page=page,
        entries=[(one, changed_words(one)) for one in page],
        wanted=wanted,
        kinds=[(one, ChangeKind(one).label) for one in kinds_of(plan=plan)],
        people=people_of(plan=plan),
        row_title=_title(plan, wanted),
        kept_query=kept.urlencode(),
        step=last_step(plan=plan) if can_undo else None,
        way=way_of(plan=plan),
    )


def changed_words(change: PlanChange) -> list[tuple[str, str, str]]:
    """Return what a change did, cell by cell: the column, the words before and after."""
    before, after = row_before(change), row_after(change)
    if before is None or after is None:
        return []
    return [
        (one.facet.label, one.before or "пусто", one.after or "пусто")
        for one in row_changes(before, after)
    ]


def _undone(request: HttpRequest, plan: Plan) -> HttpResponse:
    try:
        step = undo_last_change(
            plan=plan,
            actor=actor_of_request(request),
            now=timezone.now(),
            batch=_uuid(request.POST.get("batch", "")),
        )
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, f"Возвращено, как было: {step.words}")
    return redirect("plan_history", plan.slug)


def _wanted(params: QueryDict) -> HistoryFilter:
    kind = params.get("kind", "")
    return HistoryFilter(
        uid=_uuid(params.get("row", "")),
        kind=kind if kind in ChangeKind.values else "",
        by_id=number_of(params.get("by", "")) or None,
        since=_day(params.get("since", "")),
        until=_day(params.get("until", "")),
    )


def _title(plan: Plan, wanted: HistoryFilter) -> str:
    if wanted.uid is None:
        return ""
    found = plan.changes.filter(event_uid=wanted.uid).first()
    row = (row_after(found) or row_before(found)) if found else None
    return row.title if row else ""


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
