"""Values of one indicator over rounds: versions apart, gaps shown, rolling four quarters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planbook.indicators.indicators import Indicator
from planbook.indicators.tables import ComparisonTable
from planbook.indicators.values import MissingReason


@dataclass(frozen=True, slots=True)
class SeriesValue:
    """What one city told about one indicator in one round."""

    period_edtf: str
    indicator: Indicator
    number: Decimal | None = None
    missing: MissingReason | None = None


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A point of a series; without a number it is a gap.

    Attributes:
        missing: the reason that was told, None for an empty cell.
        is_asked: there was a round for this period.
    """

    period_edtf: str
    number: Decimal | None = None
    missing: MissingReason | None = None
    is_asked: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one version of an indicator, oldest first, without holes between periods."""

    indicator: Indicator
    points: tuple[SeriesPoint, ...]


def series_of(values: Iterable[SeriesValue]) -> tuple[Series, ...]:
    """Return a series for each version of the indicator, in the order of versions."""
    raise NotImplementedError


def series_of_tables(
    tables: Iterable[ComparisonTable], *, code: str, key: str
) -> tuple[Series, ...]:
    """Return the series of one city, taken from comparison tables."""
    raise NotImplementedError


def rolling_four_quarters(series: Series) -> tuple[SeriesPoint, ...]:
    """Return sums or means of four quarters in a row, at the last quarter of each four."""
    raise NotImplementedError


def next_period(period_edtf: str) -> str:
    """Return the period of the same length that follows."""
    raise NotImplementedError


def known_numbers(points: Sequence[SeriesPoint]) -> tuple[Decimal, ...]:
    """Return the numbers of a series without its gaps."""
    raise NotImplementedError
