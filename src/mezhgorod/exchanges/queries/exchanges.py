"""Exchanges as lists show them, who may see them, and the rows of plans they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mezhgorod.exchanges.models import Exchange, ExchangeParticipant, ExchangeRound, Response
from mezhgorod.exchanges.rules import (
    KEEP_EXCHANGES,
    READ_COURSE,
    WAITED_RESPONSES,
    Periodicity,
    Reading,
    ResponseState,
    RoundState,
)
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.planning.models import PlanItem
from mezhgorod.planning.queries import plans_visible_to, row_draft
from mezhgorod.planning.rules import EXCHANGE_KIND
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, Right, Role, owners_of
from planbook.dates import Recurring, Timing

# Who has not taken part or given nothing is not among those who answered.
_NOT_ANSWERED = WAITED_RESPONSES | {ResponseState.NO_PART, ResponseState.SILENT}
_RULE = re.compile(r"FREQ=(?P<freq>[A-Z]+)(?:;.*?INTERVAL=(?P<step>\d+))?")
_PERIODICITIES = {
    ("MONTHLY", 1): Periodicity.MONTH,
    ("MONTHLY", 3): Periodicity.QUARTER,
    ("MONTHLY", 6): Periodicity.HALF_YEAR,
    ("MONTHLY", 12): Periodicity.YEAR,
    ("YEARLY", 1): Periodicity.YEAR,
}
_MAX_TITLE, _LONG_TITLE = 300, 160


@dataclass(frozen=True, slots=True)
class ListedExchange:
    """An exchange in a list.

    Attributes:
        round: the round that goes on, else the latest one, None before the first.
        asked, answered: of that round; `participants` are those asked by the exchange now.
    """

    exchange: Exchange
    round: ExchangeRound | None
    participants: int
    asked: int
    answered: int

    @property
    def period(self) -> str:
        """The period of the round in words."""
        return period_words(self.round.period_edtf) if self.round else ""


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round of an exchange and how many are asked and have answered in it."""

    round: ExchangeRound
    asked: int
    answered: int

    @property
    def period(self) -> str:
        """The period in words."""
        return period_words(self.round.period_edtf)


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """A row of a plan that speaks of an exchange.

    Attributes:
        words: the whole row on one line; `title` is its topic alone.
        initiator, partners, operator, periodicity: the exchange it would become.
        exchange: the exchange that fulfils it already.
    """

    item: PlanItem
    timing_text: str
    words: str
    title: str
    initiator: str
    partners: str
    operator: str
    periodicity: Periodicity
    exchange: Exchange | None

    @property
    def rounds_a_year(self) -> int:
        """How many rounds a year of it has."""
        return ROUNDS_A_YEAR[self.periodicity]


def exchanges_visible_to(*, actor: Actor) -> QuerySet[Exchange]:
    """Return the exchanges somebody may know of.

    Those who run or watch see all of theirs; members see what is for members, participants what
    they are asked, everybody what is for everybody.
    """
    if actor.is_administrator:
        return Exchange.objects.all()
    seen = Q(reading=Reading.PUBLIC) | Q(owner__in=owners_of(actor, READ_COURSE))
    seen |= Q(reading=Reading.MEMBERS, owner__in={grant.owner_id for grant in actor.grants})
    for grant in actor.grants:
        if grant.role == Role.BODY_COORDINATOR and grant.body_id:
            seen |= Q(owner=grant.owner_id, body=grant.body_id)
        if grant.party_id:
            asked = ExchangeParticipant.objects.filter(party=grant.party_id)
            seen |= Q(owner=grant.owner_id, pk__in=asked.values("exchange"))
    return Exchange.objects.filter(seen)


def knows_course(*, actor: Actor, owner_id: int) -> bool:
    """Return whether somebody may know of rounds that are not sent out yet: one's own people."""
    return actor.is_administrator or any(grant.owner_id == owner_id for grant in actor.grants)


def listed_exchanges(*, exchanges: QuerySet[Exchange], actor: Actor) -> list[ListedExchange]:
    """Return exchanges with their current round and who has answered in it; three queries.

    Outsiders are told of the last round that was sent out, not of one that goes on.
    """
    asked = (
        ExchangeParticipant.objects.filter(exchange=OuterRef("pk"), until_on__isnull=True)
        .order_by()
        .values("exchange")
        .annotate(count=Count("pk"))
        .values("count")
    )
    rounds = ExchangeRound.objects.order_by("-period_start", "-pk")
    loaded = list(
        exchanges.annotate(participant_count=Coalesce(Subquery(asked), 0))
        .select_related("owner__territory", "operator__territory", "body")
        .prefetch_related(Prefetch("rounds", queryset=rounds, to_attr="known_rounds"))
        .order_by("is_ended", "owner__name", "title")
    )
    current = {
        one.pk: current_round(_known(one.known_rounds, actor=actor, owner_id=one.owner_id))
        for one in loaded
    }
    counts = _counts(found.pk for found in current.values() if found)
    return [
        ListedExchange(
            one,
            current[one.pk],
            one.participant_count,
            *counts.get(found.pk if (found := current[one.pk]) else 0, (0, 0)),
        )
        for one in loaded
    ]


def rounds_with_counts(*, exchange: Exchange, actor: Actor) -> list[RoundRow]:
    """Return the rounds of an exchange, the latest first, with how many are asked and answered.

    Outsiders are told only of rounds that were sent out.
    """
    found = exchange.rounds.select_related("form").order_by("-period_start", "-pk")
    rounds = _known(found, actor=actor, owner_id=exchange.owner_id)
    counts = _counts(one.pk for one in rounds)
    return [RoundRow(one, *counts.get(one.pk, (0, 0))) for one in rounds]


def _known(rounds: Iterable[ExchangeRound], *, actor: Actor, owner_id: int) -> list[ExchangeRound]:
    knows_all = knows_course(actor=actor, owner_id=owner_id)
    return [one for one in rounds if knows_all or one.state == RoundState.PUBLISHED]


def participants_of(*, exchange: Exchange) -> list[ExchangeParticipant]:
    """Return who is asked now, by name."""
    found = exchange.participants.filter(until_on__isnull=True).select_related("party__territory")
    return sorted(found, key=lambda one: one.party.spoken_name)


def owners_to_keep(*, actor: Actor, right: Right = KEEP_EXCHANGES) -> QuerySet[Organization]:
    """Return the associations and regions in which somebody may begin exchanges."""
    owners = Organization.objects.filter(Q(plans__isnull=False) | Q(exchanges__isnull=False))
    if not actor.is_administrator:
        roles = {grant.owner_id for grant in actor.grants if grant.role in right.roles}
        owners = Organization.objects.filter(pk__in=roles)
    return owners.distinct().order_by("name")


def exchange_rows(*, owners: Iterable[Organization], actor: Actor) -> list[ExchangeRow]:
    """Return the rows of visible plans that speak of exchanges, late plans first; three queries."""
    plans = plans_visible_to(actor=actor).filter(owner__in=list(owners))
    items = PlanItem.objects.filter(section__plan__in=plans, event__kind=EXCHANGE_KIND)
    rows = (
        items.select_related("content", "section__plan", "event")
        .prefetch_related("exchanges", "cells")
        .order_by("-section__plan__period_start", "section__position", "position")
    )
    return [exchange_row(item) for item in rows]


def exchange_row(item: PlanItem) -> ExchangeRow:
    """Return one row of a plan as the exchange it speaks of."""
    event = row_draft(item)
    timing = event.cell("timing")
    return ExchangeRow(
        item=item,
        timing_text=timing.text if timing else item.event.timing_text,
        title=topic_of(event.title),
        words=" ".join(event.title.split()),
        initiator=(event.initiator or "")[:_MAX_TITLE],
        partners=", ".join(event.exchange_partners)[:_MAX_TITLE],
        operator=", ".join(event.operators)[:_MAX_TITLE],
        periodicity=periodicity_of(event.timing),
        exchange=next(iter(item.exchanges.all()), None),
    )


def topic_of(words: str) -> str:
    """Return the topic of a row: all of a short one, the first sentence of a long one.

    >>> topic_of("По жилищному фонду")
    'По жилищному фонду'
    """
    whole = " ".join(words.split())
    if len(whole) <= _LONG_TITLE:
        return whole
    sentence = re.split(r"(?<=[^\W\d_]{2}[^\W\d_)])\.\s", whole, maxsplit=1)[0]
    if len(sentence) <= _MAX_TITLE:
        return sentence
    return sentence[: _MAX_TITLE - 1].rpartition(" ")[0] + "…"


def periodicity_of(timing: Timing) -> Periodicity:
    """Return how often a row is repeated: «ежеквартально» is every quarter, a month is once."""
    if isinstance(timing, Recurring):
        found = _RULE.search(timing.rrule)
        if found:
            key = found["freq"], int(found["step"] or 1)
            return _PERIODICITIES.get(key, Periodicity.ONCE)
    return Periodicity.ONCE


ROUNDS_A_YEAR = {
    Periodicity.ONCE: 1,
    Periodicity.MONTH: 12,
    Periodicity.QUARTER: 4,
    Periodicity.HALF_YEAR: 2,
    Periodicity.YEAR: 1,
}


def current_round(rounds: list[ExchangeRound]) -> ExchangeRound | None:
    """Return the round that goes on, else the first of those given, None for none."""
    running = [one for one in rounds if one.state == RoundState.OPEN]
    return next(iter(running or rounds), None)


def _counts(round_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    answered = Count("pk", filter=~Q(state__in=_NOT_ANSWERED))
    rows = (
        Response.objects.filter(round__in=list(round_ids))
        .order_by()
        .values("round")
        .annotate(asked=Count("pk"), answered=answered)
    )
    return {row["round"]: (row["asked"], row["answered"]) for row in rows}
