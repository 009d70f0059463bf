"""A campaign is prepared, parties are invited, it opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mezhgorod.campaigns.actions.outcomes import CampaignDraft
from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor


def create_campaign(
    *, owner: Organization, draft: CampaignDraft, actor: Actor, now: datetime
) -> Campaign:
    """Prepare a campaign; nobody outside sees it until it opens.

    Raises:
        RuleViolation: no right, a title or period that cannot be, deadlines out of order.
    """
    raise NotImplementedError


def invite_parties(
    *, campaign: Campaign, parties: Sequence[Organization], actor: Actor, now: datetime
) -> list[Submission]:
    """Invite cities and departments, each with its rows of the source plan; known ones are left.

    Raises:
        RuleViolation: no right, or the campaign is over.
    """
    raise NotImplementedError


def open_campaign(*, campaign: Campaign, actor: Actor, now: datetime) -> Campaign:
    """Open a prepared campaign and compose the plan that its rows will go into.

    Raises:
        RuleViolation: no right, nobody is invited, or the plan of the period is past collecting.
    """
    raise NotImplementedError
