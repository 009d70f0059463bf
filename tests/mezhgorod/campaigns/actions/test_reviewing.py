"""The coordinator decides about rows; every decision is seen by the author."""

import pytest
from tests.factories import campaigns

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import Refusal
from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.rules import RowState, SubmissionState
from mezhgorod.planning.models import PlanItem
from mezhgorod.registry.rules import RuleViolation

pytestmark = pytest.mark.django_db
NOW = campaigns.NOW


@pytest.fixture
def campaign() -> Campaign:
    return campaigns.opened()


@pytest.fixture
def ours(campaign: Campaign) -> Submission:
    return campaigns.sent(campaign, campaigns.vologda(), campaigns.FORUM, campaigns.SEMINAR)


def ids(ours: Submission) -> list[int]:
    return list(ours.rows.order_by("position").values_list("pk", flat=True))


def state_of(pk: int) -> str:
    return str(ProposedRow.objects.get(pk=pk).state)


def accept(campaign: Campaign, chosen: list[int]) -> None:
    actions.accept_rows(campaign=campaign, row_ids=chosen, actor=campaigns.runner(), now=NOW)


def test_accepting_twice_puts_a_row_into_the_plan_once(
    campaign: Campaign, ours: Submission
) -> None:
    for _ in range(2):
        accept(campaign, ids(ours))
    titles = PlanItem.objects.filter(section__plan=campaign.plan).values_list(
        "event__title", flat=True
    )
    assert sorted(titles) == ["Семинар «Умный город»", "Форум городов"]
    ours.refresh_from_db()
    assert ours.state == SubmissionState.ACCEPTED


def test_a_returned_row_comes_back_better(campaign: Campaign, ours: Submission) -> None:
    first, second = ids(ours)
    for _ in range(2):
        actions.return_rows(
            campaign=campaign,
            row_ids=[first],
            remark="Кто принимает?",
            actor=campaigns.runner(),
            now=NOW,
        )
    ours.refresh_from_db()
    row = ProposedRow.objects.get(pk=first)
    assert (ours.state, row.state, row.remark) == ("returned", "returned", "Кто принимает?")
    accept(campaign, [second])
    actions.send_submission(submission=ours, actor=campaigns.contact(ours.party), now=NOW)
    assert (state_of(first), state_of(second)) == (RowState.SUBMITTED, RowState.ACCEPTED)
    assert [one.action for one in campaigns.way_of(row)] == [
        "row.add",
        "row.send",
        "row.return",
        "row.send",
    ]


def test_returning_asks_for_a_remark(campaign: Campaign, ours: Submission) -> None:
    with pytest.raises(RuleViolation) as refused:
        actions.return_rows(
            campaign=campaign, row_ids=ids(ours), remark=" ", actor=campaigns.runner(), now=NOW
        )
    assert refused.value.code == "campaign.no_remark"


def test_a_whole_submission_goes_back_also_an_empty_one(
    campaign: Campaign, ours: Submission
) -> None:
    theirs = campaigns.submission_of(campaign, campaigns.pskov())
    actions.nothing_to_propose(
        submission=theirs, reason="", actor=campaigns.contact(theirs.party), now=NOW
    )
    for one in (ours, theirs):
        actions.return_submission(
            submission=one, remark="Ждём ещё", actor=campaigns.runner(), now=NOW
        )
        one.refresh_from_db()
        assert (one.state, one.remark) == (SubmissionState.RETURNED, "Ждём ещё")
    assert {state_of(pk) for pk in ids(ours)} == {RowState.RETURNED}


def test_a_refusal_names_its_ground_and_can_be_taken_back(
    campaign: Campaign, ours: Submission
) -> None:
    first = ids(ours)[0]
    for _ in range(2):
        actions.refuse_rows(
            campaign=campaign,
            row_ids=[first],
            refusal=Refusal("not_ours", "Это план области"),
            actor=campaigns.runner(),
            now=NOW,
        )
    row = ProposedRow.objects.get(pk=first)
    assert (row.state, row.refusal_ground, row.remark) == (
        RowState.REFUSED,
        "not_ours",
        "Это план области",
    )
    last = campaigns.way_of(row)[-1]
    assert last is not None
    assert (last.summary, last.reason) == (
        "Отклонена: не относится к задачам плана",
        "не относится к задачам плана. Это план области",
    )
    actions.reconsider_row(campaign=campaign, row_id=first, actor=campaigns.runner(), now=NOW)
    assert state_of(first) == RowState.SUBMITTED


def test_an_unknown_ground_is_refused(campaign: Campaign, ours: Submission) -> None:
    with pytest.raises(RuleViolation) as refused:
        actions.refuse_rows(
            campaign=campaign,
            row_ids=ids(ours),
            refusal=Refusal("moon"),
            actor=campaigns.runner(),
            now=NOW,
        )
    assert refused.value.code == "campaign.unknown_ground"
    assert {state_of(pk) for pk in ids(ours)} == {RowState.SUBMITTED}


def test_merged_rows_point_to_the_one_that_stays(campaign: Campaign, ours: Submission) -> None:
    theirs = campaigns.sent(campaign, campaigns.pskov(), campaigns.SEMINAR)
    mine, other = ids(ours)[1], ids(theirs)[0]
    for _ in range(2):
        row = actions.merge_into(
            campaign=campaign, row_id=other, into_id=mine, actor=campaigns.runner(), now=NOW
        )
        assert (row.state, row.merged_into_id) == (RowState.MERGED, mine)
    stays = ProposedRow.objects.get(pk=mine)
    assert [one.summary for one in campaigns.way_of(stays)][-1] == (
        "К ней присоединена строка «Семинар «Умный город»» (Псков)"
    )
    with pytest.raises(RuleViolation) as refused:
        actions.merge_into(
            campaign=campaign, row_id=mine, into_id=other, actor=campaigns.runner(), now=NOW
        )
    assert refused.value.code == "campaign.merge_target"


@pytest.mark.parametrize("into", [0, 999_999])
def test_merging_with_itself_or_nothing_is_refused(
    campaign: Campaign, ours: Submission, into: int
) -> None:
    first = ids(ours)[0]
    with pytest.raises(RuleViolation) as refused:
        actions.merge_into(
            campaign=campaign,
            row_id=first,
            into_id=into or first,
            actor=campaigns.runner(),
            now=NOW,
        )
    assert refused.value.code == ("campaign.no_row" if into else "campaign.merge_itself")


def test_rows_of_another_campaign_and_drafts_are_not_decided(
    campaign: Campaign, ours: Submission
) -> None:
    draft = campaigns.typed(campaigns.submission_of(campaign, campaigns.pskov()))
    for chosen, code in (([draft.pk], "campaign.row_state"), ([999_999], "campaign.no_row")):
        with pytest.raises(RuleViolation) as refused:
            accept(campaign, chosen)
        assert refused.value.code == code


def test_parties_decide_nothing(campaign: Campaign, ours: Submission) -> None:
    with pytest.raises(RuleViolation) as refused:
        actions.accept_rows(
            campaign=campaign, row_ids=ids(ours), actor=campaigns.contact(ours.party), now=NOW
        )
    assert refused.value.code == "campaign.run.forbidden"


def test_after_closing_rows_are_decided_but_not_returned(
    campaign: Campaign, ours: Submission
) -> None:
    first, second = ids(ours)
    actions.close_campaign(campaign=campaign, actor=campaigns.runner(), now=NOW)
    accept(campaign, [first])
    with pytest.raises(RuleViolation) as refused:
        actions.return_rows(
            campaign=campaign, row_ids=[second], remark="?", actor=campaigns.runner(), now=NOW
        )
    assert refused.value.code == "campaign.not_open"
