"""Which comparison tables of which rounds somebody reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mezhgorod.exchanges.models import ComparisonVersion, ExchangeRound, Response
from mezhgorod.exchanges.rules import READ_COURSE, Reading, ResponseState, RoundState
from mezhgorod.exchanges.rules.reading import (
    TableAccess,
    TableSubject,
    is_open_to_all,
    table_access,
)
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import NOBODY, Actor, owners_of
from planbook.indicators import Column

# Who has said that they take no part is no participant.
_NOT_TAKING_PART = frozenset({ResponseState.NO_PART})


@dataclass(frozen=True, slots=True)
class ReadableRound:
    """A round whose tables somebody reads, and how much of them."""

    found: ExchangeRound
    subject: TableSubject
    access: TableAccess


def table_subject(found: ExchangeRound, *, party_ids: Iterable[int] = ()) -> TableSubject:
    """Return a round as far as reading its tables depends on it; its exchange must be loaded."""
    exchange = found.exchange
    is_sent = found.state == RoundState.PUBLISHED
    return TableSubject(
        owner_id=exchange.owner_id,
        body_id=exchange.body_id,
        reading=Reading(exchange.reading),
        public_after_days=exchange.public_after_days,
        published_on=found.published_on if is_sent else None,
        party_ids=frozenset(party_ids),
    )


def readable_round(found: ExchangeRound, *, actor: Actor, today: date) -> ReadableRound:
    """Return how much of the tables of a round somebody reads; one query at most."""
    return readable_rounds([found], actor=actor, today=today)[0]


def readable_rounds(
    rounds: Iterable[ExchangeRound], *, actor: Actor, today: date
) -> list[ReadableRound]:
    """Return how much somebody reads of each round; one query at most for all of them.

    Exchanges must be loaded. Rounds that may not be read stand in the list with their access.
    """
    found = list(rounds)
    parties = _own_parties(found, actor)
    subjects = [table_subject(one, party_ids=parties.get(one.pk, ())) for one in found]
    return [
        ReadableRound(one, subject, table_access(actor, subject, today=today))
        for one, subject in zip(found, subjects, strict=True)
    ]


def rounds_with_tables(*, actor: Actor, today: date, limit: int = 200) -> list[ReadableRound]:
    """Return the rounds with a table that somebody reads, the newest first; two queries.

    For a list: rounds that were sent out; who runs an exchange sees the rest on its own page.
    """
    rounds = ExchangeRound.objects.filter(
        state=RoundState.PUBLISHED, published_on__lte=today, tables__published_at__isnull=False
    )
    if not actor.is_administrator:
        owners = {grant.owner_id for grant in actor.grants} | owners_of(actor, READ_COURSE)
        is_own = Q(exchange__owner__in=owners)
        rounds = rounds.filter(is_own | Q(exchange__reading=Reading.PUBLIC))
    rounds = rounds.select_related("exchange__owner", "exchange__body").distinct()
    listed = rounds.order_by("-period_start", "exchange__title", "-pk")[:limit]
    readable = readable_rounds(listed, actor=actor, today=today)
    return [one for one in readable if one.access is not TableAccess.NONE]


def open_rounds(*, today: date, limit: int = 200) -> list[ExchangeRound]:
    """Return the rounds whose table everybody reads, the newest first; one query."""
    found = rounds_with_tables(actor=NOBODY, today=today, limit=limit)
    return [one.found for one in found if is_open_to_all(one.subject, today=today)]


def versions_of(readable: ReadableRound) -> list[ComparisonVersion]:
    """Return the versions of the table that may be read, the newest first, without contents."""
    if readable.access is TableAccess.NONE:
        return []
    versions = ComparisonVersion.objects.filter(round=readable.found).defer("content")
    if readable.access is TableAccess.SENT:
        versions = versions.filter(published_at__isnull=False)
    return list(versions.order_by("-number"))


def _own_parties(rounds: list[ExchangeRound], actor: Actor) -> dict[int, set[int]]:
    """Those of the actor's cities and departments that take part, by round."""
    own = {grant.party_id for grant in actor.grants if grant.party_id is not None}
    if not own or actor.is_administrator:
        return {}
    rows = (
        Response.objects.filter(round__in=[one.pk for one in rounds], party__in=own)
        .exclude(state__in=_NOT_TAKING_PART)
        .order_by()
        .values_list("round_id", "party_id")
    )
    parties: dict[int, set[int]] = defaultdict(set)
    for round_id, party_id in rows:
        parties[round_id].add(party_id)
    return parties


def kinds_of_columns(columns: Iterable[Column]) -> set[str]:
    """Return of which kinds the parties of a table are; one query. One that is gone has none."""
    keys = [int(one.key) for one in columns if one.key.isdecimal()]
    kinds = Organization.objects.filter(pk__in=keys).order_by()
    return set(kinds.values_list("kind", flat=True).distinct())
