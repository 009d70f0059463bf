"""Letters to parties: which one, to whom, once a day, never to who has answered."""

from datetime import timedelta

import pytest
from tests.factories import campaigns, people

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import Reminded
from mezhgorod.campaigns.models import Campaign
from mezhgorod.notices.models import Letter
from mezhgorod.notices.rules import LetterState
from mezhgorod.registry.models import Contact
from mezhgorod.registry.queries.links import bearer
from mezhgorod.registry.rules import Actor, RuleViolation

pytestmark = pytest.mark.django_db
NOW = campaigns.NOW


def page(token: str) -> str:
    return f"https://plan.example.org/propose/{token}/"


@pytest.fixture
def campaign() -> Campaign:
    campaign = campaigns.opened()
    Contact.objects.create(organization=campaigns.vologda(), email="vologda@example.org")
    return campaign


def remind(campaign: Campaign, days: int = 0, actor: Actor | None = None) -> Reminded:
    return actions.remind(
        campaign=campaign,
        submission_ids=list(campaign.submissions.values_list("pk", flat=True)),
        address_of=page,
        actor=actor or campaigns.runner(),
        now=NOW + timedelta(days=days),
    )


def test_first_an_invitation_then_a_reminder_then_that_the_day_is_over(
    campaign: Campaign,
) -> None:
    assert remind(campaign) == Reminded(1, ("Псков",))
    assert remind(campaign) == Reminded(0, ("Псков",), already=1)
    remind(campaign, days=10)
    remind(campaign, days=30)
    letters = Letter.objects.order_by("pk")
    assert [(one.kind, one.state, one.to_address) for one in letters] == [
        ("campaign.invitation", LetterState.HELD, "vologda@example.org"),
        ("campaign.reminder", LetterState.HELD, "vologda@example.org"),
        ("campaign.overdue", LetterState.HELD, "vologda@example.org"),
    ]
    assert [one.subject for one in letters] == [
        "Предложения в план на 2026 год: просим подать предложения до 15 ноября 2025 года",
        "Осталось 16 дней: Предложения в план на 2026 год",
        "Срок истёк 15 ноября 2025 года: Предложения в план на 2026 год",
    ]


def test_every_letter_carries_the_same_link_that_opens_the_page(campaign: Campaign) -> None:
    remind(campaign)
    remind(campaign, days=1)
    tokens = {
        word.split("/propose/")[1].strip("/")
        for letter in Letter.objects.all()
        for word in letter.body.split()
        if "/propose/" in word
    }
    assert len(tokens) == 1
    link = bearer(token=tokens.pop(), now=NOW).link
    ours = campaigns.submission_of(campaign, campaigns.vologda())
    assert link is not None
    assert (link.right, link.object_id) == ("campaign.propose", ours.pk)


def test_who_has_answered_is_left_in_peace(campaign: Campaign) -> None:
    campaigns.sent(campaign, campaigns.vologda())
    assert remind(campaign).letters == 0
    campaigns.sent(campaign, campaigns.pskov())
    with pytest.raises(RuleViolation) as refused:
        remind(campaign)
    assert refused.value.code == "campaign.nobody_to_remind"


def test_parties_send_no_reminders_and_closed_campaigns_neither(campaign: Campaign) -> None:
    with pytest.raises(RuleViolation) as refused:
        remind(campaign, actor=campaigns.contact(campaigns.vologda()))
    assert refused.value.code == "campaign.run.forbidden"
    actions.close_campaign(campaign=campaign, actor=campaigns.runner(), now=NOW)
    with pytest.raises(RuleViolation) as refused:
        remind(campaign)
    assert refused.value.code == "campaign.not_open"
    assert Letter.objects.count() == 0


def test_addresses_kept_by_another_association_are_not_used(campaign: Campaign) -> None:
    Contact.objects.create(
        organization=campaigns.pskov(),
        email="pskov@example.org",
        owner=people.make_owner("Другой союз"),
    )
    assert remind(campaign) == Reminded(1, ("Псков",))
    assert [one.to_address for one in Letter.objects.all()] == ["vologda@example.org"]
