"""Rows of a comparison table divided by the inhabitants of the cities."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from mezhgorod.registry.rules import OrganizationKind
from planbook.indicators import (
    CellValue,
    Column,
    ComparisonRow,
    Indicator,
    Unit,
    UnitKind,
    city_numbers,
    per_inhabitant,
)
from planbook.indicators.note_wording import CITIES, PARTICIPANTS, Answerers

_PER_MANY = 10_000
# As many decimals as the greatest number needs to show three figures.
_MOST_DECIMALS, _FIGURES = 8, 3


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
    exact = [
        per_inhabitant(number, populations.get(column.key), decimals=_MOST_DECIMALS, per=per)
        for column, number in zip(columns, city_numbers(row), strict=True)
    ]
    decimals = _decimals([number for number in exact if number is not None], indicator)
    cells = tuple((None if number is None else CellValue(number=number),) for number in exact)
    told = _per_inhabitant_indicator(indicator, per, decimals)
    return ComparisonRow(replace(row.line, indicator=told), row.section_code, cells)


def _decimals(numbers: Sequence[Decimal], indicator: Indicator) -> int:
    """Decimals that are printed: those of the indicator, two at least, more of small numbers."""
    greatest = max(map(abs, numbers), default=Decimal(0))
    needed = _FIGURES - 1 - greatest.adjusted() if greatest else 0
    return min(max(indicator.decimals, 2, needed), _MOST_DECIMALS)


def _per_inhabitant_indicator(indicator: Indicator, per: int, decimals: int) -> Indicator:
    words = "на 1 жителя" if per == 1 else "на 10 тыс. жителей"
    unit = Unit(indicator.unit.kind, f"{indicator.unit.name} {words}".strip())
    return replace(indicator, unit=unit, decimals=decimals)


def answerers_called(kinds: Collection[str]) -> Answerers:
    """Return what those who answer are called: cities, or participants where not all are cities.

    >>> answerers_called({"municipality", "executive"}).forms[0]
    'участник'
    """
    is_cities = set(kinds) <= {OrganizationKind.MUNICIPALITY}
    return CITIES if is_cities else PARTICIPANTS
