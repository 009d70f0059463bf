"""Values of one indicator over rounds: versions apart, gaps shown, rolling four quarters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from planbook.dates import Period, PeriodError, PeriodKind
from planbook.indicators.indicators import Aggregation, Indicator
from planbook.indicators.statistics import city_number, kept_decimals, mean_of, median_of, rounded
from planbook.indicators.tables import ComparisonRow, ComparisonTable
from planbook.indicators.values import MissingReason

# EDTF codes of the first quarter and the first half-year, and the months of each kind.
_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}
_FIRST_CODES = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 33, PeriodKind.HALF_YEAR: 40}
# Rounds further apart than this are joined without a point for every period between.
_MOST_GAPS = 120


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
    """Return a series for each version of the indicator, in the order of versions.

    Periods of one length without a round become gaps that were not asked. Of two values for one
    period the last that is given stays.

    Raises:
        PeriodError: a period cannot be understood.

    >>> from planbook.indicators import Unit, UnitKind
    >>> water = Indicator("water", "Вода", Unit(UnitKind.MONEY, "руб."))
    >>> found = series_of([SeriesValue(period, water) for period in ("2026-33", "2026-35")])
    >>> [(point.period_edtf, point.is_asked) for point in found[0].points]
    [('2026-33', True), ('2026-34', False), ('2026-35', True)]
    """
    versions: dict[tuple[int, str], dict[str, SeriesValue]] = {}
    for value in values:
        key = value.indicator.version, value.indicator.code
        versions.setdefault(key, {})[_period(value.period_edtf).edtf] = value
    return tuple(_series(versions[key]) for key in sorted(versions))


def series_of_tables(
    tables: Iterable[ComparisonTable], *, code: str, key: str
) -> tuple[Series, ...]:
    """Return the series of one city, taken from comparison tables, one of each round.

    Raises:
        PeriodError: a period cannot be understood.
    """
    return series_of(
        value for table in tables if (value := _value_in(table, code, key)) is not None
    )


def rolling_four_quarters(series: Series) -> tuple[SeriesPoint, ...]:
    """Return sums, means or medians of four quarters in a row, at the last quarter of each four.

    The rule of the indicator decides; nothing is told where it has none, where one of the four is
    unknown, or of periods that are not quarters.

    >>> from planbook.indicators import Unit, UnitKind
    >>> built = Indicator("b", "Введено", Unit(UnitKind.QUANTITY), aggregation=Aggregation.SUM)
    >>> points = [SeriesPoint(f"2026-3{place}", Decimal(place)) for place in (3, 4, 5, 6)]
    >>> rolling_four_quarters(Series(built, tuple(points)))[0].number
    Decimal('18')
    """
    indicator, points = series.indicator, series.points
    rolled = []
    for end in range(4, len(points) + 1):
        four = points[end - 4 : end]
        numbers = [point.number for point in four if point.number is not None]
        if len(numbers) == 4 and _are_four_quarters(four):
            number = _together(numbers, indicator)
            if number is not None:
                rolled.append(SeriesPoint(four[-1].period_edtf, number))
    return tuple(rolled)


@lru_cache(maxsize=1024)
def next_period(period_edtf: str) -> str:
    """Return the period of the same length that follows.

    Raises:
        PeriodError: not a year, half-year, quarter or month.

    >>> next_period("2026-36"), next_period("2026-41"), next_period("2026-12"), next_period("2026")
    ('2027-33', '2027-40', '2027-01', '2027')
    """
    period = _period(period_edtf)
    months = _MONTHS.get(period.kind)
    if months is None:
        raise PeriodError(period_edtf)
    start = period.end + timedelta(days=1)
    if period.kind is PeriodKind.YEAR:
        return f"{start.year:04}"
    code = _FIRST_CODES[period.kind] + (start.month - 1) // months
    return f"{start.year:04}-{code:02}"


def _series(by_period: Mapping[str, SeriesValue]) -> Series:
    points: list[SeriesPoint] = []
    before: Period | None = None
    for text in sorted(by_period, key=lambda one: _period(one).start):
        period, value = _period(text), by_period[text]
        if before is not None and before.kind is period.kind:
            points.extend(_gaps(before, period))
        points.append(SeriesPoint(text, value.number, value.missing))
        before = period
    return Series(value.indicator, tuple(points))


@lru_cache(maxsize=1024)
def _period(text: str) -> Period:
    return Period.from_edtf(text)


def _gaps(before: Period, after: Period) -> tuple[SeriesPoint, ...]:
    """Periods between two of one length; none where they are too many or have no such length."""
    if before.kind not in _MONTHS:
        return ()
    found: list[SeriesPoint] = []
    text = next_period(before.edtf)
    while len(found) <= _MOST_GAPS and _period(text).start < after.start:
        found.append(SeriesPoint(text, is_asked=False))
        text = next_period(text)
    return tuple(found) if len(found) <= _MOST_GAPS else ()


def _value_in(table: ComparisonTable, code: str, key: str) -> SeriesValue | None:
    """What a table has about a city, None where it has not got the row or the column."""
    place = next((p for p, column in enumerate(table.columns) if column.key == key), None)
    row = next((row for row in table.rows if row.line.indicator.code == code), None)
    if place is None or row is None:
        return None
    indicator = row.line.indicator
    number = city_number(row.cells[place], indicator.aggregation)
    missing = _reason(row, place) if number is None else None
    return SeriesValue(table.period_edtf, indicator, number, missing)


def _reason(row: ComparisonRow, place: int) -> MissingReason | None:
    cells = row.cells[place]
    return next((cell.missing for cell in cells if cell is not None and cell.missing), None)


def _are_four_quarters(four: tuple[SeriesPoint, ...]) -> bool:
    texts = [point.period_edtf for point in four]
    if any(_period(text).kind is not PeriodKind.QUARTER for text in texts):
        return False
    return all(next_period(one) == other for one, other in pairwise(texts))


def _together(numbers: list[Decimal], indicator: Indicator) -> Decimal | None:
    match indicator.aggregation:
        case Aggregation.SUM:
            return sum(numbers, Decimal(0))
        case Aggregation.MEAN:
            return mean_of(numbers, decimals=kept_decimals(indicator))
        case Aggregation.MEDIAN:
            median = median_of(numbers)
            return None if median is None else rounded(median, kept_decimals(indicator))
        case _:
            return None
