"""The deadline moves: with a reason, told once to whoever has not answered."""

from datetime import date, timedelta

import pytest
from tests.factories import campaigns, people

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import Extension, Moved
from mezhgorod.campaigns.models import Campaign
from mezhgorod.campaigns.queries import due_day
from mezhgorod.notices.models import Letter
from mezhgorod.registry.models import AuditEntry, Contact
from mezhgorod.registry.rules import Actor, RuleViolation

pytestmark = pytest.mark.django_db
NOW = campaigns.NOW
LATER = date(2025, 11, 25)


@pytest.fixture
def campaign() -> Campaign:
    silent = people.make_party("Департамент культуры")
    campaign = campaigns.opened(campaigns.vologda(), campaigns.pskov(), silent)
    for party in (campaigns.vologda(), campaigns.pskov()):
        name = {"Вологда": "vologda", "Псков": "pskov"}[party.spoken_name]
        Contact.objects.create(organization=party, email=f"{name}@example.org")
    campaigns.sent(campaign, campaigns.pskov())
    return campaign


def move(
    campaign: Campaign,
    day: date = LATER,
    reason: str = "По просьбе городов",
    actor: Actor | None = None,
    minutes: int = 0,
) -> Moved:
    return actions.move_deadline(
        campaign=campaign,
        extension=Extension(day, reason),
        address_of=lambda token: f"https://plan.example.org/propose/{token}/",
        actor=actor or campaigns.runner(),
        now=NOW + timedelta(minutes=minutes),
    )


def test_only_who_has_not_answered_is_written_to_and_once(campaign: Campaign) -> None:
    assert move(campaign) == Moved(1, ("Департамент культуры",))
    assert move(campaign, minutes=1) == Moved()

    campaign.refresh_from_db()
    assert (campaign.due_on, campaign.review_due_on) == (LATER, date(2025, 11, 30))
    letter = Letter.objects.get()
    assert (letter.kind, letter.to_address, letter.state, letter.subject) == (
        "campaign.deadline",
        "vologda@example.org",
        "held",
        "Новый срок 25 ноября 2025 года: Предложения в план на 2026 год",
    )
    assert (
        "перенесён: был 15 ноября 2025 года, теперь 25 ноября 2025 года.\n"
        "Причина: По просьбе городов" in letter.body
    )
    entry = AuditEntry.objects.get(action="campaign.move")
    assert (entry.summary, entry.reason) == (
        "Срок предложений перенесён с 15.11.2025 на 25.11.2025",
        "По просьбе городов",
    )


def test_moved_back_and_forth_is_told_each_time(campaign: Campaign) -> None:
    days = [LATER, date(2025, 11, 10), LATER]
    assert [move(campaign, day, minutes=n).letters for n, day in enumerate(days)] == [1, 1, 1]
    campaign.refresh_from_db()
    assert campaign.review_due_on >= campaign.due_on


def test_a_later_day_of_its_own_stays_and_is_not_written_about(campaign: Campaign) -> None:
    ours = campaign.submissions.filter(party=campaigns.vologda())
    actions.extend_due_date(
        submissions=list(ours),
        extension=Extension(date(2025, 12, 1), ""),
        actor=campaigns.runner(),
        now=NOW,
    )
    assert move(campaign).letters == 0
    assert due_day(campaigns.submission_of(campaign, campaigns.vologda())) == date(2025, 12, 1)
    assert move(campaign, date(2025, 12, 5)).letters == 1
    assert due_day(campaigns.submission_of(campaign, campaigns.vologda())) == date(2025, 12, 5)


def test_letters_with_the_former_day_are_counted(campaign: Campaign) -> None:
    actions.remind(
        campaign=campaign,
        submission_ids=list(campaign.submissions.values_list("pk", flat=True)),
        address_of=lambda token: token,
        actor=campaigns.runner(),
        now=NOW,
    )
    assert move(campaign).stale == 1


@pytest.mark.parametrize(
    ("day", "reason", "code"),
    [
        (LATER, " ", "campaign.no_reason"),
        (LATER, "б" * 2_001, "campaign.too_long"),
        (date(2025, 10, 19), "Раньше", "campaign.deadline"),
        (date(2027, 1, 1), "Позже", "campaign.deadline"),
    ],
)
def test_what_cannot_be_is_refused(campaign: Campaign, day: date, reason: str, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        move(campaign, day, reason)
    campaign.refresh_from_db()
    assert (refused.value.code, campaign.due_on) == (code, date(2025, 11, 15))
    assert Letter.objects.count() == 0


def test_parties_move_nothing_and_closed_campaigns_stay(campaign: Campaign) -> None:
    with pytest.raises(RuleViolation) as refused:
        move(campaign, actor=campaigns.contact(campaigns.vologda()))
    assert refused.value.code == "campaign.run.forbidden"
    actions.close_campaign(campaign=campaign, actor=campaigns.runner(), now=NOW)
    with pytest.raises(RuleViolation) as refused:
        move(campaign)
    assert refused.value.code == "campaign.not_open"
