"""How many cities took part, and the tables that say so.

Participants of a period are distinct cities with an accepted answer, never the sum of rounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mezhgorod.exchanges.models import ComparisonVersion, Exchange, ExchangeRound, Response
from mezhgorod.exchanges.rules import COUNTED_RESPONSES
from planbook.indicators import ComparisonTable, table_from_dict


def participants_of(*, exchange: Exchange, start: date, end: date) -> list[int]:
    """Return the keys of the cities whose answers were accepted in rounds inside a period."""
    return participants_of_many([exchange], start=start, end=end).get(exchange.pk, [])


def participants_of_many(
    exchanges: Iterable[Exchange], *, start: date, end: date
) -> dict[int, list[int]]:
    """Return the same for many exchanges by their key, in one query."""
    rows = (
        Response.objects.filter(
            round__exchange__in=[one.pk for one in exchanges],
            round__period_start__gte=start,
            round__period_end__lte=end,
            state__in=COUNTED_RESPONSES,
        )
        .order_by("round__exchange", "party")
        .values_list("round__exchange", "party")
        .distinct()
    )
    found: dict[int, list[int]] = {}
    for exchange, party in rows:
        found.setdefault(exchange, []).append(party)
    return found


def participants_in_tables(*, exchange: Exchange, start: date, end: date) -> list[str]:
    """Return the keys of the distinct cities that stand in the latest tables of a period.

    What was sent out is counted as it was sent out, whatever became of an answer since.
    """
    rounds = ExchangeRound.objects.filter(
        exchange=exchange, period_start__gte=start, period_end__lte=end
    )
    latest: dict[int, list[list[str]]] = {}
    tables = ComparisonVersion.objects.filter(round__in=rounds).order_by("round", "number")
    for pk, columns in tables.values_list("round_id", "content__columns"):
        latest[pk] = columns
    return sorted({key for columns in latest.values() for _, key in columns})


def latest_table(found: ExchangeRound) -> ComparisonVersion | None:
    """Return the latest version of the table of a round."""
    return found.tables.order_by("-number").first()


def table_of(version: ComparisonVersion) -> ComparisonTable:
    """Return a stored table as `planbook.indicators` knows it.

    Raises:
        planbook.indicators.FormError: what is stored is damaged.
    """
    return table_from_dict(version.content)
