"""The way of a plan: steps together and in order, changed drafts, one version, no double clicks."""

from datetime import date

import pytest
from tests.factories.approvals import AMENDING, APPROVAL, GROUNDS, LATER, NOW, make_draft, rows_of
from tests.factories.people import actor_with, make_body, make_owner

from mezhgorod.planning.actions.approval.amendments import approve_amendment
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
from mezhgorod.planning.actions.changes.changing import postpone
from mezhgorod.planning.actions.review_steps import last_change_id
from mezhgorod.planning.actions.rows.bulk import ManyRows, change_many
from mezhgorod.planning.models import ApprovalRoute, ApprovalStep, Plan, PlanVersion
from mezhgorod.planning.rules import PlanState, StepState
from mezhgorod.registry.models import AuditEntry, Decision
from mezhgorod.registry.rules import SYSTEM, BodyKind, Role, RuleViolation

pytestmark = pytest.mark.django_db
AGREED = StepAnswer(StepState.APPROVED)
RETURNED = StepAnswer(StepState.RETURNED, "Июнь занят")


def submitted(*steps: tuple[int, str, bool]) -> Plan:
    """A plan in review with the steps of its owner: position, title, whether final."""
    plan = make_draft(stamp="Проект")
    for position, title, is_final in steps:
        ApprovalRoute.objects.create(
            owner=plan.owner, position=position, title=title, is_final=is_final
        )
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    plan.refresh_from_db()
    return plan


def states(plan: Plan) -> list[tuple[str, str]]:
    return list(plan.approval_steps.values_list("title", "state"))


def seen(plan: Plan) -> Seen:
    return Seen(Plan.objects.get(pk=plan.pk).revision)


def decide(plan: Plan, title: str, answer: StepAnswer = AGREED) -> ApprovalStep:
    step = plan.approval_steps.get(title=title)
    return decide_step(step=step, answer=answer, seen=seen(plan), actor=SYSTEM, now=NOW)


def test_without_steps_of_its_own_a_plan_has_one_final_step() -> None:
    plan = submitted()

    assert (plan.state, states(plan)) == (PlanState.IN_REVIEW, [("Утверждение", "active")])


def test_steps_of_one_position_go_together_and_the_next_one_waits() -> None:
    plan = submitted((1, "Туризм", False), (1, "Спорт", False), (2, "Правление", True))
    assert [state for _, state in states(plan)] == ["active", "active", "waiting"]

    decide(plan, "Спорт")
    assert [state for _, state in states(plan)] == ["active", "approved", "waiting"]
    decide(plan, "Туризм")

    assert [state for _, state in states(plan)] == ["approved", "approved", "active"]


def test_a_later_step_cannot_answer_before_its_turn() -> None:
    plan = submitted((1, "Туризм", False), (2, "Спорт", False), (3, "Правление", True))

    with pytest.raises(RuleViolation, match="Очередь этого шага ещё не пришла"):
        decide(plan, "Спорт")


def test_returning_needs_a_remark() -> None:
    plan = submitted((1, "Туризм", False))

    with pytest.raises(RuleViolation) as refused:
        decide(plan, "Туризм", StepAnswer(StepState.RETURNED))

    assert (refused.value.code, refused.value.field) == ("remark.empty", "remark")
    assert states(plan)[0] == ("Туризм", "active")


def test_a_returned_step_may_be_asked_again_and_then_agrees() -> None:
    plan = submitted((1, "Туризм", False))
    step = decide(plan, "Туризм", RETURNED)
    assert (step.state, step.remark) == ("returned", "Июнь занят")

    ask_again(step=step, actor=SYSTEM, now=NOW)
    decide(plan, "Туризм")

    assert states(plan) == [("Туризм", "approved"), ("Утверждение", "active")]


def test_a_change_of_a_row_asks_for_answers_anew_and_says_why() -> None:
    plan = submitted((1, "Туризм", False))
    decide(plan, "Туризм")

    postpone(item=rows_of(plan)[0], wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=NOW)

    step = plan.approval_steps.get(title="Туризм")
    assert (step.state, step.note) == (
        "active",
        "После ответа «согласовано» проект изменён: посмотрите изменения и решите снова.",
    )


@pytest.mark.parametrize("facet", ["timing", "section"])
def test_a_step_that_changes_nothing_leaves_the_answers_alone(facet: str) -> None:
    plan = submitted((1, "Туризм", False))
    decide(plan, "Туризм")
    row = rows_of(plan)[0]
    values = {"timing": row.event.timing_text, "section": str(row.section_id)}
    many = ManyRows([row], facet, values[facet])

    changed = change_many(plan=plan, many=many, grounds=GROUNDS, actor=SYSTEM, now=NOW)

    assert changed == 0
    assert plan.approval_steps.get(title="Туризм").state == "approved"
    assert seen(plan) == Seen(plan.revision)


def test_deciding_on_another_revision_than_the_one_seen_is_refused() -> None:
    plan = submitted((1, "Туризм", False))
    old = seen(plan)
    postpone(item=rows_of(plan)[0], wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=NOW)
    step = plan.approval_steps.get(title="Туризм")

    with pytest.raises(RuleViolation) as refused:
        decide_step(step=step, answer=AGREED, seen=old, actor=SYSTEM, now=NOW)

    assert refused.value.code == "approval.changed"
    assert states(plan)[0] == ("Туризм", "active")


def test_the_same_answer_twice_is_one_answer() -> None:
    plan = submitted((1, "Туризм", False))
    first = decide(plan, "Туризм")

    again = decide(plan, "Туризм")

    assert (again.pk, again.decided_at) == (first.pk, first.decided_at)
    assert AuditEntry.objects.filter(action="plan.review").count() == 1


def test_approving_freezes_the_first_version_with_everything_known_of_it() -> None:
    plan = submitted()
    body = make_body(plan.owner, "Правление", BodyKind.BOARD)
    approval = type(APPROVAL)(**{**_fields(), "body": body})

    version = approve_plan(plan=plan, approval=approval, seen=seen(plan), actor=SYSTEM, now=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.stamp, plan.approval) == (
        PlanState.APPROVED,
        "",
        ["УТВЕРЖДЁН", "решением Правления Союза", "20 января 2023 г. № 4"],
    )
    assert (version.number, version.body_text, version.document_number) == (
        1,
        "решением Правления Союза",
        "4",
    )
    decision = Decision.objects.get()
    assert (version.decision, decision.body, decision.decided_on, decision.kind) == (
        decision,
        body,
        date(2023, 1, 20),
        "approval",
    )
    assert states(plan) == [("Утверждение", "approved")]


def test_approving_twice_makes_one_version() -> None:
    plan = submitted()
    before = seen(plan)
    first = approve_plan(plan=plan, approval=APPROVAL, seen=before, actor=SYSTEM, now=NOW)

    again = approve_plan(plan=plan, approval=APPROVAL, seen=before, actor=SYSTEM, now=LATER)

    assert again.pk == first.pk
    assert PlanVersion.objects.count() == 1


def test_a_plan_with_an_open_step_is_not_approved() -> None:
    plan = submitted((1, "Туризм", False))

    with pytest.raises(RuleViolation, match="План ещё не согласован: «Туризм»"):
        approve_plan(plan=plan, approval=APPROVAL, seen=seen(plan), actor=SYSTEM, now=NOW)

    assert not PlanVersion.objects.exists()


@pytest.mark.parametrize(
    ("lacking", "field"), [({"body_text": ""}, "body_text"), ({"approved_on": None}, "approved_on")]
)
def test_an_approval_without_body_or_date_is_refused(
    lacking: dict[str, object], field: str
) -> None:
    plan = submitted()
    approval = type(APPROVAL)(**{**_fields(), **lacking})

    with pytest.raises(RuleViolation) as refused:
        approve_plan(plan=plan, approval=approval, seen=seen(plan), actor=SYSTEM, now=NOW)

    assert refused.value.field == field


def test_a_body_of_another_owner_cannot_approve() -> None:
    plan = submitted()
    foreign = make_body(make_owner("Другая ассоциация"), "Правление", BodyKind.BOARD)

    with pytest.raises(RuleViolation, match="принадлежит другой организации"):
        approve_plan(
            plan=plan,
            approval=type(APPROVAL)(**{**_fields(), "body": foreign}),
            seen=seen(plan),
            actor=SYSTEM,
            now=NOW,
        )


def test_a_plan_goes_on_to_the_archive_and_twice_is_once() -> None:
    plan = submitted()
    approve_plan(plan=plan, approval=APPROVAL, seen=seen(plan), actor=SYSTEM, now=NOW)

    for action in (publish_plan, publish_plan, fulfil_plan, archive_plan):
        plan = action(plan=plan, actor=SYSTEM, now=NOW)

    assert plan.state == PlanState.ARCHIVED
    told = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert [one for one in told if one.startswith("plan.")] == [
        "plan.in_review",
        "plan.approved",
        "plan.published",
        "plan.fulfilled",
        "plan.archived",
    ]


def test_a_state_that_does_not_follow_is_refused() -> None:
    plan = submitted()
    approve_plan(plan=plan, approval=APPROVAL, seen=seen(plan), actor=SYSTEM, now=NOW)

    with pytest.raises(RuleViolation, match="План в состоянии «утверждён»"):
        archive_plan(plan=plan, actor=SYSTEM, now=NOW)


def test_a_withdrawn_plan_keeps_its_answers_and_starts_a_new_round() -> None:
    plan = submitted((1, "Туризм", False))
    decide(plan, "Туризм", RETURNED)

    withdraw_plan(plan=plan, actor=SYSTEM, now=NOW)
    submit_for_approval(plan=plan, actor=SYSTEM, now=LATER)

    rounds = list(plan.approval_steps.values_list("round", "title", "state"))
    assert rounds == [
        (1, "Туризм", "returned"),
        (1, "Утверждение", "waiting"),
        (2, "Туризм", "active"),
        (2, "Утверждение", "waiting"),
    ]


def test_submitting_twice_is_one_submission() -> None:
    plan = submitted()

    submit_for_approval(plan=plan, actor=SYSTEM, now=LATER)

    assert plan.approval_steps.count() == 1


def test_an_empty_plan_is_not_submitted() -> None:
    plan = make_draft()
    plan.sections.all().delete()

    with pytest.raises(RuleViolation, match="нет ни одной строки"):
        submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)


def test_a_coordinator_answers_for_the_own_section_only() -> None:
    plan = submitted()
    own, other = make_body(plan.owner, "Туризм"), make_body(plan.owner, "Спорт")
    withdraw_plan(plan=plan, actor=SYSTEM, now=NOW)
    for body in (own, other):
        ApprovalRoute.objects.create(owner=plan.owner, position=1, title=body.name, body=body)
    mine, foreign, _ = submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    coordinator = actor_with(Role.BODY_COORDINATOR, plan.owner, body=own)

    done = decide_step(step=mine, answer=AGREED, seen=seen(plan), actor=coordinator, now=NOW)

    assert done.state == StepState.APPROVED
    with pytest.raises(RuleViolation) as refused:
        decide_step(step=foreign, answer=AGREED, seen=seen(plan), actor=coordinator, now=NOW)
    assert refused.value.code == "plan.review.forbidden"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.CITY_CONTACT, Role.CLERK])
def test_roles_that_only_read_or_propose_move_nothing(role: Role) -> None:
    plan = submitted()
    actor = actor_with(role, plan.owner)

    with pytest.raises(RuleViolation):
        withdraw_plan(plan=plan, actor=actor, now=NOW)
    with pytest.raises(RuleViolation):
        approve_plan(plan=plan, approval=APPROVAL, seen=seen(plan), actor=actor, now=NOW)
    plan.refresh_from_db()
    assert plan.state == PlanState.IN_REVIEW


def _fields() -> dict[str, object]:
    return {name: getattr(APPROVAL, name) for name in APPROVAL.__dataclass_fields__}


def test_somebody_of_one_body_answers_for_no_other_and_approves_nothing_of_the_board() -> None:
    plan = make_draft()
    board = make_body(plan.owner, "Правление", BodyKind.BOARD)
    tourism = make_body(plan.owner, "Секция «Туризм»")
    for position, body, is_final in ((1, tourism, False), (2, board, True)):
        ApprovalRoute.objects.create(
            owner=plan.owner, position=position, title=body.name, body=body, is_final=is_final
        )
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    of_tourism = actor_with(Role.APPROVER, plan.owner, body=tourism)
    of_board = actor_with(Role.APPROVER, plan.owner, body=board)
    step = plan.approval_steps.get(body=tourism)

    with pytest.raises(RuleViolation, match="нет права согласовывать план"):
        decide_step(step=step, answer=AGREED, seen=seen(plan), actor=of_board, now=NOW)
    decide_step(step=step, answer=AGREED, seen=seen(plan), actor=of_tourism, now=NOW)
    with pytest.raises(RuleViolation, match="нет права утверждать план"):
        approve_plan(plan=plan, approval=APPROVAL, seen=seen(plan), actor=of_tourism, now=NOW)
    assert not PlanVersion.objects.exists()

    version = approve_plan(plan=plan, approval=APPROVAL, seen=seen(plan), actor=of_board, now=NOW)
    postpone(item=rows_of(plan)[0], wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=LATER)
    amendment = plan.amendments.get()
    arguments = {"amendment": amendment, "approval": AMENDING, "seen_change": last_change_id(plan)}
    with pytest.raises(RuleViolation, match="нет права утверждать изменения"):
        approve_amendment(**arguments, actor=of_tourism, now=LATER)
    second = approve_amendment(**arguments, actor=of_board, now=LATER)

    assert (version.number, second.number) == (1, 2)


def test_the_same_words_for_a_plan_that_has_changed_since_make_a_new_version() -> None:
    plan = submitted()
    first = approve_plan(plan=plan, approval=APPROVAL, seen=seen(plan), actor=SYSTEM, now=NOW)
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.DRAFT)
    postpone(item=rows_of(plan)[0], wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=LATER)

    with pytest.raises(RuleViolation) as refused:
        approve_plan(plan=plan, approval=APPROVAL, seen=seen(plan), actor=SYSTEM, now=LATER)
    submit_for_approval(plan=plan, actor=SYSTEM, now=LATER)
    second = approve_plan(plan=plan, approval=APPROVAL, seen=seen(plan), actor=SYSTEM, now=LATER)

    assert refused.value.code == "plan.approve.state"
    assert (first.number, second.number) == (1, 2)
    assert second.data["draft"] != first.data["draft"]


def test_the_same_words_for_another_draft_than_the_approved_one_approve_nothing() -> None:
    plan = submitted()
    approve_plan(plan=plan, approval=APPROVAL, seen=seen(plan), actor=SYSTEM, now=NOW)

    with pytest.raises(RuleViolation) as refused:
        approve_plan(plan=plan, approval=APPROVAL, seen=seen(plan), actor=SYSTEM, now=LATER)

    assert refused.value.code == "plan.approve.state"


def test_changes_of_a_plan_that_came_in_approved_are_approved_by_the_body_its_owner_names() -> None:
    plan = make_draft(PlanState.PUBLISHED)
    board = make_body(plan.owner, "Правление", BodyKind.BOARD)
    ApprovalRoute.objects.create(
        owner=plan.owner, position=1, title=board.name, body=board, is_final=True
    )
    change = postpone(
        item=rows_of(plan)[0], wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=NOW
    )
    assert change is not None
    assert change.amendment is not None
    of_tourism = actor_with(Role.APPROVER, plan.owner, body=make_body(plan.owner))
    of_board = actor_with(Role.APPROVER, plan.owner, body=board)
    sent = {"amendment": change.amendment, "approval": AMENDING, "seen_change": change.pk}

    with pytest.raises(RuleViolation, match="нет права утверждать изменения"):
        approve_amendment(**sent, actor=of_tourism, now=LATER)
    assert approve_amendment(**sent, actor=of_board, now=LATER).number == 2
