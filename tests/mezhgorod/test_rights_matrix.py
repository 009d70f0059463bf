"""Who may do what: every right × role × own or foreign owner, body and party × state.

The table below is what was agreed, written by hand; it is not made from the rules it checks.
"""

import ast
import importlib
import inspect
import itertools
import pkgutil
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import ModuleType

import pytest
from tests.factories.people import make_body, make_owner, make_party, make_user

import mezhgorod
from mezhgorod.campaigns.rules.words import CampaignState
from mezhgorod.exchanges.rules import RoundState
from mezhgorod.notices.rules import LetterState
from mezhgorod.outcomes.rules import FactState
from mezhgorod.papers.rules import PaperState
from mezhgorod.planning.rules import PlanState
from mezhgorod.planning.rules.preparation import InvitationState
from mezhgorod.registry.queries.actors import actor_of
from mezhgorod.registry.rules import (
    NOBODY,
    SYSTEM,
    Actor,
    Grant,
    LinkTask,
    Right,
    Role,
    RuleViolation,
    Subject,
    ensure_may,
    ensure_may_anywhere,
    may,
    may_anywhere,
)
from mezhgorod.reporting.rules import ReportState
from mezhgorod.website.rights import ALL_RIGHTS

OWN, FOREIGN = 1, 2
BODY, OTHER_BODY = 11, 12
PARTY, OTHER_PARTY = 21, 22
OBJECT, OTHER_OBJECT = 31, 32

LETTERS = {
    "D": Role.DIRECTORATE,
    "P": Role.APPROVER,
    "C": Role.BODY_COORDINATOR,
    "K": Role.CITY_CONTACT,
    "L": Role.CLERK,
    "R": Role.REGIONAL_COORDINATOR,
    "A": Role.AUDITOR,
}


@dataclass(frozen=True)
class Agreed:
    """Roles by how far they reach, and the states in which anybody may; no states: in all.

    `mandate`: a role of one body reaches what this body decides, a role of no body all.
    """

    owner: str = ""
    body: str = ""
    party: str = ""
    states: str = ""
    mandate: str = ""


# The link of which other right opens a right too, on the same object.
LINKED_WITH = {
    "exchange.correct": "exchange.fill",
    "held.see": "held.tell",
    "held.attendance": "held.tell",
    "held.standings": "held.tell",
    "held.materials": "held.tell",
}
TABLE = {
    "plan.see": Agreed(owner="DRPAC"),
    "plan.compose": Agreed(owner="DR"),
    "plan.change": Agreed(owner="DR", states="collecting draft in_review"),
    "plan.change_own": Agreed(owner="DR", body="C", states="collecting draft"),
    "plan.amend": Agreed(owner="DR", states="approved published fulfilled"),
    "plan.submit": Agreed(owner="DR", states="draft"),
    "plan.review": Agreed(owner="DR", body="C", mandate="P", states="in_review"),
    "plan.remark": Agreed(owner="DRPC", states="collecting draft in_review"),
    "plan.approve": Agreed(owner="DR", mandate="P", states="in_review"),
    "plan.approve_amendment": Agreed(
        owner="DR", mandate="P", states="approved published fulfilled"
    ),
    "plan.publish": Agreed(owner="DR", states="approved published fulfilled archived"),
    "plan.history": Agreed(owner="DRPAC"),
    "layout.keep": Agreed(owner="DR"),
    "route.keep": Agreed(owner="DR"),
    "plan.correct_state": Agreed(),
    "series.record": Agreed(owner="DR"),
    "series.offer": Agreed(owner="DR", party="K"),
    "event.prepare": Agreed(owner="DR", body="C"),
    "event.see_answers": Agreed(owner="DRPA", body="C"),
    "event.answer": Agreed(owner="DR", party="KL", states="invited coming declined"),
    "paper.templates": Agreed(owner="DR"),
    "paper.make": Agreed(owner="DR", body="C"),
    "paper.see": Agreed(owner="DRPA", body="C"),
    "paper.open": Agreed(owner="DR", body="C", party="K", states="made sent"),
    "campaign.run": Agreed(owner="DR"),
    "campaign.read": Agreed(owner="DRAP"),
    "campaign.propose": Agreed(owner="DR", party="KL", states="open"),
    "campaign.confirm": Agreed(party="KL", states="open"),
    "campaign.see_own": Agreed(owner="DRAP", party="KL"),
    "exchange.indicators": Agreed(owner="DR"),
    "exchange.keep": Agreed(owner="DR", body="C"),
    "exchange.run": Agreed(owner="DR", body="C"),
    "exchange.read": Agreed(owner="DRAP", body="C"),
    "exchange.fill": Agreed(owner="DR", body="C", party="KL", states="open"),
    "exchange.confirm": Agreed(party="KL", states="open"),
    "exchange.correct": Agreed(
        owner="DR", body="C", party="KL", states="closed consolidated published"
    ),
    "exchange.see_own": Agreed(owner="DRAP", body="C", party="KL"),
    "report.see": Agreed(owner="DRAP"),
    "report.compose": Agreed(owner="DR"),
    "report.change": Agreed(owner="DR", states="collecting draft"),
    "report.remark": Agreed(owner="DRP", states="collecting draft frozen"),
    "report.freeze": Agreed(owner="DR", states="draft frozen"),
    "report.approve": Agreed(owner="DR", mandate="P", states="frozen"),
    "report.publish": Agreed(owner="DR", states="approved"),
    "report.correct": Agreed(owner="DR", states="approved published"),
    "held.see": Agreed(owner="DRAP", body="C", party="KL"),
    "held.keep": Agreed(owner="DR", body="C"),
    "held.accept": Agreed(owner="DR", body="C", states="draft submitted returned"),
    "held.return": Agreed(owner="DR", body="C", states="submitted accepted"),
    "held.tell": Agreed(owner="DR", body="C", party="KL", states="draft returned"),
    "held.attendance": Agreed(owner="DR", body="C", party="KL", states="draft returned"),
    "held.standings": Agreed(owner="DR", body="C", party="KL", states="draft returned"),
    "held.materials": Agreed(owner="DR", body="C", party="KL", states="draft returned"),
    "held.publish": Agreed(owner="DR", states="accepted"),
    "held.hide": Agreed(owner="DR"),
    "finding.decide": Agreed(owner="DR"),
    "letter.see": Agreed(owner="DRA"),
    "letter.keep": Agreed(owner="DR", states="held queued"),
    "letter.settle": Agreed(owner="DR", states="failed uncertain stopped"),
    "letter.templates": Agreed(owner="DR"),
    "directory.keep": Agreed(owner="DR"),
    "directory.contacts": Agreed(owner="DRAPC"),
    "document.import": Agreed(owner="DR"),
    "registry.cities": Agreed(owner="DR"),
    "people.see": Agreed(owner="DRA"),
    "people.keep": Agreed(owner="DR"),
    "people.personal_data": Agreed(owner="DR"),
    "journal.see": Agreed(owner="DRA"),
    "link.give": Agreed(owner="DRC", party="KL"),
    "link.keep": Agreed(owner="DR"),
}
# All that somebody who watches may ever do.
READING = {
    "plan.see",
    "plan.history",
    "campaign.read",
    "campaign.see_own",
    "event.see_answers",
    "exchange.read",
    "exchange.see_own",
    "held.see",
    "paper.see",
    "report.see",
    "letter.see",
    "directory.contacts",
    "people.see",
    "journal.see",
}
STATES = (
    "",
    *PlanState.values,
    *CampaignState.values,
    *InvitationState.values,
    *RoundState.values,
    *FactState.values,
    *LetterState.values,
    *ReportState.values,
    *PaperState.values,
)
SUBJECTS = [
    Subject(owner, body, party, OBJECT, state)
    for owner, body, party, state in itertools.product(
        (OWN, FOREIGN, None),
        (BODY, OTHER_BODY, None),
        (PARTY, OTHER_PARTY, None),
        dict.fromkeys(STATES),
    )
]
every_right = pytest.mark.parametrize("right", ALL_RIGHTS, ids=lambda right: right.code)
every_role = pytest.mark.parametrize("letter", LETTERS)


def is_agreed(agreed: Agreed, letter: str, subject: Subject) -> bool:
    if agreed.states and subject.state not in agreed.states.split():
        return False
    if subject.owner_id != OWN:
        return False
    return (
        letter in agreed.owner
        or (letter in agreed.body and subject.body_id == BODY)
        or (letter in agreed.mandate and subject.body_id in {BODY, None})
        or (letter in agreed.party and subject.party_id == PARTY)
    )


def somebody(letter: str) -> Actor:
    return Actor(user_id=7, grants=frozenset({Grant(LETTERS[letter], OWN, BODY, PARTY)}))


def test_the_table_speaks_of_every_right() -> None:
    assert sorted(TABLE) == sorted(right.code for right in ALL_RIGHTS)


def test_every_right_of_every_room_is_collected() -> None:
    known = {id(right) for right in ALL_RIGHTS}
    missing = {
        f"{module.__name__}: {name}"
        for module in modules("rules")
        for name, value in vars(module).items()
        if isinstance(value, Right) and id(value) not in known
    }

    assert missing == set()


@every_right
@every_role
def test_a_role_may_what_was_agreed_and_nothing_else(right: Right, letter: str) -> None:
    actor, agreed = somebody(letter), TABLE[right.code]

    wrong = [one for one in SUBJECTS if may(actor, right, one) != is_agreed(agreed, letter, one)]

    assert wrong == []


@every_right
@every_role
def test_a_refusal_says_whether_the_state_or_the_person_is_in_the_way(
    right: Right, letter: str
) -> None:
    actor, agreed = somebody(letter), TABLE[right.code]
    anytime = replace(agreed, states="")
    for subject in SUBJECTS:
        if is_agreed(agreed, letter, subject):
            ensure_may(actor, right, subject)
            continue
        with pytest.raises(RuleViolation) as refused:
            ensure_may(actor, right, subject)
        ending = "state" if is_agreed(anytime, letter, subject) else "forbidden"
        assert refused.value.code == f"{right.code}.{ending}"


@every_role
def test_a_role_without_its_body_and_party_reaches_none(letter: str) -> None:
    bare = Actor(user_id=7, grants=frozenset({Grant(LETTERS[letter], OWN)}))
    for right in ALL_RIGHTS:
        agreed = TABLE[right.code]
        owner_wide = Agreed(owner=agreed.owner + agreed.mandate, states=agreed.states)
        wrong = [
            one for one in SUBJECTS if may(bare, right, one) != is_agreed(owner_wide, letter, one)
        ]
        assert wrong == [], right.code


def test_an_auditor_reads_all_and_changes_nothing() -> None:
    allowed = {
        right.code for right in ALL_RIGHTS for one in SUBJECTS if may(somebody("A"), right, one)
    }

    assert allowed == READING


@every_right
def test_the_public_and_an_account_without_roles_may_nothing(right: Right) -> None:
    for actor in (NOBODY, Actor(user_id=7)):
        assert not any(may(actor, right, subject) for subject in SUBJECTS)


@every_right
def test_an_administrator_may_all_that_the_state_allows(right: Right) -> None:
    states = TABLE[right.code].states.split()

    allowed = [one for one in SUBJECTS if may(SYSTEM, right, one)]

    assert allowed == [one for one in SUBJECTS if not states or one.state in states]


@every_right
def test_a_personal_link_opens_its_right_on_its_object_only(right: Right) -> None:
    bearer = Actor(link=LinkTask(right.code, OBJECT), link_id=5)
    states = TABLE[right.code].states.split() or list(dict.fromkeys(STATES))
    own = [Subject(OWN, None, None, OBJECT, state) for state in states]
    closed = [Subject(OWN, None, None, OBJECT, one) for one in STATES if one not in states]

    assert all(may(bearer, right, one) for one in own)
    assert not any(may(bearer, right, one) for one in closed)
    for foreign in (OTHER_OBJECT, None):
        assert not any(may(bearer, right, Subject(OWN, None, None, foreign, s)) for s in states)
    for other in ALL_RIGHTS:
        if right.code not in {other.code, LINKED_WITH.get(other.code)}:
            assert not any(may(bearer, other, one) for one in SUBJECTS)


def test_a_link_that_opens_two_rights_opens_them_on_one_object_in_their_own_states() -> None:
    assert {one.code: one.linked_with for one in ALL_RIGHTS if one.linked_with} == LINKED_WITH
    rights = {one.code: one for one in ALL_RIGHTS}
    for code, other in LINKED_WITH.items():
        bearer = Actor(link=LinkTask(other, OBJECT), link_id=5)
        allowed = [one for one in SUBJECTS if may(bearer, rights[code], one)]
        states = TABLE[code].states.split()
        mine = [one for one in SUBJECTS if one.object_id == OBJECT]
        assert allowed == [one for one in mine if not states or one.state in states]
        # Not the other way round: who may only ask for a correction fills nothing.
        asking = Actor(link=LinkTask(code, OBJECT), link_id=5)
        assert not any(may(asking, rights[other], one) for one in SUBJECTS)


TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "until", "is_valid"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY - DAY, TODAY + DAY, True),
        (None, TODAY - DAY, False),
        (TODAY + DAY, None, False),
        (TODAY - 9 * DAY, TODAY - DAY, False),
    ],
)
def test_a_role_is_valid_on_its_days_only(
    since: date | None, until: date | None, is_valid: bool
) -> None:
    owner = make_owner()
    user = make_user("deputy", Role.DIRECTORATE, owner=owner, since=since, until=until)

    actor = actor_of(user=user, today=TODAY)

    expected = frozenset({Grant(Role.DIRECTORATE, owner.pk)}) if is_valid else frozenset()
    assert actor == Actor(user_id=user.pk, grants=expected)


@pytest.mark.django_db
@pytest.mark.parametrize("is_staff", [False, True])
def test_a_closed_account_is_nobody(is_staff: bool) -> None:
    user = make_user("gone", Role.DIRECTORATE, owner=make_owner())
    user.is_active, user.is_staff = False, is_staff
    user.save()

    assert actor_of(user=user, today=TODAY) == NOBODY


@pytest.mark.django_db
def test_roles_of_two_associations_do_not_mix() -> None:
    ours, theirs = make_owner("Наш союз"), make_owner("Другой союз")
    body, party = make_body(ours), make_party("Город Вологда", city="Вологда")
    make_user("two", Role.AUDITOR, owner=ours)
    user = make_user("two", Role.BODY_COORDINATOR, owner=ours, body=body)
    make_user("two", Role.CITY_CONTACT, owner=theirs, party=party)

    assert actor_of(user=user, today=TODAY).grants == {
        Grant(Role.AUDITOR, ours.pk),
        Grant(Role.BODY_COORDINATOR, ours.pk, body.pk),
        Grant(Role.CITY_CONTACT, theirs.pk, None, party.pk),
    }


# Called by guarded actions inside their transactions, never by a page: they write what was decided.
RECORDERS = {
    "campaigns.actions.deciding.decided",
    "campaigns.actions.journal.tell",
    "campaigns.actions.journal.tell_steps",
    "exchanges.actions.answer_guards.add_step",
    "exchanges.actions.answer_guards.begin_and_tell",
    "exchanges.actions.round_guards.step_of",
    "exchanges.actions.round_guards.tell_round",
    "notices.actions.exchange_letters.queue_to_cities",
    "outcomes.actions.next_hosts.pass_offers_on",
    "outcomes.actions.writing.tell",
    "planning.actions.history.record_changes",
    "planning.actions.years.editions.edition_was_held",
    "planning.actions.years.told_offers.offers_were_told",
    "planning.actions.approval.versions.ensure_first_version",
    "planning.actions.approval.versions.freeze_version",
    "registry.actions.audit.write_audit",
    "registry.actions.directory.remove_record",
    "registry.actions.directory.write_change",
    "reporting.actions.reading.desk.open_desk",
    "reporting.actions.reading.heads.drop_series",
    "reporting.actions.reading.steps.decide",
    "reporting.actions.reading.steps.tell",
}
ASKING = (ensure_may, ensure_may_anywhere, may, may_anywhere)


def test_every_action_with_an_actor_asks_for_a_right() -> None:
    unguarded = {name_of(one) for one in actions() if not asks(one, set())}

    assert unguarded == RECORDERS


def test_no_page_calls_what_does_not_ask() -> None:
    called = {
        f"{module.__name__}: {name_of(inspect.unwrap(value))}"
        for room in ("pages", "routes", "api")
        for module in modules(room)
        for value in vars(module).values()
        if inspect.isfunction(value) and name_of(inspect.unwrap(value)) in RECORDERS
    }

    assert called == set()


def name_of(action: Callable[..., object]) -> str:
    return f"{action.__module__}.{action.__name__}".removeprefix("mezhgorod.")


def modules(room: str) -> Iterator[ModuleType]:
    """All modules of one kind in all rooms, for example all `rules`."""
    for found in pkgutil.walk_packages(mezhgorod.__path__, "mezhgorod."):
        if found.name.split(".")[2:3] == [room]:
            yield importlib.import_module(found.name)


def actions() -> list[Callable[..., object]]:
    """Every public action that is told who acts."""
    return [
        inspect.unwrap(value)
        for module in modules("actions")
        for name, value in vars(module).items()
        if inspect.isfunction(value)
        and value.__module__ == module.__name__
        and not name.startswith("_")
        and "actor" in inspect.signature(value).parameters
    ]


def asks(action: Callable[..., object], seen: set[object]) -> bool:
    """Tell whether an action asks for a right, itself or by an action that it calls."""
    if action in ASKING:
        return True
    if action in seen or ".actions" not in action.__module__:
        return False
    seen.add(action)
    tree = ast.parse(textwrap.dedent(inspect.getsource(action)))
    called = (vars(inspect.getmodule(action)).get(name) for name in names_called(tree))
    return any(asks(inspect.unwrap(one), seen) for one in called if inspect.isfunction(one))


def names_called(tree: ast.AST) -> set[str]:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {one.id for one in calls if isinstance(one, ast.Name)}
