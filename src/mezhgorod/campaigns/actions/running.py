"""While a campaign runs: later days for parties, the end, a second beginning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mezhgorod.campaigns.actions.guards import ensure_open, locked_campaign, moved_campaign
from mezhgorod.campaigns.actions.journal import tell
from mezhgorod.campaigns.actions.outcomes import Extension
from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.rules import MAX_REMARK, CampaignState, bounded_text
from mezhgorod.registry.rules import Actor, RuleViolation


@transaction.atomic
def extend_due_date(
    *, submissions: Sequence[Submission], extension: Extension, actor: Actor, now: datetime
) -> int:
    """Give parties of one campaign a later day; return how many got it.

    Raises:
        RuleViolation: no right, the campaign is over, the day is not later than the common one.
    """
    if not submissions:
        message = "Отметьте организации, которым продлеваете срок."
        raise RuleViolation("campaign.no_parties", message)
    campaign = locked_campaign(submissions[0].campaign, actor=actor)
    ensure_open(campaign)
    if not campaign.due_on < extension.due_on <= campaign.period_end:
        message = (
            f"Новый срок должен быть позже общего ({campaign.due_on:%d.%m.%Y}) и не позже конца "
            f"периода ({campaign.period_end:%d.%m.%Y})."
        )
        raise RuleViolation("campaign.extension", message, "due_on")
    reason = bounded_text(extension.reason, limit=MAX_REMARK, name="Причина", field="reason")
    chosen = list(
        campaign.submissions.filter(pk__in=[one.pk for one in submissions])
        .exclude(due_on=extension.due_on)
        .select_related("party", "campaign")
    )
    if not chosen:
        return 0
    for one in chosen:
        one.due_on = extension.due_on
    Submission.objects.bulk_update(chosen, ["due_on"])
    names = ", ".join(one.party.spoken_name for one in chosen[:10])
    rest = f" и ещё {len(chosen) - 10}" if len(chosen) > 10 else ""
    summary = f"Срок продлён до {extension.due_on:%d.%m.%Y}: {names}{rest}"
    tell(campaign, action="campaign.extend", summary=summary, actor=actor, now=now, reason=reason)
    return len(chosen)


@transaction.atomic
def close_campaign(*, campaign: Campaign, actor: Actor, now: datetime) -> Campaign:
    """Close a campaign: parties propose no more, what they have sent is still looked through.

    Raises:
        RuleViolation: no right, or it is not open. Closing a closed one does nothing.
    """
    campaign = locked_campaign(campaign, actor=actor)
    if campaign.state == CampaignState.CLOSED:
        return campaign
    campaign = moved_campaign(campaign, CampaignState.CLOSED, now)
    summary = f"Закрыт сбор «{campaign.title}»"
    tell(campaign, action="campaign.close", summary=summary, actor=actor, now=now)
    return campaign


@transaction.atomic
def reopen_campaign(*, campaign: Campaign, actor: Actor, now: datetime) -> Campaign:
    """Open a closed campaign again, before its plan has become a draft.

    Raises:
        RuleViolation: no right, or the plan is a draft already.
    """
    campaign = locked_campaign(campaign, actor=actor)
    if campaign.state == CampaignState.OPEN:
        return campaign
    if campaign.state == CampaignState.PREPARING:
        message = "Сбор ещё не открывали. Откройте его с его страницы."
        raise RuleViolation("campaign.state", message)
    campaign = moved_campaign(campaign, CampaignState.OPEN, now)
    summary = f"Сбор «{campaign.title}» открыт снова"
    tell(campaign, action="campaign.reopen", summary=summary, actor=actor, now=now)
    return campaign
