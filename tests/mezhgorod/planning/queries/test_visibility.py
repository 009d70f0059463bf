"""Who sees which plans: published ones everybody, drafts those who make or watch over them."""

import pytest
from tests.factories.people import actor_with, make_body, make_owner, make_party
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.planning.models import Event
from mezhgorod.planning.queries import events_visible_to, plans_visible_to
from mezhgorod.planning.queries.visibility import sees_drafts
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor, LinkTask, Role

pytestmark = pytest.mark.django_db

OURS, THEIRS = "Наш союз", "Другой союз"
PUBLIC = ("published", "fulfilled", "archived")


@pytest.fixture(autouse=True)
def _plans() -> None:
    for owner in (OURS, THEIRS):
        make_owner(owner)
        for state in PlanState:
            plan = make_plan(
                f"{(owner == OURS and 'our') or 'their'}-{state}", owner=owner, state=state
            )
            make_item(make_section(plan), f"{owner}: {state.value}")


def seen_by(actor: Actor) -> tuple[set[str], set[str]]:
    """The unpublished plans of both owners that somebody sees; all published ones are seen."""
    plans = {plan.slug for plan in plans_visible_to(actor=actor)}
    assert {f"{whose}-{state}" for whose in ("our", "their") for state in PUBLIC} <= plans
    titles = set(events_visible_to(actor=actor).values_list("title", flat=True))
    owners = {"our": OURS, "their": THEIRS}
    assert titles == {f"{owners[one.split('-')[0]]}: {one.split('-')[1]}" for one in plans}
    hidden = {one for one in plans if one.split("-")[1] not in PUBLIC}
    return {one for one in hidden if one[0] == "o"}, {one for one in hidden if one[0] == "t"}


ALL_OUR = {"our-collecting", "our-draft", "our-in_review", "our-approved"}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.DIRECTORATE, ALL_OUR),
        (Role.REGIONAL_COORDINATOR, ALL_OUR),
        (Role.APPROVER, ALL_OUR),
        (Role.BODY_COORDINATOR, ALL_OUR),
        (Role.AUDITOR, ALL_OUR),
        (Role.CITY_CONTACT, set()),
        (Role.CLERK, set()),
    ],
)
def test_roles_see_drafts_of_their_own_association_only(role: Role, expected: set[str]) -> None:
    owner = make_owner(OURS)
    party = make_party("Город Вологда", city="Вологда")
    actor = actor_with(role, owner, body=make_body(owner), party=party)

    assert seen_by(actor) == (expected, set())
    assert sees_drafts(actor) is bool(expected)


@pytest.mark.parametrize("actor", [NOBODY, Actor(user_id=7)])
def test_the_public_sees_no_draft(actor: Actor) -> None:
    assert seen_by(actor) == (set(), set())
    assert not sees_drafts(actor)


def test_an_administrator_sees_all() -> None:
    assert plans_visible_to(actor=SYSTEM).count() == 2 * len(PlanState)
    assert events_visible_to(actor=SYSTEM).count() == Event.objects.count()


def test_a_link_shows_its_own_draft_only() -> None:
    draft = plans_visible_to(actor=SYSTEM).get(slug="our-draft")

    assert seen_by(Actor(link=LinkTask("plan.see", draft.pk), link_id=1)) == ({"our-draft"}, set())
    assert seen_by(Actor(link=LinkTask("plan.review", draft.pk), link_id=1)) == (set(), set())
