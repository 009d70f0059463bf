"""While a campaign runs: later days for parties, the end, a second beginning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mezhgorod.campaigns.actions.outcomes import Extension
from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.registry.rules import Actor


def extend_due_date(
    *, submissions: Sequence[Submission], extension: Extension, actor: Actor, now: datetime
) -> int:
    """Give parties of one campaign a later day; return how many got it.

    Raises:
        RuleViolation: no right, the campaign is over, the day is not later than the common one.
    """
    raise NotImplementedError


def close_campaign(*, campaign: Campaign, actor: Actor, now: datetime) -> Campaign:
    """Close a campaign: parties propose no more, what they have sent is still looked through.

    Raises:
        RuleViolation: no right, or it is not open. Closing a closed one does nothing.
    """
    raise NotImplementedError


def reopen_campaign(*, campaign: Campaign, actor: Actor, now: datetime) -> Campaign:
    """Open a closed campaign again, before its plan has become a draft.

    Raises:
        RuleViolation: no right, or the plan is a draft already.
    """
    raise NotImplementedError
