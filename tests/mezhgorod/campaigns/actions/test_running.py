"""Later days, the end, a second beginning, the draft of the plan."""

from datetime import date, datetime

import pytest
from tests.factories import campaigns

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import Extension
from mezhgorod.campaigns.models import Campaign
from mezhgorod.campaigns.queries import due_day, is_late
from mezhgorod.campaigns.rules import CampaignState, SubmissionState
from mezhgorod.registry.rules import RuleViolation

pytestmark = pytest.mark.django_db
NOW = campaigns.NOW


@pytest.fixture
def campaign() -> Campaign:
    return campaigns.opened()


def extend(campaign: Campaign, day: date) -> int:
    return actions.extend_due_date(
        submissions=list(campaign.submissions.filter(party=campaigns.vologda())),
        extension=Extension(day, "Ждём решения думы"),
        actor=campaigns.runner(),
        now=NOW,
    )


def test_a_later_day_is_only_for_those_who_got_it(campaign: Campaign) -> None:
    assert [extend(campaign, date(2025, 11, 25)) for _ in range(2)] == [1, 0]
    ours = campaigns.submission_of(campaign, campaigns.vologda())
    theirs = campaigns.submission_of(campaign, campaigns.pskov())
    assert (due_day(ours), due_day(theirs)) == (date(2025, 11, 25), date(2025, 11, 15))
    assert not is_late(submission=ours, today=date(2025, 11, 20))
    assert is_late(submission=theirs, today=date(2025, 11, 20))


@pytest.mark.parametrize("day", [date(2025, 11, 15), date(2027, 1, 1)])
def test_a_day_that_is_not_later_or_after_the_period_is_refused(
    campaign: Campaign, day: date
) -> None:
    with pytest.raises(RuleViolation) as refused:
        extend(campaign, day)
    assert refused.value.code == "campaign.extension"


def test_answered_after_the_day_stays_late(campaign: Campaign) -> None:
    ours = campaigns.submission_of(campaign, campaigns.vologda())
    campaigns.typed(ours)
    late = NOW.replace(month=11, day=18)
    ours = actions.send_submission(submission=ours, actor=campaigns.contact(ours.party), now=late)
    assert is_late(submission=ours, today=date(2025, 11, 19))


def test_the_day_ends_at_midnight_of_the_people_and_not_of_the_clock(campaign: Campaign) -> None:
    ours = campaigns.submission_of(campaign, campaigns.vologda())
    for sent, late in (("15T20:30", False), ("15T21:30", True)):
        # 21:00 by UTC is midnight in Moscow.
        ours.state = SubmissionState.SUBMITTED
        ours.submitted_at = datetime.fromisoformat(f"2025-11-{sent}+00:00")
        assert is_late(submission=ours, today=date(2025, 11, 20)) is late


def test_closed_twice_and_opened_again(campaign: Campaign) -> None:
    runner = campaigns.runner()
    for _ in range(2):
        campaign = actions.close_campaign(campaign=campaign, actor=runner, now=NOW)
    assert campaign.state == CampaignState.CLOSED
    for _ in range(2):
        campaign = actions.reopen_campaign(campaign=campaign, actor=runner, now=NOW)
    assert campaign.state == CampaignState.OPEN


def test_a_prepared_campaign_is_neither_closed_nor_reopened() -> None:
    campaign = campaigns.prepared(campaigns.vologda())
    for action in (actions.close_campaign, actions.reopen_campaign):
        with pytest.raises(RuleViolation) as refused:
            action(campaign=campaign, actor=campaigns.runner(), now=NOW)
        assert refused.value.code == "campaign.state"


def test_no_draft_while_open_or_undecided(campaign: Campaign) -> None:
    campaigns.sent(campaign, campaigns.vologda())
    runner = campaigns.runner()
    with pytest.raises(RuleViolation) as refused:
        actions.consolidate(campaign=campaign, actor=runner, now=NOW)
    assert refused.value.code == "campaign.still_open"
    actions.close_campaign(campaign=campaign, actor=runner, now=NOW)
    with pytest.raises(RuleViolation) as refused:
        actions.consolidate(campaign=campaign, actor=runner, now=NOW)
    assert refused.value.code == "campaign.undecided"
    ids = [row.pk for row in campaigns.submission_of(campaign, campaigns.vologda()).rows.all()]
    actions.accept_rows(campaign=campaign, row_ids=ids, actor=runner, now=NOW)
    for _ in range(2):
        campaign = actions.consolidate(campaign=campaign, actor=runner, now=NOW)
    assert campaign.state == CampaignState.CONSOLIDATED
    with pytest.raises(RuleViolation) as refused:
        actions.reopen_campaign(campaign=campaign, actor=runner, now=NOW)
    assert refused.value.code == "campaign.state"
