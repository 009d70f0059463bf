"""Values far from the others of their row, with what the city says about them.

Far is more than one and a half of the distance between the quartiles beyond them (the fences of
Tukey): that a value is far does not make it wrong, nor better or worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planbook.indicators.statistics import city_numbers, quartiles_of, summary_text
from planbook.indicators.tables import Column, ComparisonRow
from planbook.indicators.values import CellValue

# With fewer cities quartiles say too little to call anybody unusual.
_LEAST_CITIES = 8
_FENCE = Decimal("1.5")


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
    """Return the cities whose number is far from the others, the highest first.

    None are told where fewer than eight cities have a number, or where the middle half is one
    number: there every other value would be far.

    Raises:
        ValueError: the row has another number of columns.

    >>> from planbook.indicators import FormLine, Indicator, Unit, UnitKind
    >>> line = FormLine(Indicator("p", "Цена", Unit(UnitKind.MONEY, "руб.")))
    >>> given = [*range(10, 18), 90]
    >>> row = ComparisonRow(line, "a", tuple((CellValue(number=Decimal(n)),) for n in given))
    >>> [found.limit for found in outliers(row, [Column(f"{n}", f"{n}") for n in given])]
    ['22,00']
    """
    indicator = row.line.indicator
    pairs = list(zip(columns, city_numbers(row), row.cells, strict=True))
    known = [number for _, number, _ in pairs if number is not None]
    quartiles = quartiles_of(known)
    if quartiles is None or len(known) < _LEAST_CITIES or quartiles[0] == quartiles[1]:
        return ()
    spread = (quartiles[1] - quartiles[0]) * _FENCE
    lowest, highest = quartiles[0] - spread, quartiles[1] + spread
    found = []
    for column, number, cells in pairs:
        if number is not None and not lowest <= number <= highest:
            is_high = number > highest
            limit = summary_text(highest if is_high else lowest, indicator)
            said = _comment(cells)
            found.append(Outlier(column.key, column.city, number, is_high, limit, said))
    return tuple(sorted(found, key=lambda one: -one.number))


def _comment(cells: Sequence[CellValue | None]) -> str:
    return " ".join(cell.comment.strip() for cell in cells if cell is not None and cell.comment)
