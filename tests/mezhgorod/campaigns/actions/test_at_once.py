"""The directorate decides while the city takes back: threads with connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from tests.factories.campaigns import (
    FORUM,
    NOW,
    contact,
    draft,
    opened,
    owner,
    prepared,
    pskov,
    runner,
    submission_of,
    typed,
    vologda,
)

from mezhgorod.campaigns.actions import (
    RowDraft,
    accept_rows,
    close_campaign,
    create_campaign,
    invite_parties,
    nothing_to_propose,
    open_campaign,
    remind,
    return_submission,
    save_row,
    send_submission,
    withdraw_submission,
)
from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.rules import CampaignState, RowState, SubmissionState
from mezhgorod.notices.models import Letter
from mezhgorod.planning.models import Plan
from mezhgorod.registry.models import AuditEntry, Contact, PersonalLink
from mezhgorod.registry.rules import RuleViolation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TIMES = 5


def at_once(*actions: Callable[[], object]) -> int:
    """Run all at the same moment; return how many were refused. Any other fault is raised."""
    start = Barrier(len(actions))

    def run(action: Callable[[], object]) -> bool:
        try:
            start.wait()
            action()
        except RuleViolation:
            return True
        finally:
            connection.close()
        return False

    with ThreadPoolExecutor(len(actions)) as pool:
        return sum(pool.map(run, actions))


def sent() -> tuple[Submission, list[int]]:
    """Three rows that Vologda has just sent; Pskov is invited too."""
    submission = submission_of(opened(vologda(), pskov()), vologda())
    city = contact(vologda())
    rows = [typed(submission, actor=city).pk for _ in range(3)]
    return send_submission(submission=submission, actor=city, now=NOW), rows


@pytest.mark.parametrize("time", range(TIMES))
def test_accepting_and_withdrawing_at_once_leaves_one_of_both(time: int) -> None:
    submission, rows = sent()

    refused = at_once(
        lambda: accept_rows(campaign=submission.campaign, row_ids=rows, actor=runner(), now=NOW),
        lambda: withdraw_submission(submission=submission, actor=contact(vologda()), now=NOW),
    )

    submission.refresh_from_db()
    states = {submission.state, *ProposedRow.objects.values_list("state", flat=True)}
    assert refused == 1
    assert states in (
        {SubmissionState.ACCEPTED, RowState.ACCEPTED},
        {SubmissionState.DRAFT, RowState.DRAFT},
    )


@pytest.mark.parametrize("time", range(TIMES))
def test_returning_and_withdrawing_at_once_leaves_one_of_both(time: int) -> None:
    submission, _ = sent()

    at_once(
        lambda: return_submission(
            submission=submission, remark="Уточните срок", actor=runner(), now=NOW
        ),
        lambda: withdraw_submission(submission=submission, actor=contact(vologda()), now=NOW),
    )

    submission.refresh_from_db()
    rows = set(ProposedRow.objects.values_list("state", flat=True))
    assert (submission.state, rows) in (
        (SubmissionState.RETURNED, {RowState.RETURNED}),
        (SubmissionState.DRAFT, {RowState.DRAFT}),
    )


def steps() -> list[str]:
    """What the journal tells, first to last, of the campaign and of what parties did."""
    told = ("campaign.open", "campaign.close", "submission.send", "submission.nothing", "row.add")
    entries = AuditEntry.objects.filter(action__in=told).order_by("pk")
    return list(entries.values_list("action", flat=True))


@pytest.mark.parametrize("time", range(TIMES))
def test_nothing_lands_in_a_campaign_that_closes_at_the_same_moment(time: int) -> None:
    submission = submission_of(opened(vologda(), pskov()), vologda())
    theirs = submission_of(submission.campaign, pskov())
    row = typed(submission, actor=contact(vologda()))
    city = contact(vologda())

    refused = at_once(
        lambda: close_campaign(campaign=submission.campaign, actor=runner(), now=NOW),
        lambda: send_submission(submission=submission, actor=city, now=NOW),
        lambda: save_row(
            submission=theirs, row_id=None, draft=RowDraft(FORUM), actor=contact(pskov()), now=NOW
        ),
    )

    row.refresh_from_db()
    submission.refresh_from_db()
    is_sent = "submission.send" in steps()
    added = theirs.rows.count()
    assert Campaign.objects.get().state == CampaignState.CLOSED
    assert steps()[-1] == "campaign.close"
    assert refused == 2 - is_sent - added
    assert (submission.state, row.state) == (
        (SubmissionState.SUBMITTED, RowState.SUBMITTED)
        if is_sent
        else (SubmissionState.DRAFT, RowState.DRAFT)
    )


@pytest.mark.parametrize("act", ["send", "save", "nothing"])
def test_a_page_opened_before_the_closing_brings_nothing_after_it(act: str) -> None:
    submission = submission_of(opened(vologda(), pskov()), vologda())
    typed(submission, actor=contact(vologda()))
    seen = submission_of(submission.campaign, vologda())
    assert seen.campaign.state == CampaignState.OPEN
    close_campaign(campaign=submission.campaign, actor=runner(), now=NOW)
    before = list(ProposedRow.objects.values()), list(Submission.objects.values())

    doing: dict[str, Callable[[], object]] = {
        "send": lambda: send_submission(submission=seen, actor=contact(vologda()), now=NOW),
        "save": lambda: save_row(
            submission=seen, row_id=None, draft=RowDraft(FORUM), actor=contact(vologda()), now=NOW
        ),
        "nothing": lambda: nothing_to_propose(
            submission=seen, reason="", actor=contact(vologda()), now=NOW
        ),
    }
    with pytest.raises(RuleViolation) as refused:
        doing[act]()

    assert refused.value.code == "campaign.not_open"
    assert (list(ProposedRow.objects.values()), list(Submission.objects.values())) == before


@pytest.mark.parametrize("time", range(TIMES))
def test_two_who_open_and_write_at_once_make_one_set_of_invitations(time: int) -> None:
    campaign = prepared()
    parties = [vologda(), pskov()]
    for party in parties:
        Contact.objects.create(organization=party, email=f"{party.slug}@example.org"[:200])

    def begin() -> None:
        invite_parties(campaign=campaign, parties=parties, actor=runner(), now=NOW)
        open_campaign(campaign=campaign, actor=runner(), now=NOW)
        remind(
            campaign=campaign,
            submission_ids=list(Submission.objects.values_list("pk", flat=True)),
            address_of=lambda token: f"https://plan.example.org/propose/{token}/",
            actor=runner(),
            now=NOW,
        )

    refused = at_once(begin, begin)

    assert (refused, steps()) == (0, ["campaign.open"])
    counts = [one.objects.count() for one in (Submission, Plan, Letter, PersonalLink)]
    assert counts == [2, 1, 2, 2]


@pytest.mark.parametrize("time", range(TIMES))
def test_a_campaign_sent_twice_at_once_is_made_once(time: int) -> None:
    parties, whose, coordinator = [vologda(), pskov()], owner(), runner()

    def make() -> None:
        with transaction.atomic():
            made = create_campaign(owner=whose, draft=draft(), actor=coordinator, now=NOW)
            invite_parties(campaign=made, parties=parties, actor=coordinator, now=NOW)
            open_campaign(campaign=made, actor=coordinator, now=NOW)

    refused = at_once(make, make)

    counts = [one.objects.count() for one in (Campaign, Submission, Plan)]
    assert (refused, counts) == (1, [1, 2, 1])
