"""Files given to those who answer, and who may read them."""

from __future__ import annotations

from django.db.models import Q

from mezhgorod.exchanges.models import Exchange, ExchangeFile, ExchangeRound, Response
from mezhgorod.exchanges.queries.subjects import exchange_subject
from mezhgorod.exchanges.rules import READ_COURSE
from mezhgorod.registry.rules import Actor, may


def files_of_exchange(exchange: Exchange, *, actor: Actor) -> list[ExchangeFile]:
    """Return the files of an exchange that somebody may read, those of all rounds first.

    Those who run or watch it read all. A city that is asked reads those of all rounds and of the
    rounds that ask it; nobody else reads any. At most four queries.
    """
    files = (
        ExchangeFile.objects.filter(exchange=exchange)
        .select_related("round", "document")
        .order_by("round__period_start", "pk")
    )
    if not may(actor, READ_COURSE, exchange_subject(exchange)):
        parties = {
            grant.party_id
            for grant in actor.grants
            if grant.party_id is not None and grant.owner_id == exchange.owner_id
        }
        answers = Response.objects.filter(round__exchange=exchange, party__in=parties)
        rounds = set(answers.values_list("round_id", flat=True)) if parties else set()
        is_asked = bool(rounds) or (
            bool(parties)
            and exchange.participants.filter(party__in=parties, until_on__isnull=True).exists()
        )
        if not is_asked:
            return []
        files = files.filter(Q(round__isnull=True) | Q(round__in=rounds))
    return sorted(files, key=lambda one: one.round_id is not None)


def files_for_round(found: ExchangeRound) -> list[ExchangeFile]:
    """Return the files for those who answer in a round: of all rounds, then its own; one query."""
    files = ExchangeFile.objects.filter(exchange=found.exchange_id)
    mine = files.filter(Q(round__isnull=True) | Q(round=found)).select_related("document")
    return sorted(mine, key=lambda one: (one.round_id is not None, one.pk))
