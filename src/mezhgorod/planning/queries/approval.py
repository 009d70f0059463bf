"""The way of a plan through its approval: steps, remarks, what is asked of whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from mezhgorod.planning.models import ApprovalStep, ItemRemark, Plan, PlanChange
from mezhgorod.planning.queries.rights import plan_subject
from mezhgorod.planning.rules import APPROVE_PLAN, REVIEW_PLAN, PlanState, StepState
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import Actor, may

SHOWN_STATES = 50


@dataclass(frozen=True, slots=True)
class AskedStep:
    """A step with what a person may do about it, and what changed since it was answered last."""

    step: ApprovalStep
    is_asked: bool
    changes: tuple[PlanChange, ...] = ()


def rounds_of(*, plan: Plan) -> list[list[ApprovalStep]]:
    """Return the steps of every submission of a plan, the newest submission first."""
    rounds: dict[int, list[ApprovalStep]] = {}
    steps = ApprovalStep.objects.filter(plan=plan).select_related("body", "decided_by")
    for step in steps.order_by("-round", "position", "pk"):
        rounds.setdefault(step.round, []).append(step)
    return list(rounds.values())


def asked_steps(*, plan: Plan, steps: list[ApprovalStep], actor: Actor) -> list[AskedStep]:
    """Return the steps of a submission as somebody sees them, in three queries at most.

    A step counts the changes since its body answered last, in this submission or before.
    """
    seen = _seen_before(plan)
    since = min((seen.get(_key(one), 0) for one in steps if _key(one) in seen), default=None)
    changes = [] if since is None else list(_changes(plan, since))
    return [
        AskedStep(
            step,
            _is_asked(plan, step, actor),
            tuple(one for one in changes if _key(step) in seen and one.pk > seen[_key(step)]),
        )
        for step in steps
    ]


def remarks_of(*, plan: Plan) -> list[ItemRemark]:
    """Return the remarks of a plan, open ones first, in the order of its rows."""
    remarks = sorted(
        ItemRemark.objects.filter(plan=plan).select_related(
            "item__section", "item__event", "body", "by", "answered_by", "closed_by"
        ),
        key=_place,
    )
    for one in remarks:
        one.plan = plan
    return remarks


def way_of(*, plan: Plan) -> list[AuditEntry]:
    """Return how a plan went from state to state, newest first, by whom and why."""
    actions = [*(f"plan.{state}" for state in PlanState.values), "plan.state_corrected"]
    entries = AuditEntry.objects.filter(
        object_kind=Plan._meta.label_lower, object_id=str(plan.pk), action__in=actions
    )
    return list(entries.select_related("by").order_by("-pk")[:SHOWN_STATES])


def _seen_before(plan: Plan) -> dict[tuple[str, int | None], int]:
    """Return the last change every body has taken into account."""
    answered = ApprovalStep.objects.filter(plan=plan, decided_at__isnull=False)
    rows = answered.values_list("title", "body").annotate(seen=Max("seen_change")).order_by()
    return {(title, body): seen for title, body, seen in rows}


def _changes(plan: Plan, since: int) -> list[PlanChange]:
    found = PlanChange.objects.filter(plan=plan, pk__gt=since, undone_at__isnull=True)
    return list(found.select_related("by", "item").order_by("pk"))


def _key(step: ApprovalStep) -> tuple[str, int | None]:
    return step.title, step.body_id


def _is_asked(plan: Plan, step: ApprovalStep, actor: Actor) -> bool:
    if step.state != StepState.ACTIVE:
        return False
    right = APPROVE_PLAN if step.is_final else REVIEW_PLAN
    return may(actor, right, plan_subject(plan, body_id=step.body_id))


def _place(remark: ItemRemark) -> tuple[bool, int, int]:
    position = remark.item.position if remark.item else 0
    return remark.closed_at is not None, position, remark.pk
