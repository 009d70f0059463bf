"""The collected plan becomes a draft; whatever it lacks is listed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.campaigns.actions.guards import locked_campaign, moved_campaign
from mezhgorod.campaigns.actions.journal import Step, tell, tell_steps
from mezhgorod.campaigns.models import Campaign, ProposedRow
from mezhgorod.campaigns.rules import CampaignState, RowState
from mezhgorod.planning.actions.rows.writing import locked_plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.language import plural


@transaction.atomic
def consolidate(*, campaign: Campaign, actor: Actor, now: datetime) -> Campaign:
    """Make the plan of a campaign a draft: accepted rows are included, the campaign is over.

    What the plan still lacks tells `queries.campaign_gaps`. Doing it twice does nothing.

    Raises:
        RuleViolation: no right, the campaign is open, or rows are still under review.
    """
    campaign = locked_campaign(campaign, actor=actor)
    if campaign.state == CampaignState.CONSOLIDATED:
        return campaign
    if campaign.state == CampaignState.OPEN:
        message = "Сначала закройте сбор: пока он идёт, строки ещё могут прийти."
        raise RuleViolation("campaign.still_open", message)
    _ensure_decided(campaign)
    rows = list(ProposedRow.objects.filter(submission__campaign=campaign, state=RowState.ACCEPTED))
    ids = [row.pk for row in rows]
    ProposedRow.objects.filter(pk__in=ids).update(state=RowState.INCLUDED, updated_at=now)
    steps = [Step(row, "row.include", "Включена в проект плана") for row in rows]
    tell_steps(steps, owner_id=campaign.owner_id, actor=actor, now=now)
    campaign = moved_campaign(campaign, CampaignState.CONSOLIDATED, now)
    _make_draft(campaign, now)
    words = plural(len(rows), "строка", "строки", "строк")
    summary = f"Собран проект плана «{campaign.title}»: {len(rows)} {words}"
    tell(campaign, action="campaign.consolidate", summary=summary, actor=actor, now=now)
    return campaign


def _ensure_decided(campaign: Campaign) -> None:
    waiting = ProposedRow.objects.filter(submission__campaign=campaign, state=RowState.SUBMITTED)
    if count := waiting.count():
        message = (
            f"Ещё не рассмотрено строк: {count}. Примите, отклоните или объедините их: "
            "без решения строки в проект не попадут."
        )
        raise RuleViolation("campaign.undecided", message)


def _make_draft(campaign: Campaign, now: datetime) -> None:
    assert campaign.plan is not None  # noqa: S101 -- a closed campaign has its plan
    plan = locked_plan(campaign.plan.pk)
    if plan.state == PlanState.COLLECTING:
        plan.state, plan.updated_at = PlanState.DRAFT, now
        plan.save(update_fields=["state", "updated_at"])
