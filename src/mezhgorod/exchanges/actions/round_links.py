"""The personal link of a city: one for each answer, the same in every letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mezhgorod.exchanges.actions.round_guards import locked_round
from mezhgorod.exchanges.models import ExchangeRound, Response
from mezhgorod.exchanges.rules import FILL_RESPONSE
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.registry.actions.links import links_of_objects
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.rules import Actor


@transaction.atomic
def links_to_answers(
    *, found: ExchangeRound, responses: Sequence[Response], actor: Actor, now: datetime
) -> dict[int, PersonalLink]:
    """Return the link of each answer by its key, given where there is none that lives.

    Raises:
        RuleViolation: the person does not run the round.
    """
    found = locked_round(found, actor=actor)
    return links_of_objects(
        right=FILL_RESPONSE,
        owner=found.exchange.owner,
        parties={one.pk: one.party for one in responses},
        title=f"{found.exchange.title}, {period_words(found.period_edtf)}",
        by_id=actor.user_id,
        now=now,
    )
