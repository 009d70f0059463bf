"""Rows of a comparison table seen in other ways: divided by inhabitants, their outliers told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planbook.indicators import (
    CellValue,
    Column,
    ComparisonRow,
    Indicator,
    Outlier,
    Unit,
    UnitKind,
    city_numbers,
    outliers,
    per_inhabitant,
)

__all__ = ["Outlier", "outliers", "row_per_inhabitant"]

_PER_MANY = 10_000


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
