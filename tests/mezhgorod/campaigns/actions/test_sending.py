"""The way of a submission on the side of its party."""

import pytest
from tests.factories import campaigns

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import NotReady
from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.rules import CONFIRM, RowState, SubmissionState
from mezhgorod.registry.queries.links import bearer, link_token
from mezhgorod.registry.rules import Actor, RuleViolation

pytestmark = pytest.mark.django_db
NOW = campaigns.NOW
NO_DATE = (("title", "Слёт"), ("place", "г. Вологда"), ("timing", ""))
NO_TITLE = (("title", ""), ("place", "г. Вологда"), ("timing", "май 2031"))


@pytest.fixture
def campaign() -> Campaign:
    return campaigns.opened()


@pytest.fixture
def ours(campaign: Campaign) -> Submission:
    return campaigns.submission_of(campaign, campaigns.vologda())


@pytest.fixture
def by(ours: Submission) -> Actor:
    return campaigns.contact(ours.party)


def states(ours: Submission) -> tuple[str, list[str]]:
    ours.refresh_from_db()
    return ours.state, list(ours.rows.order_by("position").values_list("state", flat=True))


def test_all_that_is_missing_is_told_at_once(ours: Submission, by: Actor) -> None:
    first, second = campaigns.typed(ours, NO_DATE), campaigns.typed(ours, NO_TITLE)
    with pytest.raises(NotReady) as refused:
        actions.send_submission(submission=ours, actor=by, now=NOW)
    assert [(one.row_id, one.role, one.message) for one in refused.value.problems] == [
        (first.pk, "timing", "«Слёт»: не заполнено «Сроки проведения»"),
        (second.pk, "title", "«без названия»: не заполнено «Мероприятие»"),
        (
            second.pk,
            "timing",
            "«без названия»: условие «дата внутри периода плана» не выполнено",
        ),
    ]
    assert states(ours) == (SubmissionState.DRAFT, [RowState.DRAFT, RowState.DRAFT])


def test_nothing_at_all_is_not_sent(ours: Submission, by: Actor) -> None:
    with pytest.raises(NotReady) as refused:
        actions.send_submission(submission=ours, actor=by, now=NOW)
    assert refused.value.problems[0].message.startswith("Нет ни одной строки.")


def test_sending_twice_sends_once(ours: Submission, by: Actor) -> None:
    campaigns.typed(ours)
    first = actions.send_submission(submission=ours, actor=by, now=NOW)
    second = actions.send_submission(submission=ours, actor=by, now=NOW)
    assert (first.revision, states(ours)) == (
        second.revision,
        (SubmissionState.SUBMITTED, [RowState.SUBMITTED]),
    )


def test_a_superior_approves_by_link(ours: Submission, by: Actor) -> None:
    campaigns.typed(ours)
    link = actions.ask_internal_approval(submission=ours, actor=by, now=NOW, label="Заместитель")
    assert states(ours) == (SubmissionState.IN_APPROVAL, [RowState.DRAFT])
    superior = bearer(token=link_token(link), now=NOW)
    assert superior.link is not None
    assert superior.link.right == CONFIRM.code
    with pytest.raises(RuleViolation) as refused:
        actions.send_submission(submission=ours, actor=by, now=NOW)
    assert refused.value.code == "campaign.in_approval"
    for _ in range(2):
        actions.approve_internally(submission=ours, actor=superior, now=NOW)
    assert states(ours) == (SubmissionState.SUBMITTED, [RowState.SUBMITTED])


def test_a_superior_declines_with_a_remark(ours: Submission, by: Actor) -> None:
    campaigns.typed(ours)
    actions.ask_internal_approval(submission=ours, actor=by, now=NOW)
    with pytest.raises(RuleViolation) as refused:
        actions.decline_internally(submission=ours, remark=" ", actor=by, now=NOW)
    assert refused.value.code == "campaign.no_remark"
    actions.decline_internally(submission=ours, remark="Уточните срок", actor=by, now=NOW)
    assert (states(ours)[0], ours.remark) == (SubmissionState.DRAFT, "Уточните срок")


def test_the_link_of_one_party_approves_no_other(campaign: Campaign, ours: Submission) -> None:
    campaigns.typed(ours)
    theirs = campaigns.submission_of(campaign, campaigns.pskov())
    campaigns.typed(theirs)
    by_pskov = campaigns.contact(theirs.party)
    link = actions.ask_internal_approval(submission=theirs, actor=by_pskov, now=NOW)
    superior = bearer(token=link_token(link), now=NOW)
    with pytest.raises(RuleViolation) as refused:
        actions.approve_internally(submission=ours, actor=superior, now=NOW)
    assert refused.value.code == "campaign.confirm.forbidden"


def test_taken_back_rows_are_drafts_again(ours: Submission, by: Actor) -> None:
    campaigns.typed(ours)
    actions.send_submission(submission=ours, actor=by, now=NOW)
    for _ in range(2):
        actions.withdraw_submission(submission=ours, actor=by, now=NOW)
    assert states(ours) == (SubmissionState.DRAFT, [RowState.DRAFT])
    assert ours.submitted_at is None


def test_decided_rows_cannot_be_taken_back(campaign: Campaign, ours: Submission, by: Actor) -> None:
    row = campaigns.typed(ours)
    actions.send_submission(submission=ours, actor=by, now=NOW)
    actions.accept_rows(campaign=campaign, row_ids=[row.pk], actor=campaigns.runner(), now=NOW)
    with pytest.raises(RuleViolation) as refused:
        actions.withdraw_submission(submission=ours, actor=by, now=NOW)
    assert refused.value.code == "campaign.decided"


def test_nothing_to_propose_is_an_answer_and_can_be_changed(ours: Submission, by: Actor) -> None:
    for _ in range(2):
        actions.nothing_to_propose(submission=ours, reason="Год отдыха", actor=by, now=NOW)
    assert (states(ours)[0], ours.nothing_reason) == (SubmissionState.NOTHING, "Год отдыха")
    actions.resume_submission(submission=ours, actor=by, now=NOW)
    assert states(ours)[0] == SubmissionState.DRAFT


def test_sent_rows_are_not_nothing(ours: Submission, by: Actor) -> None:
    campaigns.typed(ours)
    actions.send_submission(submission=ours, actor=by, now=NOW)
    with pytest.raises(RuleViolation) as refused:
        actions.nothing_to_propose(submission=ours, reason="", actor=by, now=NOW)
    assert refused.value.code == "submission.state"
