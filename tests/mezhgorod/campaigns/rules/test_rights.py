"""Who may what in a campaign: each right, each role, own and foreign, each state."""

import pytest

from mezhgorod.campaigns.rules import (
    CONFIRM,
    PROPOSE,
    READ_CAMPAIGN,
    RUN_CAMPAIGN,
    SEE_SUBMISSION,
    CampaignState,
)
from mezhgorod.registry.rules import NOBODY, Actor, Grant, LinkTask, Right, Role, Subject, may

OWN, FOREIGN, PARTY, OTHER_PARTY, SUBMISSION = 1, 2, 10, 11, 100
SPEAKERS = {Role.CITY_CONTACT, Role.CLERK}
RUNNERS = {Role.DIRECTORATE, Role.REGIONAL_COORDINATOR}
READERS = RUNNERS | {Role.AUDITOR, Role.APPROVER}
ALLOWED = {
    RUN_CAMPAIGN: RUNNERS,
    READ_CAMPAIGN: READERS,
    PROPOSE: RUNNERS | SPEAKERS,
    CONFIRM: SPEAKERS,
    SEE_SUBMISSION: READERS | SPEAKERS,
}


def subject(owner: int = OWN, party: int = PARTY, state: str = "open") -> Subject:
    return Subject(owner, party_id=party, object_id=SUBMISSION, state=state)


def actor(role: Role) -> Actor:
    party = PARTY if role in SPEAKERS else None
    return Actor(user_id=1, grants=frozenset({Grant(role, OWN, None, party)}))


@pytest.mark.parametrize("right", ALLOWED, ids=lambda right: right.code)
@pytest.mark.parametrize("role", Role)
def test_matrix(right: Right, role: Role) -> None:
    assert may(actor(role), right, subject()) is (role in ALLOWED[right])
    assert not may(actor(role), right, subject(owner=FOREIGN))
    is_wide = role in ALLOWED[right] and role not in SPEAKERS
    assert may(actor(role), right, subject(party=OTHER_PARTY)) is is_wide


@pytest.mark.parametrize("right", ALLOWED, ids=lambda right: right.code)
def test_the_public_may_nothing(right: Right) -> None:
    assert not may(NOBODY, right, subject())


@pytest.mark.parametrize("right", [PROPOSE, CONFIRM], ids=lambda right: right.code)
@pytest.mark.parametrize("state", CampaignState)
def test_parties_act_only_while_the_campaign_is_open(right: Right, state: CampaignState) -> None:
    assert may(actor(Role.CLERK), right, subject(state=state)) is (state == CampaignState.OPEN)


def test_a_link_opens_one_task_of_one_submission() -> None:
    bearer = Actor(link=LinkTask(PROPOSE.code, SUBMISSION), link_id=5)
    assert [right for right in ALLOWED if may(bearer, right, subject())] == [PROPOSE]
    other = Subject(OWN, party_id=PARTY, object_id=SUBMISSION + 1, state="open")
    assert not may(bearer, PROPOSE, other)
