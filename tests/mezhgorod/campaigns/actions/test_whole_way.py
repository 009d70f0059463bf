"""A whole campaign: carried rows, typed rows, sent, decided, consolidated."""

from datetime import timedelta

import pytest
from tests.factories import campaigns

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.models import ProposedRow
from mezhgorod.campaigns.queries import campaign_gaps
from mezhgorod.campaigns.rules import RowChoice, RowState, SubmissionState
from mezhgorod.planning.rules import PlanState

pytestmark = pytest.mark.django_db
LATER = campaigns.NOW + timedelta(days=1)


def test_from_the_last_plan_to_the_draft_of_the_next() -> None:
    vologda, pskov = campaigns.vologda(), campaigns.pskov()
    source = campaigns.last_plan()
    campaign = campaigns.opened(vologda, pskov, source=source)
    assert campaign.plan is not None
    assert (campaign.plan.state, campaign.plan.title) == (
        PlanState.COLLECTING,
        "План основных мероприятий на 2026 год",
    )
    ours = campaigns.submission_of(campaign, vologda)
    carried = list(ours.rows.order_by("position"))
    assert [row.title for row in carried] == ["Форум городов", "Семинар «Умный город»"]
    by_vologda = campaigns.contact(vologda)

    actions.choose_rows(
        submission=ours,
        row_ids=[carried[0].pk],
        choice=RowChoice.KEEP,
        actor=by_vologda,
        now=LATER,
    )
    with pytest.raises(actions.NotReady) as refused:
        actions.send_submission(submission=ours, actor=by_vologda, now=LATER)
    assert [one.row_id for one in refused.value.problems] == [carried[1].pk]
    actions.choose_rows(
        submission=ours,
        row_ids=[carried[1].pk],
        choice=RowChoice.DROP,
        actor=by_vologda,
        now=LATER,
    )
    ours = actions.send_submission(submission=ours, actor=by_vologda, now=LATER)
    assert ours.state == SubmissionState.SUBMITTED

    actions.accept_rows(
        campaign=campaign, row_ids=[carried[0].pk], actor=campaigns.runner(), now=LATER
    )
    row = ProposedRow.objects.get(pk=carried[0].pk)
    assert (row.state, row.item.event.title, row.item.section.heading) == (
        RowState.ACCEPTED,
        "Форум городов",
        "Форумы",
    )
    assert campaigns.submission_of(campaign, vologda).state == SubmissionState.ACCEPTED

    campaign = actions.close_campaign(campaign=campaign, actor=campaigns.runner(), now=LATER)
    campaign = actions.consolidate(campaign=campaign, actor=campaigns.runner(), now=LATER)
    campaign.plan.refresh_from_db()
    assert campaign.plan.state == PlanState.DRAFT
    assert [entry.action for entry in campaigns.way_of(row)] == [
        "row.choose",
        "row.send",
        "row.accept",
        "row.include",
    ]
    gaps = campaign_gaps(campaign=campaign, today=LATER.date())
    assert [line.name for line in gaps.silent] == ["Псков"]
