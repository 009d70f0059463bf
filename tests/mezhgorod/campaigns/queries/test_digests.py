"""What the morning digests say about collecting of proposals."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.people import make_owner, make_party

from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.queries.digests import campaigns_to_review, proposals_to_send
from mezhgorod.campaigns.rules import CampaignCycle, CampaignState, SubmissionState
from mezhgorod.notices.queries import DigestReader
from mezhgorod.notices.queries.digests import digest_sections
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Role

pytestmark = pytest.mark.django_db

DUE = date(2025, 11, 15)


def make_campaign(owner: Organization, state: CampaignState = CampaignState.OPEN) -> Campaign:
    return Campaign.objects.create(
        owner=owner,
        title="План на 2026 год",
        cycle=CampaignCycle.YEAR,
        period_edtf="2026",
        period_start=date(2026, 1, 1),
        period_end=date(2026, 12, 31),
        state=state,
        opens_on=date(2025, 10, 1),
        due_on=DUE,
        review_due_on=date(2025, 12, 1),
        created_at=datetime(2025, 10, 1, tzinfo=UTC),
        updated_at=datetime(2025, 10, 1, tzinfo=UTC),
    )


def lines(owner: Organization, party: Organization | None, days_left: int) -> tuple[str, ...]:
    today = DUE - timedelta(days=days_left)
    reader = DigestReader(owner, Role.CITY_CONTACT, None, party.pk if party else None, today)
    return tuple(line for one in proposals_to_send(reader) for line in one.lines)


def test_a_city_is_reminded_ten_three_and_one_day_before_and_on_the_day() -> None:
    owner, city = make_owner(), make_party("Администрация Вологды", city="Вологда")
    other = make_party("Администрация Твери", city="Тверь")
    sent = Submission.objects.create(campaign=make_campaign(owner), party=city)

    told = {days: lines(owner, city, days) for days in range(12, -2, -1)}

    url = f"http://127.0.0.1:8000/proposals/{sent.pk}/"
    assert {days: found for days, found in told.items() if found} == {
        10: (f"План на 2026 год: осталось 10 дней, {url}",),
        3: (f"План на 2026 год: осталось 3 дня, {url}",),
        1: (f"План на 2026 год: осталось 1 день, {url}",),
        0: (f"План на 2026 год: сегодня последний день, {url}",),
    }
    assert (lines(owner, other, 3), lines(owner, None, 3)) == ((), ())
    assert lines(make_owner("Другой союз"), city, 3) == ()


@pytest.mark.parametrize(
    ("state", "campaign_state", "is_told"),
    [
        (SubmissionState.RETURNED, CampaignState.OPEN, True),
        (SubmissionState.RETURNED, CampaignState.CLOSED, False),
        (SubmissionState.SUBMITTED, CampaignState.OPEN, False),
        (SubmissionState.NOTHING, CampaignState.OPEN, False),
        (SubmissionState.DRAFT, CampaignState.OPEN, False),
    ],
)
def test_what_was_sent_back_is_told_on_any_day(
    state: SubmissionState, campaign_state: CampaignState, is_told: bool
) -> None:
    owner, city = make_owner(), make_party("Администрация Вологды", city="Вологда")
    Submission.objects.create(
        campaign=make_campaign(owner, campaign_state), party=city, state=state
    )

    assert bool(lines(owner, city, 7)) is is_told


def test_an_extended_deadline_counts() -> None:
    owner, city = make_owner(), make_party("Администрация Вологды", city="Вологда")
    later = DUE + timedelta(days=7)
    Submission.objects.create(campaign=make_campaign(owner), party=city, due_on=later)

    assert (lines(owner, city, 1), len(lines(owner, city, -4))) == ((), 1)


@pytest.mark.parametrize(("days", "late"), [(0, ""), (-1, ", опаздывают 2")])
def test_the_directorate_reads_what_came_and_who_is_late(days: int, late: str) -> None:
    owner = make_owner()
    campaign = make_campaign(owner)
    states = [SubmissionState.SUBMITTED, SubmissionState.DRAFT, SubmissionState.NOT_STARTED]
    for number, state in enumerate(states):
        Submission.objects.create(
            campaign=campaign, party=make_party(f"Департамент {number}"), state=state
        )
    reader = DigestReader(owner, Role.DIRECTORATE, None, None, DUE - timedelta(days=days))

    (section,) = campaigns_to_review(reader)

    url = f"http://127.0.0.1:8000/campaigns/{campaign.pk}/"
    assert section.lines == (f"План на 2026 год: ждут рассмотрения 1{late}, {url}",)
    assert section in digest_sections(reader)
