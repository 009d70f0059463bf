"""An administrator puts the state of a plan right after a mistake, and says why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.planning.actions.rows.writing import count_change, locked_plan
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.queries.changes import steps_of_amendment
from mezhgorod.planning.rules import CORRECT_STATE, AmendmentState, PlanState
from mezhgorod.planning.rules.words import PLAN_CORRECTIONS
from mezhgorod.planning.rules.workflow import checked_words
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may

_REASON = "причину: её увидят в истории плана"


@transaction.atomic
def correct_state(
    *, plan: Plan, wanted: PlanState, reason: str, actor: Actor, now: datetime
) -> Plan:
    """Put a plan into the state it should be in; versions and answers of approvals stay.

    A plan that becomes a draft again loses the printed lines of its approval: they stand in its
    version and in the journal. A plan that is in the wanted state already is left as it is.

    Raises:
        RuleViolation: the person is no administrator, this correction does not exist, the reason is
            missing, or changes of the approved plan still wait for their approval.
    """
    plan = locked_plan(plan.pk)
    ensure_may(actor, CORRECT_STATE, plan_subject(plan))
    if plan.state == wanted:
        return plan
    former = PlanState(plan.state)
    if wanted not in PLAN_CORRECTIONS.get(former, frozenset()):
        message = (
            f"Из состояния «{former.label}» в состояние «{wanted.label}» план не исправляют. "
            "Обновите страницу и посмотрите, что возможно."
        )
        raise RuleViolation("plan.no_correction", message, "state")
    words = checked_words(reason, field="reason", what=_REASON, is_needed=True)
    before = {"state": former, "approval": list(plan.approval)}
    if wanted == PlanState.DRAFT:
        _ensure_no_open_changes(plan)
    if wanted == PlanState.DRAFT and plan.approval:
        plan.approval = []
        count_change(plan, now)
    plan.state, plan.updated_at = wanted, now
    plan.save(update_fields=["state", "approval", "updated_at"])
    done = Done(
        "plan.state_corrected",
        f"План «{plan.title}»: состояние исправлено, было «{former.label}», стало «{wanted.label}»",
        plan.owner_id,
        words,
        before=before,
        after={"state": wanted, "approval": list(plan.approval)},
    )
    write_audit(subject=plan, done=done, actor=actor, now=now)
    return plan


def _ensure_no_open_changes(plan: Plan) -> None:
    amendment = plan.amendments.filter(state=AmendmentState.OPEN).first()
    if amendment is not None and steps_of_amendment(amendment).exists():
        message = (
            f"{amendment} ещё не утверждены. Сначала утвердите их или отмените, потом возвращайте "
            "план в проекты."
        )
        raise RuleViolation("plan.open_amendment", message, "state")
