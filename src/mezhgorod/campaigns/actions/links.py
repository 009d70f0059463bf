"""The personal link of a party: one for each submission, the same in every letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from mezhgorod.campaigns.actions.guards import locked_campaign
from mezhgorod.campaigns.models import Campaign, Submission
from mezhgorod.campaigns.rules import PROPOSE
from mezhgorod.registry.actions.links import issue_link
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.rules import SYSTEM, Actor

# Longer than any campaign; what a link opens is decided by the state of the campaign.
_TERM = timedelta(days=365)
# A link that is about to end is replaced before it goes out in a letter.
_SPARE = timedelta(days=30)


@transaction.atomic
def personal_links(
    *, campaign: Campaign, submissions: Sequence[Submission], actor: Actor, now: datetime
) -> dict[int, PersonalLink]:
    """Return the link of each submission by its id, given where there is none that lives.

    Raises:
        RuleViolation: the person does not run the campaign.
    """
    campaign = locked_campaign(campaign, actor=actor)
    known = PersonalLink.objects.filter(
        right=PROPOSE.code,
        object_id__in=[one.pk for one in submissions],
        withdrawn_at__isnull=True,
        expires_at__gt=now + _SPARE,
    )
    links = {link.object_id: link for link in known.order_by("pk")}
    # The right to run a campaign includes giving these links: each opens one page.
    giver = replace(SYSTEM, user_id=actor.user_id)
    for one in submissions:
        if one.pk not in links:
            links[one.pk] = issue_link(
                actor=giver,
                now=now,
                right=PROPOSE,
                object_id=one.pk,
                owner=campaign.owner,
                party=one.party,
                label=f"{campaign.title}: {one.party.spoken_name}",
                expires_at=now + _TERM,
            )
    return links
