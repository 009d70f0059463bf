"""The order of approval kept, told in the journal, taken back; nobody's change is lost."""

import pytest
from tests.factories.approvals import LATER, NOW, make_draft
from tests.factories.people import actor_with, make_body, make_owner

from mezhgorod.planning.actions.approval.approving import submit_for_approval
from mezhgorod.planning.actions.approval.routes import restore_route, save_route
from mezhgorod.planning.models import ApprovalRoute
from mezhgorod.planning.queries.routes import route_digest, route_of, undoable_entry
from mezhgorod.planning.rules.routes import RouteStep
from mezhgorod.registry.models import AuditEntry, Organization
from mezhgorod.registry.rules import SYSTEM, Actor, BodyKind, Role, RuleViolation

pytestmark = pytest.mark.django_db
TOURISM = RouteStep(1, "Секция «Туризм»", days=10)
FINAL = RouteStep(2, "Правление", is_final=True)


@pytest.fixture
def owner() -> Organization:
    return make_owner()


def keep(owner: Organization, *steps: RouteStep, actor: Actor = SYSTEM) -> list[RouteStep]:
    seen = route_digest(route_of(owner=owner))
    return save_route(owner=owner, steps=steps, seen=seen, actor=actor, now=NOW)


def stored(owner: Organization) -> list[tuple[int, str, int | None, bool]]:
    routes = ApprovalRoute.objects.filter(owner=owner).order_by("position", "pk")
    return list(routes.values_list("position", "title", "days", "is_final"))


def test_an_order_is_kept_and_told_with_what_was_and_is(owner: Organization) -> None:
    keep(owner, TOURISM)
    keep(owner, TOURISM, FINAL, actor=actor_with(Role.DIRECTORATE, owner))

    assert stored(owner) == [(1, "Секция «Туризм»", 10, False), (2, "Правление", None, True)]
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.action, entry.owner, entry.summary) == (
        "route.keep",
        owner,
        "Порядок согласования изменён",
    )
    assert entry.before is not None
    assert [one["title"] for one in entry.before["steps"]] == ["Секция «Туризм»"]


def test_a_step_without_words_is_called_like_its_body(owner: Organization) -> None:
    board = make_body(owner, "Правление", BodyKind.BOARD)

    keep(owner, RouteStep(1, "", board.pk, is_final=True))

    assert ApprovalRoute.objects.values_list("title", "body").get() == ("Правление", board.pk)


def test_the_same_order_twice_is_one_entry(owner: Organization) -> None:
    keep(owner, TOURISM)
    sent_again = save_route(owner=owner, steps=[TOURISM], seen="", actor=SYSTEM, now=LATER)

    assert sent_again == [TOURISM]
    assert AuditEntry.objects.filter(action="route.keep").count() == 1


def test_an_order_that_somebody_changed_meanwhile_is_not_overwritten(owner: Organization) -> None:
    seen = route_digest(route_of(owner=owner))
    keep(owner, TOURISM)

    with pytest.raises(RuleViolation) as refused:
        save_route(owner=owner, steps=[FINAL], seen=seen, actor=SYSTEM, now=LATER)

    assert refused.value.code == "route.changed"
    assert stored(owner) == [(1, "Секция «Туризм»", 10, False)]


def test_a_body_of_another_owner_is_refused_at_its_line(owner: Organization) -> None:
    foreign = make_body(make_owner("Другая ассоциация"))

    with pytest.raises(RuleViolation) as refused:
        keep(owner, TOURISM, RouteStep(2, "Чужие", foreign.pk, row=1))

    assert (refused.value.code, refused.value.field) == ("route.foreign_body", "1.body")
    assert stored(owner) == []


def test_the_last_change_is_taken_back_once(owner: Organization) -> None:
    keep(owner, TOURISM)
    keep(owner)
    entry = undoable_entry(owner=owner)
    assert entry is not None

    restore_route(owner=owner, entry_id=entry.pk, actor=SYSTEM, now=LATER)

    assert stored(owner) == [(1, "Секция «Туризм»", 10, False)]
    assert undoable_entry(owner=owner) is None
    with pytest.raises(RuleViolation, match="Возвращать нечего"):
        restore_route(owner=owner, entry_id=entry.pk, actor=SYSTEM, now=LATER)


def test_an_order_with_a_body_that_has_gone_does_not_come_back(owner: Organization) -> None:
    body = make_body(owner)
    keep(owner, RouteStep(1, "", body.pk))
    keep(owner, FINAL)
    entry = undoable_entry(owner=owner)
    assert entry is not None
    body.delete()

    with pytest.raises(RuleViolation, match="уже нет"):
        restore_route(owner=owner, entry_id=entry.pk, actor=SYSTEM, now=LATER)

    assert stored(owner) == [(1, "Правление", None, True)]


def test_a_plan_in_review_goes_on_by_the_order_it_was_submitted_with() -> None:
    plan = make_draft()
    keep(plan.owner, TOURISM)
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)

    keep(plan.owner, FINAL)

    assert list(plan.approval_steps.values_list("title", flat=True)) == [
        "Секция «Туризм»",
        "Утверждение",
    ]


@pytest.mark.parametrize("role", [Role.APPROVER, Role.BODY_COORDINATOR, Role.AUDITOR])
def test_only_the_directorate_keeps_the_order(owner: Organization, role: Role) -> None:
    keep(owner, TOURISM)
    keep(owner, FINAL)
    entry = undoable_entry(owner=owner)
    assert entry is not None
    actor = actor_with(role, owner)
    others = actor_with(Role.DIRECTORATE, make_owner("Другая ассоциация"))

    for one in (actor, others):
        with pytest.raises(RuleViolation, match="задаёт дирекция"):
            keep(owner, TOURISM, actor=one)
        with pytest.raises(RuleViolation, match="задаёт дирекция"):
            restore_route(owner=owner, entry_id=entry.pk, actor=one, now=LATER)
    assert stored(owner) == [(1, "Правление", None, True)]
