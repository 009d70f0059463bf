"""The exchanges that rows of plans are carried out by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from mezhgorod.exchanges.models import Exchange, ExchangeRound, Response
from mezhgorod.exchanges.queries.exchanges import current_round, exchanges_visible_to
from mezhgorod.exchanges.queries.subjects import round_subject
from mezhgorod.exchanges.rules import READ_COURSE, RoundState
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.planning.models import PlanItem
from mezhgorod.registry.rules import Actor, may


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """An exchange that a row of a plan is carried out by, and the round that goes on or was last.

    Attributes:
        round: None before the first round.
        sees_course: whether the reader sees how the round goes.
        answer: the answer of the reader's own city in it, None for none.
    """

    exchange: Exchange
    round: ExchangeRound | None
    sees_course: bool
    answer: Response | None

    @property
    def period(self) -> str:
        """The period of the round in words."""
        return period_words(self.round.period_edtf) if self.round else ""

    @property
    def due_on(self) -> date | None:
        """By when answers are waited for: the reader's own where it was put off for them."""
        own = self.answer.due_on if self.answer else None
        return own or (self.round.due_on if self.round else None)


def exchanges_of_items(
    *, items: Iterable[PlanItem], actor: Actor
) -> dict[int, tuple[CarriedOut, ...]]:
    """Return the exchanges that carry rows out, by row, as far as somebody may know of them.

    One query where there are none, else at most four. The caller has asked which rows the visitor
    may read.
    """
    through = Exchange.items.through
    pairs = list(
        through._default_manager.filter(planitem__in=[one.pk for one in items])
        .filter(exchange__in=exchanges_visible_to(actor=actor))
        .values_list("planitem_id", "exchange_id")
    )
    if not pairs:
        return {}
    known = _carried({exchange for _, exchange in pairs}, actor)
    found: dict[int, list[CarriedOut]] = defaultdict(list)
    for item, exchange in pairs:
        found[item].append(known[exchange])
    return {
        item: tuple(sorted(told, key=lambda one: one.exchange.title))
        for item, told in found.items()
    }


def _carried(ids: set[int], actor: Actor) -> dict[int, CarriedOut]:
    rounds = ExchangeRound.objects.order_by("-period_start", "-pk")
    exchanges = list(
        Exchange.objects.filter(pk__in=ids).prefetch_related(
            Prefetch("rounds", queryset=rounds, to_attr="known_rounds")
        )
    )
    current = {one.pk: current_round(one.known_rounds) for one in exchanges}
    own = _own_answers([one for one in current.values() if one], actor)
    told = {}
    for exchange in exchanges:
        found = current[exchange.pk]
        sees_course = False
        if found is not None:
            found.exchange = exchange
            sees_course = may(actor, READ_COURSE, round_subject(found))
        answer = own.get(found.pk) if found else None
        told[exchange.pk] = CarriedOut(exchange, found, sees_course, answer)
    return told


def _own_answers(rounds: list[ExchangeRound], actor: Actor) -> dict[int, Response]:
    """Return the answers that the reader speaks for, by round."""
    speaks = {(one.owner_id, one.party_id) for one in actor.grants if one.party_id is not None}
    if not speaks:
        return {}
    begun = [one.pk for one in rounds if one.state != RoundState.PREPARING]
    answers = Response.objects.filter(round__in=begun, party__in={party for _, party in speaks})
    return {
        one.round_id: one
        for one in answers.select_related("round__exchange").order_by("-pk")
        if (one.round.exchange.owner_id, one.party_id) in speaks
    }
