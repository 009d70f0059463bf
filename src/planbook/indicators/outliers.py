"""Values far from the others of their row, with what the city says about them.

Far is more than one and a half of the distance between the quartiles beyond them (the fences of
Tukey): that a value is far does not make it wrong, nor better or worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planbook.indicators.statistics import city_numbers, quartiles_of
from planbook.indicators.tables import Column, ComparisonRow
from planbook.indicators.values import CellValue

# Fewer values have no usual spread.
_LEAST_COUNT = 8
_FENCE = Decimal("1.5")


@dataclass(frozen=True, slots=True)
class Outlier:
    """A city far from the others; `comment` is what it says about its value, empty for nothing."""

    column: Column
    number: Decimal
    is_high: bool
    comment: str = ""


def outliers(row: ComparisonRow, columns: Sequence[Column]) -> tuple[Outlier, ...]:
    """Return the cities whose number is far from the others, in the order of columns.

    None are told where fewer than eight cities have a number, or where half of them are equal:
    there every other value would be far.

    Raises:
        ValueError: the row has another number of columns.

    >>> from planbook.indicators import CellValue, FormLine, Indicator, Unit, UnitKind
    >>> line = FormLine(Indicator("p", "Цена", Unit(UnitKind.MONEY, "руб.")))
    >>> given = [*range(10, 18), 90]
    >>> row = ComparisonRow(line, "a", tuple((CellValue(number=Decimal(n)),) for n in given))
    >>> [found.number for found in outliers(row, [Column(f"{n}", f"{n}") for n in given])]
    [Decimal('90')]
    """
    pairs = list(zip(columns, city_numbers(row), row.cells, strict=True))
    known = [number for _, number, _ in pairs if number is not None]
    quartiles = quartiles_of(known)
    if quartiles is None or len(known) < _LEAST_COUNT or quartiles[0] == quartiles[1]:
        return ()
    spread = (quartiles[1] - quartiles[0]) * _FENCE
    lowest, highest = quartiles[0] - spread, quartiles[1] + spread
    return tuple(
        Outlier(column, number, number > highest, _comment(cells))
        for column, number, cells in pairs
        if number is not None and not lowest <= number <= highest
    )


def _comment(cells: Sequence[CellValue | None]) -> str:
    return " ".join(cell.comment.strip() for cell in cells if cell is not None and cell.comment)
