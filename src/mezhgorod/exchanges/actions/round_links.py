"""The personal link of a city: one for each answer, the same in every letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from mezhgorod.exchanges.actions.round_guards import locked_round
from mezhgorod.exchanges.models import ExchangeRound, Response
from mezhgorod.exchanges.rules import FILL_RESPONSE
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.registry.actions.links import issue_link
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.rules import SYSTEM, Actor

# Longer than any round; what a link opens is decided by the state of the round.
_TERM = timedelta(days=365)
# A link that is about to end is replaced before it goes out in a letter.
_SPARE = timedelta(days=30)


@transaction.atomic
def links_to_answers(
    *, found: ExchangeRound, responses: Sequence[Response], actor: Actor, now: datetime
) -> dict[int, PersonalLink]:
    """Return the link of each answer by its key, given where there is none that lives.

    Raises:
        RuleViolation: the person does not run the round.
    """
    found = locked_round(found, actor=actor)
    known = PersonalLink.objects.filter(
        right=FILL_RESPONSE.code,
        object_id__in=[one.pk for one in responses],
        withdrawn_at__isnull=True,
        expires_at__gt=now + _SPARE,
    )
    links = {link.object_id: link for link in known.order_by("pk")}
    # The right to run a round includes giving these links: each opens one answer.
    giver = replace(SYSTEM, user_id=actor.user_id)
    title = f"{found.exchange.title}, {period_words(found.period_edtf)}"
    for one in responses:
        if one.pk not in links:
            links[one.pk] = issue_link(
                actor=giver,
                now=now,
                right=FILL_RESPONSE,
                object_id=one.pk,
                owner=found.exchange.owner,
                party=one.party,
                label=f"{title}: {one.party.spoken_name}",
                expires_at=now + _TERM,
            )
    return links
