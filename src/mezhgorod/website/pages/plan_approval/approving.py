"""«Согласование»: steps, what is asked of whom, remarks to rows, the sheet of approval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from mezhgorod.planning.actions.approval.approving import (
    Seen,
    StepAnswer,
    approve_plan,
    archive_plan,
    ask_again,
    decide_step,
    fulfil_plan,
    publish_plan,
    submit_for_approval,
    withdraw_plan,
)
from mezhgorod.planning.actions.approval.item_remarks import (
    add_remark,
    answer_remark,
    close_remark,
    may_close,
)
from mezhgorod.planning.actions.review_steps import final_body_id, last_change_id
from mezhgorod.planning.models import ApprovalStep, ItemRemark, Plan, PlanChange, PlanItem
from mezhgorod.planning.queries import items_of_plan, plan_subject
from mezhgorod.planning.queries.approval import asked_steps, remarks_of, rounds_of
from mezhgorod.planning.queries.changes import steps_since
from mezhgorod.planning.rules import (
    APPROVE_PLAN,
    CHANGE_DRAFT,
    CORRECT_STATE,
    KEEP_ROUTE,
    PUBLISH_PLAN,
    REMARK_ON_PLAN,
    REVIEW_PLAN,
    SEE_DRAFT,
    SUBMIT_PLAN,
    PlanState,
    StepState,
)
from mezhgorod.planning.rules.words import PLAN_CORRECTIONS
from mezhgorod.planning.rules.workflow import approval_lines, decided_by
from mezhgorod.publication.approval_sheet import approval_sheet_file
from mezhgorod.registry.rules import Actor, Right, RuleViolation, may, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.plan_approval import ApprovalForm, PlainForm, RemarkForm, StepForm
from mezhgorod.website.pages.plan_approval.frame import (
    for_those_who,
    hand_out,
    show,
)

PAGE_ROWS = 200
_CHANGED = frozenset({"approval.changed"})
_MOVES: dict[str, tuple[Callable[..., object], str]] = {
    "submit": (submit_for_approval, "План передан на согласование."),
    "withdraw": (withdraw_plan, "План снова в проектах. Ответы этого раза сохранены ниже."),
    "publish": (publish_plan, "План опубликован: его видят все."),
    "fulfil": (fulfil_plan, "План отмечен исполненным."),
    "archive": (archive_plan, "План сдан в архив."),
}
_ANSWERED = {
    "approve": "Согласовано.",
    "return": "План возвращён с замечанием. Дирекция увидит его на этой странице.",
    "again": "План передан этому органу ещё раз.",
}


@require_GET
@for_those_who(SEE_DRAFT, REMARK_ON_PLAN)
def approval(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Where the plan stands, whose turn it is, what changed since, remarks row by row."""
    return _page(request, plan)


@require_POST
@for_those_who(SUBMIT_PLAN, PUBLISH_PLAN)
def move(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Submit, withdraw, publish, close, archive."""
    verb = request.POST.get("do", "")
    if verb not in _MOVES:
        return redirect("plan_approval", plan.slug)
    action, words = _MOVES[verb]
    try:
        action(plan=plan, actor=actor_of_request(request), now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, words)
    return redirect("plan_approval", plan.slug)


@require_POST
@for_those_who(REVIEW_PLAN, SUBMIT_PLAN)
def step(request: HttpRequest, plan: Plan, pk: int) -> HttpResponse:
    """Agree with a plan, return it with a remark, or ask a body again."""
    found = get_object_or_404(ApprovalStep.objects.select_related("plan"), pk=pk, plan=plan)
    verb, form = request.POST.get("do", ""), StepForm(request.POST)
    actor, now = actor_of_request(request), timezone.now()
    form.is_valid()
    try:
        if verb == "again":
            ask_again(step=found, actor=actor, now=now)
        elif verb in _ANSWERED:
            state = StepState.APPROVED if verb == "approve" else StepState.RETURNED
            answer = StepAnswer(state, form.cleaned_data.get("remark", ""))
            decide_step(step=found, answer=answer, seen=_seen(request), actor=actor, now=now)
    except RuleViolation as refusal:
        form.refuse(refusal)
        return _refused(request, plan, refusal, step_forms={pk: form})
    messages.info(request, _ANSWERED.get(verb, ""))
    return redirect("plan_approval", plan.slug)


@require_POST
@for_those_who(APPROVE_PLAN)
def approve(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Approve a plan and freeze its first version."""
    form = ApprovalForm(request.POST, request.FILES, plan=plan)
    if not form.is_valid():
        return _page(request, plan, status=422, final_form=form)
    told = form.approval
    if not told.lines:
        lines = approval_lines(
            body=told.body_text or (decided_by(told.body.name) if told.body else ""),
            on=told.approved_on,
            number=told.number,
        )
        told = replace(told, lines=tuple(lines))
    try:
        version = approve_plan(
            plan=plan,
            approval=told,
            seen=_seen(request),
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        form.refuse(refusal)
        return _refused(request, plan, refusal, final_form=form)
    messages.info(request, f"План утверждён. Закреплена редакция {version.number}.")
    return redirect("plan_approval", plan.slug)


@require_POST
@for_those_who(REMARK_ON_PLAN)
def remark_add(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Leave a remark to a row or to the plan."""
    chosen = _chosen(plan, request.POST.get("item", ""))
    form = RemarkForm(request.POST, rows=_choices(chosen))
    if not form.is_valid():
        return _page(request, plan, status=422, remark_form=form)
    try:
        add_remark(
            plan=plan,
            item=chosen[0] if chosen else None,
            text=form.cleaned_data["text"],
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        form.refuse(refusal)
        return _page(request, plan, status=422, remark_form=form)
    messages.info(request, "Замечание записано.")
    return redirect(f"{reverse('plan_approval', args=(plan.slug,))}#remarks")


@require_POST
@for_those_who(REMARK_ON_PLAN, CHANGE_DRAFT)
def remark(request: HttpRequest, plan: Plan, pk: int) -> HttpResponse:
    """Answer a remark or close it."""
    found = get_object_or_404(ItemRemark.objects.select_related("plan"), pk=pk, plan=plan)
    actor, now = actor_of_request(request), timezone.now()
    try:
        if request.POST.get("do") == "close":
            close_remark(remark=found, actor=actor, now=now)
            messages.info(request, "Замечание снято.")
        else:
            answer_remark(remark=found, answer=request.POST.get("answer", ""), actor=actor, now=now)
            messages.info(request, "Ответ записан.")
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    return redirect(f"{reverse('plan_approval', args=(plan.slug,))}#remark-{pk}")


@require_GET
@for_those_who(SEE_DRAFT, REMARK_ON_PLAN)
def sheet(request: HttpRequest, plan: Plan, extension: str) -> HttpResponse:
    """The sheet of approval as Word or PDF."""
    return hand_out(lambda: approval_sheet_file(plan=plan, extension=extension))


def _refused(
    request: HttpRequest, plan: Plan, refusal: RuleViolation, **forms: Any
) -> HttpResponse:
    """Show the page again; a draft that changed meanwhile with what changed."""
    plan.refresh_from_db()
    changed: list[PlanChange] = []
    if refusal.code in _CHANGED:
        changed = list(steps_since(plan=plan, change_id=_seen(request).change))
    is_changed = refusal.code in _CHANGED
    return _page(
        request,
        plan,
        status=409 if is_changed else 422,
        changed=changed,
        refusal=refusal.message,
        **forms,
    )


def _page(
    request: HttpRequest,
    plan: Plan,
    *,
    status: int = 200,
    step_forms: dict[int, PlainForm] | None = None,
    final_form: ApprovalForm | None = None,
    remark_form: RemarkForm | None = None,
    **context: object,
) -> HttpResponse:
    actor = actor_of_request(request)
    rounds = rounds_of(plan=plan)
    current = rounds[0] if rounds else []
    forms = step_forms or {}
    asked = asked_steps(plan=plan, steps=current, actor=actor)
    return show(
        request,
        plan,
        "approval.html",
        status=status,
        steps=[(one, forms.get(one.step.pk) or StepForm(prefix=None)) for one in asked],
        earlier=rounds[1:],
        is_decided=all(one.state == StepState.APPROVED for one in current if not one.is_final),
        final_form=final_form or ApprovalForm(plan=plan),
        seen_change=last_change_id(plan),
        **_allowed(plan, current, actor),
        **_remarked(request, plan, actor, remark_form),
        **context,
    )


def _allowed(plan: Plan, steps: Sequence[ApprovalStep], actor: Actor) -> dict[str, object]:
    """Return what the person may do with the plan as it stands."""
    rights = {name: may(actor, right, plan_subject(plan)) for name, right in _RIGHTS.items()}
    decided_by = plan_subject(plan, body_id=final_body_id(steps))
    rights["approve"] = may(actor, APPROVE_PLAN, decided_by)
    is_open = plan.state == PlanState.IN_REVIEW
    can_withdraw = is_open and may(actor, SUBMIT_PLAN, _as_draft(plan))
    rights["correct"] = may(actor, CORRECT_STATE, decided_by) and plan.state in PLAN_CORRECTIONS
    return {"can": rights, "is_open": is_open, "can_withdraw": can_withdraw}


def _remarked(
    request: HttpRequest, plan: Plan, actor: Actor, form: RemarkForm | None
) -> dict[str, object]:
    """Return the remarks and the rows of one page, with a form for one more remark."""
    remarks = remarks_of(plan=plan)
    page = Paginator(_items(plan), PAGE_ROWS).get_page(request.GET.get("page"))
    items = list(page)
    wanted = request.POST.get("item") or request.GET.get("item", "")
    named = list(dict.fromkeys([*_chosen(plan, wanted), *items]))
    return {
        "remarks": [(one, may_close(one, actor)) for one in remarks],
        "open_count": sum(one.closed_at is None for one in remarks),
        "rows": _rows(items, remarks),
        "page": page,
        "remark_form": form or RemarkForm(rows=_choices(named), initial={"item": wanted}),
    }


_RIGHTS: dict[str, Right] = {
    "submit": SUBMIT_PLAN,
    "publish": PUBLISH_PLAN,
    "route": KEEP_ROUTE,
    "remark": REMARK_ON_PLAN,
    "answer": CHANGE_DRAFT,
}


def _as_draft(plan: Plan) -> Any:
    return replace(plan_subject(plan), state=PlanState.DRAFT)


def _seen(request: HttpRequest) -> Seen:
    return Seen(
        number_of(request.POST.get("revision", "")), number_of(request.POST.get("change", ""))
    )


def _items(plan: Plan) -> Any:
    return items_of_plan(plan=plan).select_related("event", "section")


def _chosen(plan: Plan, text: str) -> list[PlanItem]:
    """Return the row somebody has named, where it is one of this plan."""
    return list(_items(plan).filter(pk=number_of(text)))


def _choices(items: list[PlanItem]) -> list[tuple[str, str]]:
    return [(str(one.pk), _called(one)) for one in items]


def _called(item: PlanItem) -> str:
    title = " ".join(item.event.title.split())
    short = title if len(title) <= 90 else f"{title[:89]}…"
    return f"{item.number} {short}".strip()


def _rows(items: list[PlanItem], remarks: list[ItemRemark]) -> list[tuple[PlanItem, str, int]]:
    """Return every row with its name and how many open remarks it has."""
    counts: dict[int | None, int] = {}
    for one in remarks:
        if one.closed_at is None:
            counts[one.item_id] = counts.get(one.item_id, 0) + 1
    return [(item, _called(item), counts.get(item.pk, 0)) for item in items]
