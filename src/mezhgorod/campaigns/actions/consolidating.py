"""The collected plan becomes a draft; whatever it lacks is listed."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.campaigns.models import Campaign
from mezhgorod.registry.rules import Actor


def consolidate(*, campaign: Campaign, actor: Actor, now: datetime) -> Campaign:
    """Make the plan of a campaign a draft: accepted rows are included, the campaign is over.

    What the plan still lacks tells `queries.gaps`. Doing it twice does nothing.

    Raises:
        RuleViolation: no right, the campaign is open, or rows are still under review.
    """
    raise NotImplementedError
