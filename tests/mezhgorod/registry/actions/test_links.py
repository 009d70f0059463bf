"""Personal links: given, opened, renewed, withdrawn; a copy of the database opens nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from tests.factories.people import actor_with, make_owner, make_party

from mezhgorod.campaigns.rules.rights import CONFIRM, PROPOSE
from mezhgorod.planning.rules import APPROVE_PLAN
from mezhgorod.registry.actions import issue_link, link_token, renew_link, withdraw_link
from mezhgorod.registry.models import AuditEntry, Organization, PersonalLink
from mezhgorod.registry.queries.links import LinkRefused, bearer
from mezhgorod.registry.rules import SYSTEM, Actor, LinkTask, Right, Role, RuleViolation
from mezhgorod.registry.rules.links import number_in, token_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def owner() -> Organization:
    return make_owner()


@pytest.fixture
def vologda() -> Organization:
    return make_party("Город Вологда", city="Вологда")


def given(
    owner: Organization,
    party: Organization | None = None,
    *,
    right: Right = PROPOSE,
    object_id: int = 5,
    actor: Actor = SYSTEM,
    expires_at: datetime = NOW + WEEK,
) -> PersonalLink:
    return issue_link(
        right=right,
        object_id=object_id,
        owner=owner,
        party=party,
        label="Предложения в план на 2027 год",
        expires_at=expires_at,
        actor=actor,
        now=NOW,
    )


def refusal_of(token: str, now: datetime = NOW) -> str:
    with pytest.raises(LinkRefused) as refused:
        bearer(token=token, now=now)
    return refused.value.code


def test_a_link_opens_its_task_and_is_in_the_journal(
    owner: Organization, vologda: Organization
) -> None:
    link = given(owner, vologda)

    actor = bearer(token=link_token(link), now=NOW)

    assert actor == Actor(link=LinkTask("campaign.propose", 5), link_id=link.pk)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.summary, entry.owner) == (
        "link.give",
        "Выдана личная ссылка: Предложения в план на 2027 год, Город Вологда",
        owner,
    )


def test_a_token_is_long_safe_in_addresses_and_not_stored(owner: Organization) -> None:
    link = given(owner)

    token = link_token(link)

    number, _, mark = token.partition("-")
    assert (int(number), len(mark)) == (link.pk, 24)  # 24 characters of 6 bits are 144 bits
    stored = [str(value) for value in PersonalLink.objects.values().get().values()]
    assert not any(mark in value for value in stored)
    assert token_of(number=link.pk, nonce=link.nonce, key="another") != token


@pytest.mark.parametrize(
    "spoiled",
    [
        "",
        "7",
        "{token}x",
        "{number}-AAAAAAAAAAAAAAAAAAAAAAAA",
        "{next}-{mark}",
        "0{token}",
        "٧-{mark}",
        "999999999999999999999-{mark}",
        "{token}\n",
    ],
)
def test_a_spoiled_token_is_unknown(owner: Organization, spoiled: str) -> None:
    link = given(owner)
    token = link_token(link)
    words = {
        "token": token,
        "number": link.pk,
        "next": link.pk + 1,
        "mark": token.partition("-")[2],
    }

    assert refusal_of(spoiled.format(**words)) == "link.unknown"


def test_the_token_of_another_link_does_not_open_this_one(owner: Organization) -> None:
    one, other = given(owner), given(owner, object_id=6)
    mark = link_token(other).partition("-")[2]

    assert refusal_of(f"{one.pk}-{mark}") == "link.unknown"
    assert number_in(link_token(one)) == one.pk


def test_an_expired_link_opens_nothing_until_it_is_renewed(owner: Organization) -> None:
    link = given(owner)
    token = link_token(link)

    assert refusal_of(token, NOW + WEEK) == "link.expired"
    renew_link(link=link, expires_at=NOW + 2 * WEEK, actor=SYSTEM, now=NOW)
    assert bearer(token=token, now=NOW + WEEK).link_id == link.pk


def test_a_withdrawn_link_comes_back_at_another_address_only(owner: Organization) -> None:
    link = given(owner)
    old = link_token(link)

    withdrawn = withdraw_link(link=link, actor=SYSTEM, now=NOW)
    again = withdraw_link(link=link, actor=SYSTEM, now=NOW + WEEK)

    assert refusal_of(old) == "link.withdrawn"
    assert (again.withdrawn_at, withdrawn.withdrawn_at) == (NOW, NOW)
    renewed = renew_link(link=link, expires_at=NOW + 2 * WEEK, actor=SYSTEM, now=NOW)
    assert refusal_of(old) == "link.unknown"
    assert bearer(token=link_token(renewed), now=NOW).link_id == link.pk
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "link.give", "link.withdraw", "link.renew",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("expires_at", "code"),
    [(NOW, "link.past"), (NOW + timedelta(days=401), "link.too_long")],
)
def test_a_term_that_is_none_is_refused(
    owner: Organization, expires_at: datetime, code: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        given(owner, expires_at=expires_at)
    assert (refused.value.code, PersonalLink.objects.count()) == (code, 0)


@pytest.mark.parametrize(
    ("role", "may_give", "may_keep"),
    [
        (Role.DIRECTORATE, True, True),
        (Role.REGIONAL_COORDINATOR, True, True),
        (Role.BODY_COORDINATOR, True, False),
        (Role.CITY_CONTACT, True, False),
        (Role.CLERK, True, False),
        (Role.APPROVER, False, False),
        (Role.AUDITOR, False, False),
    ],
)
def test_who_gives_links_and_who_keeps_them(
    owner: Organization, vologda: Organization, role: Role, may_give: bool, may_keep: bool
) -> None:
    actor = actor_with(role, owner, party=vologda)
    link = given(owner, vologda)
    attempts = [
        lambda: given(owner, vologda, actor=actor),
        lambda: renew_link(link=link, expires_at=NOW + WEEK, actor=actor, now=NOW),
        lambda: withdraw_link(link=link, actor=actor, now=NOW),
    ]

    assert [is_done(one) for one in attempts] == [may_give, may_keep, may_keep]


def test_nobody_gives_links_in_the_name_of_others(
    owner: Organization, vologda: Organization
) -> None:
    pskov = make_party("Город Псков", city="Псков")
    theirs = make_owner("Другой союз")

    contact = actor_with(Role.CITY_CONTACT, owner, party=vologda)
    directorate = actor_with(Role.DIRECTORATE, owner)

    assert not is_done(lambda: given(owner, pskov, actor=contact))
    assert not is_done(lambda: given(theirs, vologda, actor=directorate))
    foreign = given(theirs)
    assert not is_done(lambda: withdraw_link(link=foreign, actor=directorate, now=NOW))


@pytest.mark.parametrize(
    ("right", "object_id", "may_pass_on"),
    [(CONFIRM, 5, True), (CONFIRM, 6, False), (APPROVE_PLAN, 5, False)],
)
def test_who_came_by_a_link_passes_on_tasks_of_the_same_object(
    owner: Organization, vologda: Organization, right: Right, object_id: int, may_pass_on: bool
) -> None:
    actor = bearer(token=link_token(given(owner, vologda)), now=NOW)

    done = is_done(lambda: given(owner, vologda, right=right, object_id=object_id, actor=actor))

    assert done is may_pass_on
    if may_pass_on:
        assert AuditEntry.objects.latest("id").link_id == actor.link_id


def is_done(attempt: Callable[[], object]) -> bool:
    """Whether an attempt succeeds; every refusal says that it is forbidden."""
    code = ""
    try:
        attempt()
    except RuleViolation as refused:
        code = refused.code
    assert code.partition(".")[0] in {"", "link"}
    assert code.endswith("forbidden" if code else "")
    return not code
