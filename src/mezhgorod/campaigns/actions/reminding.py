"""Reminders: letters into the outbox, once a day for an address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from mezhgorod.campaigns.actions.outcomes import Reminded
from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.registry.rules import Actor

AddressOf = Callable[[Submission], str]


def remind(
    *,
    campaign: Campaign,
    submission_ids: Sequence[int],
    address_of: AddressOf,
    actor: Actor,
    now: datetime,
) -> Reminded:
    """Queue letters to parties that have not answered.

    Args:
        address_of: gives the address of the page of a party, made by the website.

    Raises:
        RuleViolation: no right, or the campaign is not open.
    """
    raise NotImplementedError
