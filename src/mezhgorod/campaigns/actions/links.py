"""The personal link of a party: one for each submission, the same in every letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mezhgorod.campaigns.actions.guards import locked_campaign
from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.rules import PROPOSE
from mezhgorod.registry.actions.links import links_of_objects
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.rules import Actor


@transaction.atomic
def personal_links(
    *, campaign: Campaign, submissions: Sequence[Submission], actor: Actor, now: datetime
) -> dict[int, PersonalLink]:
    """Return the link of each submission by its id, given where there is none that lives.

    Raises:
        RuleViolation: the person does not run the campaign.
    """
    campaign = locked_campaign(campaign, actor=actor)
    return links_of_objects(
        right=PROPOSE,
        owner=campaign.owner,
        parties={one.pk: one.party for one in submissions},
        title=campaign.title,
        by_id=actor.user_id,
        now=now,
    )
