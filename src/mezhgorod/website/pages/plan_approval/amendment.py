"""«Изменения № 1»: what has changed since the last version, its list as Word, its approval."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mezhgorod.planning.actions.approval.amendments import approve_amendment, save_amendment_basis
from mezhgorod.planning.actions.review_steps import approving_body_id, last_change_id
from mezhgorod.planning.models import Amendment, Plan
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.rules import (
    AMEND_PLAN,
    APPROVE_AMENDMENT,
    SEE_DRAFT,
    AmendmentState,
)
from mezhgorod.publication.amendment_documents import (
    AmendmentView,
    amendment_file,
    amendment_view,
    grounds_words,
)
from mezhgorod.registry.rules import RuleViolation, may, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.plan_approval import ApprovalForm
from mezhgorod.website.pages.plan_approval.frame import (
    for_readers,
    hand_out,
    has_one_of,
    show,
)
from planbook.matching import RowState
from planbook.matching.printing import change_lines

_STATES = {
    RowState.ADDED: "включено",
    RowState.REMOVED: "исключено",
    RowState.CHANGED: "изменено",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def amendment(request: HttpRequest, plan: Plan, number: int) -> HttpResponse:
    """The net changes row by row; the ground and the approval for those who may."""
    found = _amendment(request, plan, number)
    if request.method != "POST":
        return _page(request, plan, found)
    form = ApprovalForm(request.POST, request.FILES, plan=plan)
    if not form.is_valid():
        return _page(request, plan, found, form=form, status=422)
    try:
        if request.POST.get("do") == "basis":
            _save_basis(request, found)
            messages.info(request, "Основание сохранено.")
            return redirect("plan_amendment", plan.slug, number)
        version = approve_amendment(
            amendment=found,
            approval=form.approval,
            seen_change=number_of(request.POST.get("change", "")),
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        form.refuse(refusal)
        found.refresh_from_db()
        is_changed = refusal.code == "amendment.changed"
        return _page(
            request,
            plan,
            found,
            form=form,
            refusal=refusal.message,
            status=409 if is_changed else 422,
        )
    messages.info(request, f"{found} утверждены. Закреплена редакция {version.number}.")
    return redirect("plan_version", plan.slug, version.number)


@require_GET
@for_readers
def amendment_download(
    request: HttpRequest, plan: Plan, number: int, extension: str
) -> HttpResponse:
    """The official list of changes as Word or PDF."""
    view = _view(_amendment(request, plan, number))
    return hand_out(lambda: amendment_file(view, extension=extension))


def _page(
    request: HttpRequest,
    plan: Plan,
    found: Amendment,
    *,
    form: ApprovalForm | None = None,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    view = _view(found)
    actor, subject = actor_of_request(request), plan_subject(plan)
    is_open = found.state == AmendmentState.OPEN
    return show(
        request,
        plan,
        "amendment.html",
        status=status,
        amendment=found,
        amendment_name=str(found),
        version=view.version,
        is_open=is_open,
        rows=[_row(one, has_one_of(request, plan, SEE_DRAFT)) for one in view.changes],
        form=form or ApprovalForm(plan=plan),
        can_change=is_open and may(actor, AMEND_PLAN, subject),
        can_approve=is_open
        and may(actor, APPROVE_AMENDMENT, plan_subject(plan, body_id=approving_body_id(plan))),
        seen_change=last_change_id(plan),
        **context,
    )


def _row(change: Any, sees_people: bool) -> dict[str, Any]:
    placed = change.row.after or change.row.before
    number = placed.row.number if placed else ""
    return {
        "state": _STATES[change.row.state],
        "kinds": ", ".join(change.kinds),
        "title": f"{number}. {change.row.title}" if number else change.row.title,
        "heading": placed.section.heading if placed else "",
        "lines": list(change_lines(change.row)),
        "grounds": grounds_words(change).replace("\n\n", "\n"),
        "steps": change.steps if sees_people else (),
        "uid": change.uid if change.row.after else "",
    }


def _amendment(request: HttpRequest, plan: Plan, number: int) -> Amendment:
    """Return an amendment; one that is not approved yet is seen by those who make the plan."""
    found = get_object_or_404(plan.amendments.select_related("plan__owner"), number=number)
    if found.state == AmendmentState.OPEN and not has_one_of(request, plan, SEE_DRAFT):
        raise Http404
    return found


def _view(found: Amendment) -> AmendmentView:
    view = amendment_view(found)
    if view is None:
        raise Http404
    return view


def _save_basis(request: HttpRequest, found: Amendment) -> None:
    save_amendment_basis(
        amendment=found,
        basis=request.POST.get("basis", ""),
        actor=actor_of_request(request),
        now=timezone.now(),
    )
