"""Plans on their way and terms that end: who is written to, once, and who is not."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from tests.factories.approvals import APPROVAL, make_draft
from tests.factories.people import make_body, make_owner, make_user

from mezhgorod.notices.actions.ending import write_ending_terms
from mezhgorod.notices.actions.telling_plans import tell_plans
from mezhgorod.notices.models import Follow, Letter
from mezhgorod.notices.rules import FollowKind, Frequency
from mezhgorod.planning.actions.approval.approving import (
    APPROVE,
    Seen,
    StepAnswer,
    approve_plan,
    decide_step,
    publish_plan,
    submit_for_approval,
    withdraw_plan,
)
from mezhgorod.planning.models import ApprovalRoute, Plan
from mezhgorod.registry.models import Agreement, Body, Organization, User
from mezhgorod.registry.rules import SYSTEM, Role

pytestmark = pytest.mark.django_db

NOW = datetime(2023, 1, 10, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=11)
PAGE = "http://127.0.0.1:8000/plans/"


@pytest.fixture
def plan() -> Plan:
    return make_draft()


def person(name: str, role: Role, owner: Organization, body: Body | None = None) -> User:
    user = make_user(name, role, owner=owner, body=body)
    user.email = f"{name}@example.org"
    user.save()
    return user


def follow(plan: Plan, address: str, user: User | None = None, **fields: object) -> None:
    values: dict[str, object] = {"confirmed_at": NOW, "frequency": Frequency.WEEKLY}
    values |= {"kind": FollowKind.PLAN, "object_key": str(plan.pk)}
    Follow.objects.create(
        label="план", address=address, user=user, token=uuid4().hex, created_at=NOW,
        **values | fields,
    )  # fmt: skip


def told() -> list[tuple[str, str]]:
    return list(Letter.objects.order_by("pk").values_list("kind", "to_address"))


def approved(plan: Plan) -> Plan:
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    plan.refresh_from_db()
    approve_plan(plan=plan, approval=APPROVAL, seen=Seen(plan.revision), actor=SYSTEM, now=NOW)
    plan.refresh_from_db()
    return plan


def test_those_whose_turn_it_is_are_written_to_step_by_step(plan: Plan) -> None:
    owner = plan.owner
    tourism, sport = make_body(owner), make_body(owner, "Секция «Спорт»")
    person("tourism", Role.BODY_COORDINATOR, owner, tourism)
    person("sport", Role.BODY_COORDINATOR, owner, sport)
    person("chair", Role.APPROVER, owner)
    person("auditor", Role.AUDITOR, owner)
    person("foreign", Role.APPROVER, make_owner("Другой союз"))
    ApprovalRoute.objects.create(owner=owner, position=1, title="секция", body=tourism, days=5)
    ApprovalRoute.objects.create(owner=owner, position=2, title="утверждение", is_final=True)
    steps = submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)

    counts = [tell_plans(NOW), tell_plans(LATER), tell_plans(LATER)]

    assert counts == [0, 2, 0]
    assert sorted(told()) == [
        ("plan.submitted", "chair@example.org"),
        ("plan.submitted", "tourism@example.org"),
    ]
    assert Letter.objects.get(to_address="tourism@example.org").body == (
        f"План передан на согласование: {plan.title}.\n"
        "Шаг: секция. Срок: 15\xa0января 2023\xa0г.\n\n"
        f"Прочитать и ответить:\n{PAGE}{plan.slug}/approval/"
    )
    plan.refresh_from_db()
    answer = StepAnswer(APPROVE)
    decide_step(step=steps[0], answer=answer, seen=Seen(plan.revision), actor=SYSTEM, now=LATER)

    assert tell_plans(LATER + timedelta(minutes=11)) == 1
    assert told()[-1] == ("plan.submitted", "chair@example.org")


def test_a_plan_taken_back_is_not_told(plan: Plan) -> None:
    person("chair", Role.APPROVER, plan.owner)
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    withdraw_plan(plan=plan, actor=SYSTEM, now=NOW)

    assert (tell_plans(LATER), told()) == (0, [])


def test_an_approved_plan_is_told_to_those_who_may_read_it(plan: Plan) -> None:
    auditor = person("auditor", Role.AUDITOR, plan.owner)
    foreign = person("foreign", Role.AUDITOR, make_owner("Другой союз"))
    follow(plan, auditor.email, auditor)
    follow(plan, foreign.email, foreign)
    follow(plan, "public@example.org")
    approved(plan)

    assert tell_plans(LATER) == 1

    assert told() == [("plan.approved", "auditor@example.org")]
    assert Letter.objects.get().body == (
        f"План утверждён: {plan.title}.\n"
        "Кем и когда: решением Правления Союза, 20\xa0января 2023\xa0г., № 4.\n\n"
        f"Посмотреть:\n{PAGE}{plan.slug}/"
    )


def test_a_published_plan_is_told_once_to_all_followers(plan: Plan) -> None:
    auditor = person("auditor", Role.AUDITOR, plan.owner)
    follow(plan, auditor.email, auditor)
    follow(plan, "public@example.org")
    follow(plan, "public@example.org", kind=FollowKind.OWNER, object_key=str(plan.owner_id))
    follow(plan, "unconfirmed@example.org", confirmed_at=None)
    publish_plan(plan=approved(plan), actor=SYSTEM, now=NOW)

    assert [tell_plans(LATER), tell_plans(LATER)] == [2, 0]

    assert told() == [
        ("plan.published", "auditor@example.org"),
        ("plan.published", "public@example.org"),
    ]


def test_what_ends_is_written_about_once(plan: Plan) -> None:
    owner = plan.owner
    person("maker", Role.DIRECTORATE, owner)
    person("auditor", Role.AUDITOR, owner)
    person("foreign", Role.DIRECTORATE, make_owner("Другой союз"))
    body = make_body(owner)
    body.until_on = date(2023, 2, 9)
    body.save()
    day = date(2023, 1, 31)
    Agreement.objects.create(
        owner=owner, title="О сотрудничестве", number="5", until_text="31.01.2023",
        until_earliest=day, until_latest=day,
    )  # fmt: skip

    assert [write_ending_terms(NOW), write_ending_terms(NOW + timedelta(days=1))] == [2, 0]

    assert told() == [
        ("term.agreement", "maker@example.org"),
        ("term.ending", "maker@example.org"),
    ]
    assert [one.body for one in Letter.objects.order_by("pk")] == [
        "Заканчивается соглашение: Соглашение № 5: О сотрудничестве.\n"
        "Последний день: 31\xa0января 2023\xa0г., осталось 21 день.\n\n"
        f"http://127.0.0.1:8000/associations/{owner.slug}/agreements/",
        f"Заканчивается срок: {body.name}.\n"
        "Последний день: 9\xa0февраля 2023\xa0г., осталось 30 дней.\n\n"
        f"http://127.0.0.1:8000/associations/{owner.slug}/",
    ]
