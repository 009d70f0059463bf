"""Rows of a comparison table seen in other ways: divided by inhabitants, their outliers told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from planbook.indicators import (
    CellValue,
    Column,
    ComparisonRow,
    Indicator,
    Unit,
    UnitKind,
    city_numbers,
    per_inhabitant,
    summary,
    summary_text,
)

# Fences of Tukey; with fewer cities quartiles say too little to call anybody unusual.
_FENCE = Decimal("1.5")
_LEAST_CITIES = 8
_PER_MANY = 10_000


@dataclass(frozen=True, slots=True)
class Outlier:
    """A city whose value stands far from the others.

    Attributes:
        limit: the fence it is beyond, as printed.
        comment: what the city itself says about the value, empty for nothing.
    """

    key: str
    city: str
    number: Decimal
    is_high: bool
    limit: str
    comment: str = ""

    @property
    def reason(self) -> str:
        """Why it is called unusual, a sentence without a judgement."""
        quartile = "верхнего" if self.is_high else "нижнего"
        side = "выше" if self.is_high else "ниже"
        return (
            f"{side} {self.limit}: дальше полутора межквартильных размахов от {quartile} квартиля"
        )


def outliers(row: ComparisonRow, columns: Sequence[Column]) -> tuple[Outlier, ...]:
    """Return the cities beyond the fences of a row, the farthest of the high ones first.

    Nothing is told of fewer than eight cities, nor where the middle half is one number.
    """
    numbers = city_numbers(row)
    figures = summary(row)
    lower, upper = figures.lower_quartile, figures.upper_quartile
    if sum(number is not None for number in numbers) < _LEAST_CITIES or not lower or not upper:
        return ()
    spread = (upper - lower) * _FENCE
    if not spread:
        return ()
    indicator = row.line.indicator
    found = []
    for column, number, cells in zip(columns, numbers, row.cells, strict=True):
        if number is not None and not lower - spread <= number <= upper + spread:
            is_high = number > upper
            limit = summary_text(upper + spread if is_high else lower - spread, indicator)
            said = " ".join(cell.comment for cell in cells if cell is not None and cell.comment)
            found.append(Outlier(column.key, column.city, number, is_high, limit, said))
    return tuple(sorted(found, key=lambda one: -one.number))


def row_per_inhabitant(
    row: ComparisonRow, columns: Sequence[Column], populations: Mapping[str, int | None]
) -> ComparisonRow | None:
    """Return a row divided by the populations, None where that makes no sense.

    Money is told for each inhabitant, everything else for ten thousand of them. A city whose
    population is not known has an empty cell.
    """
    indicator = row.line.indicator
    if not (indicator.is_per_inhabitant and indicator.is_numeric):
        return None
    per = 1 if indicator.unit.kind is UnitKind.MONEY else _PER_MANY
    divided = _per_inhabitant_indicator(indicator, per)
    cells = []
    for column, number in zip(columns, city_numbers(row), strict=True):
        told = per_inhabitant(
            number, populations.get(column.key), decimals=divided.decimals, per=per
        )
        cells.append((None if told is None else CellValue(number=told),))
    return ComparisonRow(replace(row.line, indicator=divided), row.section_code, tuple(cells))


def _per_inhabitant_indicator(indicator: Indicator, per: int) -> Indicator:
    words = "на 1 жителя" if per == 1 else "на 10 тыс. жителей"
    unit = Unit(indicator.unit.kind, f"{indicator.unit.name} {words}".strip())
    return replace(indicator, unit=unit, decimals=max(indicator.decimals, 2))
