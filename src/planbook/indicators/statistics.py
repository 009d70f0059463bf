"""Figures about a row of a comparison table: range, mean, quartiles, places, changes.

All is computed exactly and rounded once, halves away from zero, to the decimals of the indicator;
a figure of a whole-number indicator keeps one decimal. A city that has several values (suppliers,
zones) takes part with one, by the aggregation rule of the indicator; where there is no such rule
only the lowest and the highest of all values are told. A missing value is never zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import cache

from planbook.indicators.indicators import Aggregation, Direction, Indicator
from planbook.indicators.tables import ComparisonRow, ComparisonTable
from planbook.indicators.values import CellValue, MissingReason
from planbook.indicators.wording import number_text

# Sums and products of numbers that have at most 18 digits are exact in it.
_EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
_QUARTER = Decimal("0.25")
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class RowSummary:
    """Figures about one row; None where there is nothing to tell.

    Attributes:
        count: cities that gave at least one value, also in words.
        compared: cities with one number, those that mean, median and quartiles are made of; less
            than `count` where some suppliers or zones of a city are unknown.
        mean, median, lower_quartile, upper_quartile: over cities, each with one number. Quartiles
            are those of Excel QUARTILE.INC (type 7 of Hyndman and Fan).
        total: the sum over cities, only of an indicator that is added up.
        missing: cities without a value, by reason.
        unanswered: cities that left the cell empty.
    """

    count: int
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    mean: Decimal | None = None
    median: Decimal | None = None
    lower_quartile: Decimal | None = None
    upper_quartile: Decimal | None = None
    total: Decimal | None = None
    missing: Mapping[MissingReason, int] = field(default_factory=dict)
    unanswered: int = 0
    compared: int = 0


@dataclass(frozen=True, slots=True)
class Rank:
    """The place of a city; `last` is greater than `place` where several cities share it."""

    place: int
    last: int

    @property
    def text(self) -> str:
        """The place as printed: «3», shared «3–5»."""
        return str(self.place) if self.place == self.last else f"{self.place}\u2013{self.last}"


@dataclass(frozen=True, slots=True)
class Change:
    """A number against an earlier one; `percent` has one decimal, None where it says nothing."""

    absolute: Decimal
    percent: Decimal | None


def summary(row: ComparisonRow) -> RowSummary:
    """Return the figures about a row.

    >>> from planbook.indicators import FormLine, Unit, UnitKind
    >>> line = FormLine(Indicator("water", "Вода", Unit(UnitKind.MONEY, "руб.")))
    >>> cells = tuple((CellValue(number=Decimal(number)),) for number in ("30", "32.15", "41"))
    >>> found = summary(ComparisonRow(line, "a", cells))
    >>> found.minimum, found.median, found.mean
    (Decimal('30'), Decimal('32.15'), Decimal('34.38'))
    """
    indicator = row.line.indicator
    missing: Counter[MissingReason] = Counter()
    count = unanswered = 0
    for cells in row.cells:
        reason = None
        for cell in cells:
            if cell is not None and cell.missing is None:
                count += 1
                break
            reason = reason or (cell.missing if cell is not None else None)
        else:
            if reason is None:
                unanswered += 1
            else:
                missing[reason] += 1
    told = RowSummary(count, missing=dict(missing), unanswered=unanswered)
    return _with_numbers(told, row, indicator) if indicator.is_numeric and count else told


def summaries(table: ComparisonTable) -> dict[str, RowSummary]:
    """Return the figures about all rows of a table by code of the indicator."""
    return {row.line.indicator.code: summary(row) for row in table.rows}


def summary_text(number: Decimal, indicator: Indicator) -> str:
    """Return a mean or another figure as printed: a whole-number indicator may need a decimal.

    >>> from planbook.indicators import Unit, UnitKind
    >>> schools = Indicator("schools", "Школы", Unit(UnitKind.COUNT, "ед."), decimals=0)
    >>> summary_text(Decimal("2.5"), schools), summary_text(Decimal("2.0"), schools)
    ('2,5', '2')
    """
    is_fractional = number != number.to_integral_value()
    return number_text(number, indicator.decimals or int(is_fractional))


def city_number(cells: Sequence[CellValue | None], aggregation: Aggregation) -> Decimal | None:
    """Return the one number of a city that may have several suppliers or zones.

    Copies where the indicator is not applicable are left out; one that is unknown makes the whole
    unknown, because a sum without it would be wrong. The number is exact, not rounded.
    """
    if len(cells) == 1:
        return cells[0].number if cells[0] is not None else None
    known = [
        cell for cell in cells if cell is None or cell.missing is not MissingReason.NOT_APPLICABLE
    ]
    numbers = [cell.number for cell in known if cell is not None and cell.number is not None]
    if not numbers or len(numbers) < len(known):
        return None
    if len(numbers) == 1:
        return numbers[0]
    with localcontext(_EXACT):
        if aggregation is Aggregation.SUM:
            return sum(numbers, Decimal(0))
        if aggregation is Aggregation.MEAN:
            return sum(numbers, Decimal(0)) / len(numbers)
        if aggregation is Aggregation.MEDIAN:
            return _quantile(sorted(numbers), _HALF)
    return None


def city_numbers(row: ComparisonRow) -> tuple[Decimal | None, ...]:
    """Return the number of every city by column, exact; None where there is none."""
    indicator = row.line.indicator
    if not indicator.is_numeric:
        return (None,) * len(row.cells)
    return tuple(city_number(cells, indicator.aggregation) for cells in row.cells)


def ranks(row: ComparisonRow, *, direction: Direction | None = None) -> tuple[Rank | None, ...]:
    """Return the place of every city by column; equal printed numbers share a place (1, 2, 2, 4).

    Args:
        direction: instead of that of the indicator. A neutral indicator gives no places: neither
            more nor less is better.
    """
    indicator = row.line.indicator
    direction = direction or indicator.direction
    if direction is Direction.NEUTRAL:
        return (None,) * len(row.cells)
    with localcontext(_EXACT):
        numbers = [
            None if number is None else rounded(number, indicator.decimals)
            for number in city_numbers(row)
        ]
    known = sorted(
        (number for number in numbers if number is not None),
        reverse=direction is Direction.HIGHER_BETTER,
    )
    together = Counter(known)
    first: dict[Decimal, int] = {}
    for place, number in enumerate(known, 1):
        first.setdefault(number, place)
    return tuple(
        None if number is None else Rank(first[number], first[number] + together[number] - 1)
        for number in numbers
    )


def change(now: Decimal | None, before: Decimal | None, *, decimals: int) -> Change | None:
    """Return a number against an earlier one, None where one of them is unknown.

    Percents of zero, of less than zero or down to less than zero say nothing and are left out.

    >>> change(Decimal("33.60"), Decimal("32.00"), decimals=2)
    Change(absolute=Decimal('1.60'), percent=Decimal('5.0'))
    """
    with localcontext(_EXACT):
        return _change(now, before, decimals)


def changes(
    table: ComparisonTable, previous: ComparisonTable
) -> dict[str, tuple[Change | None, ...]]:
    """Return the changes of every city against an earlier table, by code and by column.

    Only the same version of an indicator is compared: another definition is another series.
    """
    earlier = _numbers_by_key(previous)
    found = {}
    with localcontext(_EXACT):
        for row in table.rows:
            indicator = row.line.indicator
            before = earlier.get((indicator.code, indicator.version), {})
            found[indicator.code] = tuple(
                _change(number, before.get(column.key), indicator.decimals)
                for number, column in zip(city_numbers(row), table.columns, strict=True)
            )
    return found


def weighted_mean(
    pairs: Iterable[tuple[Decimal | None, Decimal | int | None]], *, decimals: int
) -> Decimal | None:
    """Return the mean of numbers with weights, for example of prices with populations.

    Pairs where either is unknown, or the weight is not above zero, are left out.

    >>> weighted_mean([(Decimal(30), 300), (Decimal(40), 100), (None, 50)], decimals=2)
    Decimal('32.50')
    """
    total = weight_total = Decimal(0)
    with localcontext(_EXACT):
        for number, weight in pairs:
            if number is not None and weight is not None and weight > 0:
                total += number * weight
                weight_total += weight
        return rounded(total / weight_total, decimals) if weight_total else None


def per_inhabitant(
    number: Decimal | None, population: int | None, *, decimals: int, per: int = 1
) -> Decimal | None:
    """Return a number divided by the population, or by each `per` inhabitants.

    >>> per_inhabitant(Decimal("12"), 310_000, decimals=1, per=100_000)
    Decimal('3.9')
    """
    if number is None or not population or population < 0:
        return None
    with localcontext(_EXACT):
        return rounded(number * per / population, decimals)


def median_of(numbers: Iterable[Decimal]) -> Decimal | None:
    """Return the median, exact, None of no numbers."""
    ordered = sorted(numbers)
    with localcontext(_EXACT):
        return _quantile(ordered, _HALF) if ordered else None


def quartiles_of(numbers: Iterable[Decimal]) -> tuple[Decimal, Decimal] | None:
    """Return the lower and the upper quartile, exact, None of no numbers."""
    ordered = sorted(numbers)
    if not ordered:
        return None
    with localcontext(_EXACT):
        return _quantile(ordered, _QUARTER), _quantile(ordered, 3 * _QUARTER)


def mean_of(numbers: Iterable[Decimal], *, decimals: int) -> Decimal | None:
    """Return the unweighted mean, None of no numbers."""
    return weighted_mean(((number, 1) for number in numbers), decimals=decimals)


def kept_decimals(indicator: Indicator) -> int:
    """Return how many decimals means and medians of an indicator keep."""
    return max(indicator.decimals, 1)


def rounded(number: Decimal, decimals: int) -> Decimal:
    """Return the number with exactly so many decimals, halves away from zero, never minus zero.

    >>> rounded(Decimal("-2.5"), 0), rounded(Decimal("-0.001"), 2)
    (Decimal('-3'), Decimal('0.00'))
    """
    found = number.quantize(_step(decimals), context=_EXACT)
    return found if found else abs(found)


@cache
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def _change(now: Decimal | None, before: Decimal | None, decimals: int) -> Change | None:
    if now is None or before is None:
        return None
    difference = now - before
    is_told = before > 0 and now >= 0
    percent = rounded(difference * 100 / before, 1) if is_told else None
    return Change(rounded(difference, decimals), percent)


def _with_numbers(told: RowSummary, row: ComparisonRow, indicator: Indicator) -> RowSummary:
    every = [
        cell.number
        for cells in row.cells
        for cell in cells
        if cell is not None and cell.number is not None
    ]
    if not every:
        return told
    numbers = sorted(number for number in city_numbers(row) if number is not None)
    if not numbers or _is_range_only(row, indicator.aggregation):
        return _summary_of(told, (min(every), max(every)))
    decimals = kept_decimals(indicator)
    with localcontext(_EXACT):
        total = sum(numbers, Decimal(0))
        figures = (total / len(numbers), *(_quantile(numbers, q) for q in (_HALF, _QUARTER)))
        mean, median, lower = (rounded(figure, decimals) for figure in figures)
        upper = rounded(_quantile(numbers, 3 * _QUARTER), decimals)
    return RowSummary(
        count=told.count,
        minimum=_as_kept(numbers[0], decimals),
        maximum=_as_kept(numbers[-1], decimals),
        mean=mean,
        median=median,
        lower_quartile=lower,
        upper_quartile=upper,
        total=total if indicator.aggregation is Aggregation.SUM else None,
        missing=told.missing,
        unanswered=told.unanswered,
        compared=len(numbers),
    )


def _summary_of(told: RowSummary, ends: tuple[Decimal, Decimal]) -> RowSummary:
    return RowSummary(told.count, *ends, missing=told.missing, unanswered=told.unanswered)


def _is_range_only(row: ComparisonRow, aggregation: Aggregation) -> bool:
    """Whether values do not become one: by the rule, or there are several and no rule."""
    if aggregation is not Aggregation.NONE:
        return aggregation is Aggregation.RANGE
    return any(
        sum(cell is not None and cell.number is not None for cell in cells) > 1
        for cells in row.cells
        if len(cells) > 1
    )


def _as_kept(number: Decimal, decimals: int) -> Decimal:
    """What was typed as it was typed; the mean of several suppliers is rounded."""
    exponent = number.as_tuple().exponent
    is_typed = isinstance(exponent, int) and exponent >= -18
    return number if is_typed else rounded(number, decimals)


def _quantile(ordered: Sequence[Decimal], part: Decimal) -> Decimal:
    """The quantile of sorted numbers by type 7 of Hyndman and Fan."""
    position = part * (len(ordered) - 1)
    below = int(position)
    if position == below:
        return ordered[below]
    return ordered[below] + (position - below) * (ordered[below + 1] - ordered[below])


def _numbers_by_key(table: ComparisonTable) -> dict[tuple[str, int], dict[str, Decimal]]:
    return {
        (row.line.indicator.code, row.line.indicator.version): {
            column.key: number
            for column, number in zip(table.columns, city_numbers(row), strict=True)
            if number is not None
        }
        for row in table.rows
    }
