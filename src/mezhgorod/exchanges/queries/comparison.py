"""Comparison tables: as they were stored, or made fresh of the accepted answers of a round."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from mezhgorod.exchanges.models import ComparisonVersion, ExchangeRound
from mezhgorod.exchanges.queries.answers import answers_by_response, form_of_round, responses_of
from mezhgorod.exchanges.queries.tables import readable_round
from mezhgorod.exchanges.rules import COUNTED_RESPONSES, RoundState
from mezhgorod.exchanges.rules.reading import TableAccess
from mezhgorod.registry.rules import Actor
from planbook.indicators import (
    ComparisonTable,
    TableHead,
    consolidate,
    table_from_dict,
    table_to_dict,
)

# Opened again and again while it is looked at; a table of 300 cities takes some megabytes.
_KEPT_TABLES = 8


def column_key(party_id: int) -> str:
    """Return the key of the column of a city: it stays when the city is renamed."""
    return str(party_id)


def fresh_table(
    *, found: ExchangeRound, number: int, made_on: date, notes: tuple[str, ...] = ()
) -> ComparisonTable:
    """Return the table of the answers that are accepted now; two queries.

    Its form, exchange and owner must be loaded or cost queries. Keys of columns are those of
    `column_key`.

    Raises:
        ConsolidationError: an answer does not fit the form of the round.
    """
    responses = sorted(
        responses_of(found, states=COUNTED_RESPONSES),
        key=lambda one: (one.party.spoken_name.casefold(), one.pk),
    )
    answers = answers_by_response(responses)
    head = TableHead(
        title=found.exchange.title,
        owner=found.exchange.owner.name,
        period_edtf=found.period_edtf,
        number=number,
        made_on=made_on,
        notes=notes,
    )
    return consolidate(
        form_of_round(found),
        [answers[one.pk] for one in responses],
        head=head,
        keys=[column_key(one.party_id) for one in responses],
    )


def stored_table(version: ComparisonVersion) -> ComparisonTable:
    """Return a table as it was made; at most one query, none for one that was just opened.

    Raises:
        FormError: the stored content cannot be read.
    """
    return _stored(version.pk, version.digest)


def previous_table(found: ExchangeRound, *, actor: Actor, today: date) -> ComparisonTable | None:
    """Return the last table that was sent out of the round before; at most three queries.

    None where somebody may not read that round: changes would tell its values. Indicators of
    another meaning are told apart by their versions.
    """
    version = previous_version(found)
    if version is None:
        return None
    version.round.exchange = found.exchange
    readable = readable_round(version.round, actor=actor, today=today)
    return None if readable.access is TableAccess.NONE else stored_table(version)


def previous_version(found: ExchangeRound) -> ComparisonVersion | None:
    """Return the newest version sent out of the latest earlier round; one query."""
    return (
        ComparisonVersion.objects.filter(
            round__exchange=found.exchange_id,
            round__period_start__lt=found.period_start,
            round__state=RoundState.PUBLISHED,
            published_at__isnull=False,
        )
        .select_related("round")
        .defer("content")
        .order_by("-round__period_start", "-round__pk", "-number")
        .first()
    )


def table_content(table: ComparisonTable) -> dict[str, object]:
    """Return what is stored of a table in `ComparisonVersion.content`."""
    return table_to_dict(table)


@lru_cache(maxsize=_KEPT_TABLES)
def _stored(pk: int, digest: str) -> ComparisonTable:
    content = ComparisonVersion.objects.values_list("content", flat=True).get(pk=pk)
    return table_from_dict(content)
