"""An administrator corrects the state of a plan: only known ways, with a reason, in the journal."""

import itertools

import pytest
from tests.factories.approvals import APPROVAL, GROUNDS, LATER, NOW, make_draft, rows_of
from tests.factories.people import actor_with

from mezhgorod.planning.actions.approval.approving import (
    Seen,
    approve_plan,
    submit_for_approval,
)
from mezhgorod.planning.actions.approval.correcting import correct_state
from mezhgorod.planning.actions.changes.changing import postpone
from mezhgorod.planning.actions.rows.undoing import undo_last_change
from mezhgorod.planning.models import Plan, PlanVersion
from mezhgorod.planning.queries.approval import way_of
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import SYSTEM, Role, RuleViolation

pytestmark = pytest.mark.django_db
REASON = "Утвердили не тот проект"
WAYS = {
    (PlanState.COLLECTING, PlanState.DRAFT),
    (PlanState.APPROVED, PlanState.DRAFT),
    (PlanState.PUBLISHED, PlanState.APPROVED),
}


def corrected(plan: Plan, wanted: PlanState, reason: str = REASON) -> Plan:
    return correct_state(plan=plan, wanted=wanted, reason=reason, actor=SYSTEM, now=LATER)


def approved() -> Plan:
    plan = make_draft()
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    seen = Seen(Plan.objects.get(pk=plan.pk).revision)
    approve_plan(plan=plan, approval=APPROVAL, seen=seen, actor=SYSTEM, now=NOW)
    return Plan.objects.get(pk=plan.pk)


@pytest.mark.parametrize(("former", "wanted"), sorted(WAYS))
def test_a_known_correction_is_told_with_its_reason(former: PlanState, wanted: PlanState) -> None:
    plan = make_draft(former)

    corrected(plan, wanted)
    corrected(plan, wanted)

    plan.refresh_from_db()
    assert (plan.state, plan.updated_at) == (wanted, LATER)
    (entry,) = way_of(plan=plan)
    assert (entry.action, entry.reason, entry.owner) == (
        "plan.state_corrected",
        REASON,
        plan.owner,
    )
    assert entry.summary.endswith(f"было «{former.label}», стало «{wanted.label}»")


@pytest.mark.parametrize(
    ("former", "wanted"),
    sorted({(a, b) for a, b in itertools.product(PlanState, repeat=2) if a != b} - WAYS),
)
def test_any_other_way_is_refused(former: PlanState, wanted: PlanState) -> None:
    plan = make_draft(former)

    with pytest.raises(RuleViolation) as refused:
        corrected(plan, wanted)

    assert refused.value.code == "plan.no_correction"
    plan.refresh_from_db()
    assert plan.state == former


@pytest.mark.parametrize(
    ("reason", "code"),
    [("  ", "reason.empty"), ("а\0", "reason.nul"), ("а" * 4001, "reason.too_long")],
)
def test_a_reason_is_needed_and_bounded(reason: str, code: str) -> None:
    plan = make_draft(PlanState.PUBLISHED)

    with pytest.raises(RuleViolation) as refused:
        corrected(plan, PlanState.APPROVED, reason)

    assert (refused.value.code, refused.value.field) == (code, "reason")
    assert not AuditEntry.objects.filter(action="plan.state_corrected").exists()


def test_a_plan_back_in_the_drafts_is_no_longer_printed_as_approved_and_keeps_its_version() -> None:
    plan = approved()

    corrected(plan, PlanState.DRAFT)

    plan.refresh_from_db()
    assert (plan.approval, PlanVersion.objects.get().body_text) == ([], APPROVAL.body_text)
    (entry,) = AuditEntry.objects.filter(action="plan.state_corrected")
    assert entry.before == {"state": "approved", "approval": list(APPROVAL.lines)}


def test_changes_on_their_way_are_settled_before_a_plan_becomes_a_draft() -> None:
    plan = approved()
    postpone(item=rows_of(plan)[0], wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=NOW)

    with pytest.raises(RuleViolation, match="Изменения № 1 ещё не утверждены"):
        corrected(plan, PlanState.DRAFT)
    undo_last_change(plan=plan, actor=SYSTEM, now=LATER)

    assert corrected(plan, PlanState.DRAFT).state == PlanState.DRAFT


@pytest.mark.parametrize("role", [Role.DIRECTORATE, Role.APPROVER, Role.REGIONAL_COORDINATOR])
def test_no_role_corrects_a_state(role: Role) -> None:
    plan = make_draft(PlanState.PUBLISHED)
    actor = actor_with(role, plan.owner)

    with pytest.raises(RuleViolation, match="только администратор сайта"):
        correct_state(plan=plan, wanted=PlanState.APPROVED, reason=REASON, actor=actor, now=LATER)
