"""Who is invited and what they answer: rights, repetition, journal."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.factories.people import actor_with, make_body, make_owner, make_user
from tests.factories.preparation import PreparedEvent, foreign_directorate, make_prepared
from tests.factories.who_is_who import make_member

from mezhgorod.planning.actions.preparation.invitations import (
    Guest,
    answer_invitation,
    invite,
    mark_invited,
    uninvite,
)
from mezhgorod.planning.models import Invitation
from mezhgorod.planning.queries.preparation import (
    invited_counts,
    parties_of_event,
    parties_to_invite,
)
from mezhgorod.planning.rules.preparation import (
    ANSWER_INVITATION,
    Answer,
    InvitationState,
    InvitedCounts,
    InvitedMode,
)
from mezhgorod.registry.models import AuditEntry, Contact
from mezhgorod.registry.queries.associations import contacts_of_many
from mezhgorod.registry.rules import NOBODY, Actor, LinkTask, Role, RuleViolation

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 3, 1, 9, tzinfo=UTC)
COMING = Answer(True, InvitedMode.IN_PERSON, 3, "Начальник отдела туризма")


@pytest.fixture
def prepared() -> PreparedEvent:
    return make_prepared()


def invited(prepared: PreparedEvent) -> Invitation:
    invitations = invite(
        event=prepared.event,
        plan=prepared.plan,
        parties=[prepared.vologda],
        actor=prepared.directorate,
        now=NOW,
    )
    mark_invited(invitations=invitations, now=NOW, is_reminder=False)
    return invitations[0]


def test_members_and_guests_are_listed_once_with_their_addresses(prepared: PreparedEvent) -> None:
    Contact.objects.create(organization=prepared.vologda, email="vologda@example.org")
    Contact.objects.create(organization=prepared.vologda, email="second@example.org")
    guests = [Guest("Областной музей", "museum@example.org"), Guest("областной  музей")]
    for _ in range(2):
        invite(
            event=prepared.event,
            plan=prepared.plan,
            parties=[prepared.vologda, prepared.tver, prepared.vologda],
            guests=guests,
            actor=prepared.directorate,
            now=NOW,
        )

    found = prepared.event.invitations.order_by("pk")
    assert [(one.name, one.email, one.is_guest, one.state) for one in found] == [
        ("Вологда", "vologda@example.org", False, "listed"),
        ("Тверь", "", False, "listed"),
        ("Областной музей", "museum@example.org", True, "listed"),
    ]
    assert AuditEntry.objects.get().summary == (
        "В список приглашённых внесены: Вологда, Тверь, Областной музей"
    )


def test_a_place_of_a_member_typed_as_a_guest_is_the_member(prepared: PreparedEvent) -> None:
    owner = prepared.plan.owner
    member = make_member("Боровичи", owner=owner, places=("Боровичский район",)).member
    make_member("Тихвин", owner=make_owner("Другой союз"), places=("Тихвинский район",))
    guests = [
        Guest("боровичский район"),
        Guest("Боровичи"),
        Guest("Тихвинский район"),
        Guest("Боровичский район", "museum@example.org"),
    ]

    made = invite(
        event=prepared.event, plan=prepared.plan, parties=[], guests=guests,
        actor=actor_with(Role.DIRECTORATE, owner), now=NOW,
    )  # fmt: skip

    assert [(one.party, one.name, one.is_guest) for one in made] == [
        (member, "Боровичи", False),
        (None, "Тихвинский район", True),
        (None, "Боровичский район", True),
    ]


def test_addresses_of_another_association_are_not_used(
    prepared: PreparedEvent, django_assert_num_queries: Any
) -> None:
    other = make_owner("Другой союз")
    for party, owner, email in (
        (prepared.vologda, other, "theirs@example.org"),
        (prepared.vologda, None, "shared@example.org"),
        (prepared.vologda, prepared.plan.owner, "ours@example.org"),
        (prepared.tver, other, "tver-theirs@example.org"),
    ):
        Contact.objects.create(organization=party, owner=owner, email=email)

    made = invite(
        event=prepared.event,
        plan=prepared.plan,
        parties=[prepared.vologda, prepared.tver],
        actor=prepared.directorate,
        now=NOW,
    )

    assert [(one.name, one.email) for one in made] == [
        ("Вологда", "ours@example.org"),
        ("Тверь", ""),
    ]
    parties, owners = [prepared.vologda.pk, prepared.tver.pk], [prepared.plan.owner_id, other.pk]
    with django_assert_num_queries(1):
        found = contacts_of_many(parties=parties, owners=owners)
    assert {key: [one.email for one in kept] for key, kept in found.items()} == {
        (owners[0], parties[0]): ["ours@example.org", "shared@example.org"],
        (owners[1], parties[0]): ["theirs@example.org", "shared@example.org"],
        (owners[1], parties[1]): ["tver-theirs@example.org"],
    }


@pytest.mark.parametrize("role", [Role.APPROVER, Role.CITY_CONTACT, Role.CLERK, Role.AUDITOR])
def test_others_may_not_invite(prepared: PreparedEvent, role: Role) -> None:
    actor = actor_with(role, prepared.owner, party=prepared.vologda)

    with pytest.raises(RuleViolation, match="нет права"):
        invite(
            event=prepared.event, plan=prepared.plan, parties=[prepared.vologda],
            actor=actor, now=NOW,
        )  # fmt: skip

    assert not Invitation.objects.exists()


def test_coordinator_invites_to_events_of_the_own_committee_only(prepared: PreparedEvent) -> None:
    own = actor_with(
        Role.BODY_COORDINATOR, prepared.owner, body=make_body(prepared.owner, "Туризм")
    )
    other = actor_with(
        Role.BODY_COORDINATOR, prepared.owner, body=make_body(prepared.owner, "Культура")
    )
    about = {"event": prepared.event, "plan": prepared.plan, "now": NOW}

    invite(parties=[prepared.vologda], actor=own, **about)
    with pytest.raises(RuleViolation):
        invite(parties=[prepared.tver], actor=other, **about)

    assert [one.name for one in prepared.event.invitations.all()] == ["Вологда"]


def test_foreign_directorate_and_the_public_may_not_invite(prepared: PreparedEvent) -> None:
    for actor in (foreign_directorate(), NOBODY):
        with pytest.raises(RuleViolation):
            invite(
                event=prepared.event, plan=prepared.plan, parties=[prepared.vologda],
                actor=actor, now=NOW,
            )  # fmt: skip


def test_answer_by_a_link_is_kept_counted_and_told_without_names(prepared: PreparedEvent) -> None:
    invitation = invited(prepared)
    bearer = Actor(link=LinkTask(ANSWER_INVITATION.code, invitation.pk))

    answer_invitation(invitation=invitation, answer=COMING, actor=bearer, now=NOW)

    kept = Invitation.objects.get()
    assert (kept.state, kept.mode, kept.head_count, kept.names_text, kept.answered_at) == (
        "coming", "in_person", 3, "Начальник отдела туризма", NOW,
    )  # fmt: skip
    assert invited_counts(event=prepared.event) == InvitedCounts(
        coming=1, in_person=1, heads_in_person=3
    )
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert entry.summary == "Вологда: примет участие"
    assert "Начальник" not in str(entry.after)


def test_same_answer_twice_is_told_once_and_may_be_changed(prepared: PreparedEvent) -> None:
    invitation = invited(prepared)
    actor = actor_with(Role.CITY_CONTACT, prepared.owner, party=prepared.vologda)

    for _ in range(2):
        answer_invitation(invitation=invitation, answer=COMING, actor=actor, now=NOW)
    answer_invitation(
        invitation=invitation, answer=Answer(False, comment="Заняты"), actor=actor, now=NOW
    )

    kept = Invitation.objects.get()
    assert (kept.state, kept.mode, kept.head_count, kept.names_text, kept.comment) == (
        "declined", "", None, "", "Заняты",
    )  # fmt: skip
    answers = AuditEntry.objects.filter(action="event.answer").order_by("pk")
    assert [one.summary for one in answers] == [
        "Вологда: примет участие",
        "Вологда: не примет участия",
    ]


def test_nobody_answers_for_others(prepared: PreparedEvent) -> None:
    invitation = invited(prepared)
    strangers = [
        NOBODY,
        Actor(link=LinkTask(ANSWER_INVITATION.code, invitation.pk + 1)),
        Actor(link=LinkTask("event.prepare", invitation.pk)),
        actor_with(Role.CITY_CONTACT, prepared.owner, party=prepared.tver),
        actor_with(Role.AUDITOR, prepared.owner),
        foreign_directorate(),
    ]

    for stranger in strangers:
        with pytest.raises(RuleViolation):
            answer_invitation(invitation=invitation, answer=COMING, actor=stranger, now=NOW)

    assert Invitation.objects.get().state == InvitationState.INVITED


def test_who_was_not_invited_yet_cannot_answer(prepared: PreparedEvent) -> None:
    (listed,) = invite(
        event=prepared.event, plan=prepared.plan, parties=[prepared.tver],
        actor=prepared.directorate, now=NOW,
    )  # fmt: skip

    with pytest.raises(RuleViolation, match="состояние уже другое"):
        answer_invitation(invitation=listed, answer=COMING, actor=prepared.directorate, now=NOW)


def test_removed_from_the_list_stays_in_the_journal(prepared: PreparedEvent) -> None:
    invitation = invited(prepared)
    answer_invitation(invitation=invitation, answer=COMING, actor=prepared.directorate, now=NOW)

    uninvite(invitation=Invitation.objects.get(), actor=prepared.directorate, now=NOW)

    assert not Invitation.objects.exists()
    entry = AuditEntry.objects.get(action="event.uninvite")
    assert entry.before == {
        "state": "coming", "mode": "in_person", "head_count": 3, "comment": "", "names": 1,
    }  # fmt: skip


def test_taking_off_twice_is_told_once(prepared: PreparedEvent) -> None:
    invited(prepared)
    invitation = Invitation.objects.get()
    for _ in range(2):
        uninvite(invitation=invitation, actor=prepared.directorate, now=NOW)

    assert AuditEntry.objects.filter(action="event.uninvite").count() == 1


def test_parties_are_offered_until_they_are_invited(prepared: PreparedEvent) -> None:
    invited(prepared)
    make_user("contact", Role.CITY_CONTACT, owner=prepared.owner, party=prepared.tver)

    assert parties_to_invite(event=prepared.event, owner=prepared.owner) == [prepared.tver]
    assert list(parties_of_event(event=prepared.event, owner=prepared.owner)) == [
        prepared.vologda,
        prepared.tver,
    ]


def test_too_many_invited_are_refused_whole(
    prepared: PreparedEvent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mezhgorod.planning.actions.preparation.invitations.MAX_INVITED", 1)

    with pytest.raises(RuleViolation, match="не больше 1"):
        invite(
            event=prepared.event, plan=prepared.plan, parties=[prepared.vologda, prepared.tver],
            actor=prepared.directorate, now=NOW,
        )  # fmt: skip

    assert not Invitation.objects.exists()
