"""Steps of approval put in their states: whose turn it is, which answers stand no longer."""

from __future__ import annotations

from collections.abc import Sequence

from mezhgorod.planning.models import ApprovalRoute, ApprovalStep, Plan, PlanChange
from mezhgorod.planning.rules import PlanState, StepState
from mezhgorod.planning.rules.workflow import StepPlace, step_states

_NOTE = "После ответа «{answer}» проект изменён: посмотрите изменения и решите снова."


def steps_of_round(plan: Plan) -> list[ApprovalStep]:
    """Return the steps of the present submission in order, none before the first one."""
    last = (
        ApprovalStep.objects.filter(plan=plan)
        .order_by("-round")
        .values_list("round", flat=True)
        .first()
    )
    steps = ApprovalStep.objects.filter(plan=plan, round=last or 0).select_related("body")
    return list(steps.order_by("position", "pk"))


def final_body_id(steps: Sequence[ApprovalStep]) -> int | None:
    """Return which body approves a plan at the end, None where its owner has not said."""
    return next((one.body_id for one in steps if one.is_final), None)


def approving_body_id(plan: Plan) -> int | None:
    """Return which body approves a plan and its changes, None where its owner has not said.

    A plan that came in as an approved document has no steps; the order of its owner speaks for it.
    """
    steps = steps_of_round(plan)
    if steps:
        return final_body_id(steps)
    routes = ApprovalRoute.objects.filter(owner=plan.owner_id, is_final=True)
    return routes.order_by("position", "pk").values_list("body_id", flat=True).first()


def settle_steps(steps: list[ApprovalStep]) -> None:
    """Store whose turn it is after an answer."""
    states = step_states(
        [StepPlace(one.pk, one.position, StepState(one.state), one.is_final) for one in steps]
    )
    changed = [one for one in steps if one.state != states[one.pk]]
    for one in changed:
        one.state = states[one.pk]
    ApprovalStep.objects.bulk_update(changed, ["state"])


def reopen_steps(plan: Plan) -> int:
    """Put answered steps of a plan in review back, because a row has changed since.

    Returns:
        How many answers stand no longer.
    """
    if plan.state != PlanState.IN_REVIEW:
        return 0
    steps = steps_of_round(plan)
    answered = [one for one in steps if one.state in (StepState.APPROVED, StepState.RETURNED)]
    for one in answered:
        one.note = _NOTE.format(answer=StepState(one.state).label)
        one.state = StepState.WAITING
    if answered:
        ApprovalStep.objects.bulk_update(answered, ["state", "note"])
        settle_steps(steps)
    return len(answered)


def last_change_id(plan: Plan) -> int:
    """Return the number of the last change of a plan, 0 when it was never changed here."""
    last = PlanChange.objects.filter(plan=plan).order_by("-pk").values_list("pk", flat=True)
    return last.first() or 0
