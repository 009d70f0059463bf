"""A plan goes its way: submitted, reviewed step by step, approved, published, closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mezhgorod.planning.actions.approval.versions import Approval, checked_approval, freeze_version
from mezhgorod.planning.actions.review_steps import (
    final_body_id,
    last_change_id,
    settle_steps,
    steps_of_round,
)
from mezhgorod.planning.actions.rows.writing import count_change, locked_plan
from mezhgorod.planning.models import ApprovalRoute, ApprovalStep, Plan, PlanVersion
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.queries.versions import latest_version
from mezhgorod.planning.rules import (
    APPROVE_PLAN,
    OPEN_STATES,
    PUBLISH_PLAN,
    REVIEW_PLAN,
    SUBMIT_PLAN,
    PlanState,
    StepState,
)
from mezhgorod.planning.rules.workflow import DEFAULT_STEP, checked_words, ensure_transition
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.rules import Actor, Right, RuleViolation, ensure_may

# Answers of a step.
APPROVE, RETURN = StepState.APPROVED, StepState.RETURNED
_CHANGED = (
    "Проект изменился, пока вы его смотрели: посмотрите, что изменилось, и решите снова. "
    "Ничего не записано."
)
_NO_ROWS = "В плане нет ни одной строки. Заполните план и передайте его на согласование."


@dataclass(frozen=True, slots=True)
class Seen:
    """The draft as the person saw it: its revision and the last change told on the page."""

    revision: int
    change: int = 0


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """What a step answers: `StepState.APPROVED`, or `RETURNED` with a remark."""

    state: StepState
    remark: str = ""


@transaction.atomic
def submit_for_approval(*, plan: Plan, actor: Actor, now: datetime) -> list[ApprovalStep]:
    """Hand a draft to those who approve it: steps by the order its owner has set, or one final.

    A plan that is in review already is left as it is.

    Raises:
        RuleViolation: the person may not, the plan is no draft, or it has no rows.
    """
    plan = locked_plan(plan.pk)
    if plan.state == PlanState.IN_REVIEW:
        _ensure_anytime(actor, SUBMIT_PLAN, plan, PlanState.DRAFT)
        return steps_of_round(plan)
    ensure_may(actor, SUBMIT_PLAN, plan_subject(plan))
    if not plan.sections.filter(items__isnull=False).exists():
        raise RuleViolation("plan.no_rows", _NO_ROWS)
    last = plan.approval_steps.order_by("-round").values_list("round", flat=True).first() or 0
    steps = ApprovalStep.objects.bulk_create(_new_steps(plan, last + 1, now))
    settle_steps(steps)
    _move(plan, PlanState.IN_REVIEW, actor, now, "передан на согласование")
    return steps


@transaction.atomic
def decide_step(
    *, step: ApprovalStep, answer: StepAnswer, seen: Seen, actor: Actor, now: datetime
) -> ApprovalStep:
    """Answer a step of approval that is not final.

    The same answer once more changes nothing. A remark is needed to return a plan.

    Raises:
        RuleViolation: the person may not, it is not the turn of the step, the draft has changed
            since the person saw it (`approval.changed`), or the remark is missing.
    """
    plan = locked_plan(step.plan_id)
    ensure_may(actor, REVIEW_PLAN, plan_subject(plan, body_id=step.body_id))
    remark = checked_words(
        answer.remark,
        field="remark",
        what="замечание: из него поймут, что исправить",
        is_needed=answer.state == RETURN,
    )
    steps = steps_of_round(plan)
    step = next((one for one in steps if one.pk == step.pk), step)
    if _is_answered(step, answer, remark, plan):
        return step
    _ensure_turn(step, steps)
    _ensure_seen(plan, seen)
    step.state, step.remark, step.note = answer.state, remark, ""
    step.plan_revision, step.seen_change = plan.revision, last_change_id(plan)
    step.decided_at, step.decided_by_id = now, actor.user_id
    step.save()
    settle_steps(steps)
    done = Done("plan.review", f"{step.title}: {step.get_state_display()}", plan.owner_id, remark)
    write_audit(subject=plan, done=done, actor=actor, now=now)
    return step


@transaction.atomic
def ask_again(*, step: ApprovalStep, actor: Actor, now: datetime) -> ApprovalStep:
    """Ask a body that has returned the plan to look again, without changing rows.

    Raises:
        RuleViolation: the person may not, or the step was not returned.
    """
    plan = locked_plan(step.plan_id)
    _ensure_anytime(actor, SUBMIT_PLAN, plan, PlanState.DRAFT)
    steps = steps_of_round(plan)
    step = next((one for one in steps if one.pk == step.pk), step)
    if step.state == StepState.RETURNED:
        step.state, step.note = StepState.WAITING, "Дирекция просит рассмотреть ещё раз."
        step.save(update_fields=["state", "note"])
        settle_steps(steps)
        done = Done("plan.review_again", f"{step.title}: передано повторно", plan.owner_id)
        write_audit(subject=plan, done=done, actor=actor, now=now)
    return step


@transaction.atomic
def withdraw_plan(*, plan: Plan, actor: Actor, now: datetime, reason: str = "") -> Plan:
    """Take a plan in review back into the drafts; answers stay as a record of this round.

    Raises:
        RuleViolation: the person may not, or the plan is not in review.
    """
    plan = locked_plan(plan.pk)
    _ensure_anytime(actor, SUBMIT_PLAN, plan, PlanState.DRAFT)
    if plan.state == PlanState.DRAFT:
        return plan
    ensure_transition(plan.state, PlanState.DRAFT)
    words = checked_words(reason, field="reason", what="причину")
    return _move(plan, PlanState.DRAFT, actor, now, "возвращён в проекты", words)


@transaction.atomic
def approve_plan(
    *, plan: Plan, approval: Approval, seen: Seen, actor: Actor, now: datetime
) -> PlanVersion:
    """Approve a plan: its final step is answered, its first version is frozen.

    The same approval once more gives the version that it has made.

    Raises:
        RuleViolation: the person may not, a step is still open, the draft has changed since the
            person saw it (`approval.changed`), or the approval is told badly.
    """
    plan = locked_plan(plan.pk)
    approval = checked_approval(plan, approval)
    steps = steps_of_round(plan)
    made = latest_version(plan=plan) if _is_decided(plan, steps, seen) else None
    if made is not None and _is_same(made, approval):
        asked = plan_subject(plan, body_id=final_body_id(steps))
        ensure_may(actor, APPROVE_PLAN, replace(asked, state=PlanState.IN_REVIEW))
        return made
    ensure_may(actor, APPROVE_PLAN, plan_subject(plan, body_id=final_body_id(steps)))
    _ensure_told(approval)
    _ensure_seen(plan, seen)
    _ensure_all_agreed(steps)
    for step in (one for one in steps if one.is_final):
        step.state, step.plan_revision = StepState.APPROVED, plan.revision
        step.decided_at, step.decided_by_id, step.note = now, actor.user_id, ""
        step.save()
    plan.stamp = ""
    if approval.lines:
        plan.approval = list(approval.lines)
    plan.state = PlanState.APPROVED
    plan.save(update_fields=["stamp", "approval", "state"])
    count_change(plan, now)
    version = freeze_version(plan=plan, approval=approval, actor=actor, now=now)
    _tell(plan, actor, now, f"утверждён, закреплена редакция {version.number}")
    return version


@transaction.atomic
def publish_plan(*, plan: Plan, actor: Actor, now: datetime) -> Plan:
    """Let everybody read an approved plan. A published one is left as it is.

    Raises:
        RuleViolation: the person may not, or the plan is not approved yet.
    """
    return _moved_by_right(plan, PlanState.PUBLISHED, actor, now, "опубликован")


@transaction.atomic
def fulfil_plan(*, plan: Plan, actor: Actor, now: datetime) -> Plan:
    """Close a published plan whose period is over.

    Raises:
        RuleViolation: the person may not, or the plan is not published.
    """
    return _moved_by_right(plan, PlanState.FULFILLED, actor, now, "отмечен исполненным")


@transaction.atomic
def archive_plan(*, plan: Plan, actor: Actor, now: datetime) -> Plan:
    """Put a fulfilled plan into the archive; everybody may still read it.

    Raises:
        RuleViolation: the person may not, or the plan is not fulfilled.
    """
    return _moved_by_right(plan, PlanState.ARCHIVED, actor, now, "сдан в архив")


def _moved_by_right(plan: Plan, wanted: PlanState, actor: Actor, now: datetime, words: str) -> Plan:
    plan = locked_plan(plan.pk)
    ensure_may(actor, PUBLISH_PLAN, plan_subject(plan))
    if plan.state == wanted:
        return plan
    ensure_transition(plan.state, wanted)
    return _move(plan, wanted, actor, now, words)


def _move(
    plan: Plan, wanted: PlanState, actor: Actor, now: datetime, words: str, reason: str = ""
) -> Plan:
    before = plan.state
    plan.state, plan.updated_at = wanted, now
    plan.save(update_fields=["state", "updated_at"])
    _tell(plan, actor, now, words, reason=reason, before=before)
    return plan


def _tell(
    plan: Plan, actor: Actor, now: datetime, words: str, *, reason: str = "", before: str = ""
) -> None:
    done = Done(
        f"plan.{plan.state}",
        f"План «{plan.title}» {words}",
        plan.owner_id,
        reason,
        before={"state": before} if before else None,
        after={"state": plan.state},
    )
    write_audit(subject=plan, done=done, actor=actor, now=now)


def _ensure_anytime(actor: Actor, right: Right, plan: Plan, state: PlanState) -> None:
    """Ask for a right as if the plan were still in the state it is about."""
    ensure_may(actor, right, replace(plan_subject(plan), state=state))


def _new_steps(plan: Plan, number: int, now: datetime) -> list[ApprovalStep]:
    routes = list(ApprovalRoute.objects.filter(owner=plan.owner_id).order_by("position", "pk"))
    if not any(one.is_final for one in routes):
        last = max((one.position for one in routes), default=0)
        routes.append(ApprovalRoute(position=last + 1, title=DEFAULT_STEP, is_final=True))
    return [
        ApprovalStep(
            plan=plan,
            round=number,
            position=one.position,
            title=one.title,
            body_id=one.body_id,
            is_final=one.is_final,
            due_on=timezone.localdate(now) + timedelta(days=one.days) if one.days else None,
        )
        for one in routes
    ]


def _is_answered(step: ApprovalStep, answer: StepAnswer, remark: str, plan: Plan) -> bool:
    return (
        step.state == answer.state and step.remark == remark and step.plan_revision == plan.revision
    )


def _ensure_turn(step: ApprovalStep, steps: list[ApprovalStep]) -> None:
    if step.pk not in {one.pk for one in steps}:
        message = "Этот шаг относится к прежней передаче плана. Обновите страницу."
        raise RuleViolation("approval.old_round", message)
    if step.is_final:
        message = "Последний шаг – это утверждение: укажите, кем и когда утверждён план."
        raise RuleViolation("approval.final", message)
    if step.state == StepState.WAITING:
        message = "Очередь этого шага ещё не пришла: сначала отвечают те, кто стоит раньше."
        raise RuleViolation("approval.not_your_turn", message)


def _ensure_seen(plan: Plan, seen: Seen) -> None:
    if seen.revision != plan.revision:
        raise RuleViolation("approval.changed", _CHANGED)


def _ensure_told(approval: Approval) -> None:
    if not approval.body_text:
        raise RuleViolation("approval.no_body", "Укажите, кем утверждён план.", "body_text")
    if approval.approved_on is None:
        raise RuleViolation("approval.no_date", "Укажите дату утверждения.", "approved_on")


def _ensure_all_agreed(steps: list[ApprovalStep]) -> None:
    is_open = [one for one in steps if not one.is_final and one.state != StepState.APPROVED]
    if is_open:
        names = ", ".join(f"«{one.title}»" for one in is_open)
        message = f"План ещё не согласован: {names}. Дождитесь ответов или верните план в проекты."
        raise RuleViolation("approval.open_steps", message)


def _is_decided(plan: Plan, steps: list[ApprovalStep], seen: Seen) -> bool:
    """Return whether exactly the draft that somebody saw has been approved already."""
    finals = [one for one in steps if one.is_final]
    return plan.state not in OPEN_STATES and any(
        one.state == StepState.APPROVED and one.plan_revision == seen.revision for one in finals
    )


def _is_same(made: PlanVersion, approval: Approval) -> bool:
    return (made.body_text, made.approved_on, made.document_number) == (
        approval.body_text,
        approval.approved_on,
        approval.number,
    )
