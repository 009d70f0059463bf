"""Changes of an approved plan are approved together: an amendment makes the next version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.planning.actions.approval.versions import Approval, checked_approval, freeze_version
from mezhgorod.planning.actions.review_steps import (
    approving_body_id,
    last_change_id,
)
from mezhgorod.planning.actions.rows.writing import count_change, locked_plan
from mezhgorod.planning.models import Amendment, PlanVersion
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.queries.changes import compare_editions
from mezhgorod.planning.queries.versions import changed_part, latest_version
from mezhgorod.planning.rules import AMEND_PLAN, APPROVE_AMENDMENT, AmendmentState
from mezhgorod.planning.rules.workflow import checked_words, with_edition
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may
from planbook.matching import RowState

_CHANGED = (
    "Пока вы смотрели изменения, к ним добавились новые. Посмотрите список ещё раз: "
    "ничего не утверждено."
)
_NOTHING = "Строки плана такие же, как в утверждённой редакции: утверждать нечего."


@transaction.atomic
def save_amendment_basis(
    *, amendment: Amendment, basis: str, actor: Actor, now: datetime
) -> Amendment:
    """Keep the ground of an open amendment, printed in the list of changes.

    Raises:
        RuleViolation: the person may not, or the amendment is approved already.
    """
    plan = locked_plan(amendment.plan_id)
    ensure_may(actor, AMEND_PLAN, plan_subject(plan))
    amendment.refresh_from_db()
    if amendment.state != AmendmentState.OPEN:
        message = f"{amendment} уже утверждены, основание больше не меняют."
        raise RuleViolation("amendment.approved", message)
    words = checked_words(basis, field="basis", what="основание")
    if words != amendment.basis:
        before, amendment.basis = amendment.basis, words
        amendment.save(update_fields=["basis"])
        done = Done(
            "plan.amendment_basis",
            f"{amendment}: основание",
            plan.owner_id,
            before={"basis": before},
            after={"basis": words},
        )
        write_audit(subject=amendment, done=done, actor=actor, now=now)
    return amendment


@transaction.atomic
def approve_amendment(
    *, amendment: Amendment, approval: Approval, seen_change: int, actor: Actor, now: datetime
) -> PlanVersion:
    """Approve the gathered changes: the plan as it stands now becomes its next version.

    The same amendment once more gives the version it has made.

    Args:
        seen_change: the last change of the list the person saw.

    Raises:
        RuleViolation: the person may not, changes have come since (`amendment.changed`), nothing
            differs from the version before, or the approval is told badly.
    """
    plan = locked_plan(amendment.plan_id)
    ensure_may(actor, APPROVE_AMENDMENT, plan_subject(plan, body_id=approving_body_id(plan)))
    amendment.refresh_from_db()
    made = PlanVersion.objects.filter(amendment=amendment).first()
    if made is not None:
        return made
    approval = checked_approval(plan, approval)
    if not approval.body_text:
        raise RuleViolation("approval.no_body", "Укажите, кем утверждены изменения.", "body_text")
    if approval.approved_on is None:
        raise RuleViolation("approval.no_date", "Укажите дату утверждения.", "approved_on")
    if seen_change != last_change_id(plan):
        raise RuleViolation("amendment.changed", _CHANGED)
    before = latest_version(plan=plan)
    if before is not None and not _differs(before):
        raise RuleViolation("amendment.nothing", _NOTHING)
    plan.approval = list(approval.lines) or with_edition(
        plan.approval, on=approval.approved_on, number=approval.number
    )
    plan.save(update_fields=["approval"])
    count_change(plan, now)
    amendment.state, amendment.approved_at = AmendmentState.APPROVED, now
    amendment.save(update_fields=["state", "approved_at"])
    version = freeze_version(
        plan=plan, approval=approval, amendment=amendment, actor=actor, now=now
    )
    words = f"{amendment} плана «{plan.title}» утверждены, закреплена редакция {version.number}"
    done = Done("plan.amend", words, plan.owner_id)
    write_audit(subject=plan, done=done, actor=actor, now=now)
    return version


def _differs(before: PlanVersion) -> bool:
    diff = compare_editions(*changed_part(before=before, after=None))
    return any(row.state is not RowState.UNCHANGED for row in diff.rows)
