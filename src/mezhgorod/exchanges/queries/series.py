"""Values of one indicator over the rounds of an exchange, for all cities at once.

Values are read from the answers themselves, where nothing of a round was touched since its table
was sent out; else from that table, so that a correction is not told before it is sent out too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max

from mezhgorod.exchanges.models import (
    ComparisonVersion,
    Exchange,
    ExchangeRound,
    IndicatorVersion,
    Observation,
    Response,
)
from mezhgorod.exchanges.queries.comparison import column_key, stored_table
from mezhgorod.exchanges.queries.tables import readable_rounds
from mezhgorod.exchanges.rules import COUNTED_RESPONSES, RoundState
from mezhgorod.exchanges.rules.reading import TableAccess
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor
from planbook.indicators import (
    CellValue,
    ComparisonRow,
    Indicator,
    MissingReason,
    Series,
    SeriesValue,
    city_number,
    indicator_from_dict,
    series_of,
)

# Twelve years of quarters, and of months a third of them.
MAX_ROUNDS = 60
# Stored tables are long to read: so many corrected rounds are told, older ones are left out.
_MAX_CORRECTED = 6


@dataclass(frozen=True, slots=True)
class CitySeries:
    """What one city told over the rounds: a series for each version of the indicator."""

    key: str
    city: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class ExchangeSeries:
    """One indicator over the rounds of an exchange that somebody reads.

    Attributes:
        versions: of the indicator, the oldest first.
        periods: of the rounds, the oldest first.
        left_out: periods whose table was corrected so often elsewhere that they are not shown.
    """

    versions: tuple[Indicator, ...]
    periods: tuple[str, ...]
    cities: tuple[CitySeries, ...]
    left_out: tuple[str, ...] = ()

    @property
    def indicator(self) -> Indicator:
        """The newest version."""
        return self.versions[-1]


_Cells = dict[tuple[int, int, int], list[tuple[int, CellValue]]]


def indicators_of(exchange: Exchange) -> list[Indicator]:
    """Return the newest version of every numeric indicator of an exchange's forms; one query.

    Forms name what was asked; a draft that was never used asks nothing.
    """
    forms = exchange.forms.filter(rounds__isnull=False).distinct().order_by("number")
    found: dict[str, Indicator] = {}
    for content in forms.values_list("content", flat=True):
        for section in content.get("sections", ()):
            for line in section.get("lines", ()):
                indicator = indicator_from_dict(line["indicator"])
                found[indicator.code] = indicator
    return [one for one in found.values() if one.is_numeric]


def exchange_series(
    *, exchange: Exchange, code: str, actor: Actor, today: date
) -> ExchangeSeries | None:
    """Return an indicator over the rounds somebody reads, in seven queries at most.

    None where there is nothing to read. Only rounds that were sent out are told, to everybody the
    same; the newest `MAX_ROUNDS` of them.
    """
    rounds = _rounds(exchange, actor, today)
    versions = _versions(exchange, code)
    if not rounds or not versions:
        return None
    sent = _sent_versions(rounds)
    touched = _touched(rounds, sent)
    corrected = [one for one in rounds if one.pk in touched]
    kept, left_out = corrected[:_MAX_CORRECTED], corrected[_MAX_CORRECTED:]
    steady = [one for one in rounds if one.pk not in touched]
    values = _observed(steady, versions)
    for one in kept:
        _take_stored(values, one, sent[one.pk], code)
    names = _names(values)
    shown = {one.pk for one in (*steady, *kept)}
    return ExchangeSeries(
        versions=tuple(versions.values()),
        periods=tuple(one.period_edtf for one in reversed(rounds) if one.pk in shown),
        cities=tuple(CitySeries(column_key(pk), name, series_of(values[pk])) for pk, name in names),
        left_out=tuple(one.period_edtf for one in reversed(left_out)),
    )


def _rounds(exchange: Exchange, actor: Actor, today: date) -> list[ExchangeRound]:
    """The rounds that were sent out and that somebody reads, the newest first; two queries."""
    rounds = ExchangeRound.objects.filter(
        exchange=exchange, state=RoundState.PUBLISHED, tables__published_at__isnull=False
    ).distinct()
    found = list(rounds.order_by("-period_start", "-pk")[:MAX_ROUNDS])
    for one in found:
        one.exchange = exchange
    readable = readable_rounds(found, actor=actor, today=today)
    return [one.found for one in readable if one.access is not TableAccess.NONE]


def _versions(exchange: Exchange, code: str) -> dict[int, Indicator]:
    """The versions of an indicator by pk, the oldest first; one query."""
    rows = IndicatorVersion.objects.filter(owner=exchange.owner_id, code=code).order_by("number")
    return {pk: indicator_from_dict(content) for pk, content in rows.values_list("pk", "content")}


def _sent_versions(rounds: Iterable[ExchangeRound]) -> dict[int, ComparisonVersion]:
    """The newest version sent out by round; one query, without contents."""
    versions = ComparisonVersion.objects.filter(
        round__in=[one.pk for one in rounds], published_at__isnull=False
    )
    return {one.round_id: one for one in versions.defer("content").order_by("number")}


def _touched(rounds: Iterable[ExchangeRound], sent: dict[int, ComparisonVersion]) -> frozenset[int]:
    """Rounds with an answer that was touched after the table was made; one query."""
    rows = (
        Response.objects.filter(round__in=[one.pk for one in rounds])
        .order_by()
        .values_list("round_id")
        .annotate(last=Max("touched_at"))
    )
    lasts: dict[int, datetime | None] = dict(rows)
    return frozenset(
        pk for pk, last in lasts.items() if last is not None and last > sent[pk].made_at
    )


def _observed(
    rounds: Sequence[ExchangeRound], versions: dict[int, Indicator]
) -> dict[int, list[SeriesValue]]:
    """What cities told, by organization; one query of plain values."""
    periods = {one.pk: one.period_edtf for one in rounds}
    rows = (
        Observation.objects.filter(
            indicator__in=list(versions),
            response__round__in=list(periods),
            response__state__in=list(COUNTED_RESPONSES),
        )
        .order_by("response__round__period_start", "response_id", "copy")
        .values_list(
            "response__party_id", "response__round_id", "indicator_id", "mantissa", "scale",
            "missing",
        )
    )  # fmt: skip
    cells: dict[tuple[int, int, int], list[CellValue]] = defaultdict(list)
    for party, found, indicator, mantissa, scale, missing in rows:
        cells[party, found, indicator].append(_cell(mantissa, scale, missing))
    values: dict[int, list[SeriesValue]] = defaultdict(list)
    for (party, found, indicator), copies in cells.items():
        values[party].append(_value(periods[found], versions[indicator], copies))
    return values


def _take_stored(
    values: dict[int, list[SeriesValue]],
    found: ExchangeRound,
    version: ComparisonVersion,
    code: str,
) -> None:
    """Add what the table of a round says as it was sent out; one query unless it is kept."""
    table = stored_table(version)
    row = next((row for row in table.rows if row.line.indicator.code == code), None)
    if row is None:
        return
    for column, cells in zip(table.columns, row.cells, strict=True):
        if column.key.isdecimal():
            told = [cell for cell in cells if cell is not None]
            value = _value(found.period_edtf, _indicator(row), told)
            values[int(column.key)].append(value)


def _indicator(row: ComparisonRow) -> Indicator:
    return row.line.indicator


def _cell(mantissa: int | None, scale: int, missing: str) -> CellValue:
    if mantissa is not None:
        return CellValue(number=Decimal(mantissa).scaleb(-scale))
    reason = MissingReason(missing) if missing else MissingReason.NO_DATA
    return CellValue(missing=reason)


def _value(period: str, indicator: Indicator, cells: Sequence[CellValue]) -> SeriesValue:
    number = city_number(cells, indicator.aggregation)
    reasons = (cell.missing for cell in cells if cell.missing is not None)
    missing = next(reasons, None) if number is None else None
    return SeriesValue(period, indicator, number, missing)


def _names(values: Iterable[int]) -> list[tuple[int, str]]:
    """Organizations with their spoken names, in the order of names; one query."""
    parties = Organization.objects.filter(pk__in=list(values)).select_related("territory")
    return sorted(((one.pk, one.spoken_name) for one in parties), key=lambda pair: pair[1])
