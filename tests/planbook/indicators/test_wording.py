"""Values in print and in input fields."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbook.indicators import (
    CellValue,
    Indicator,
    MissingReason,
    Unit,
    UnitKind,
    cell_text,
    number_text,
    typed_text,
)

pytestmark = pytest.mark.core

TARIFF = Indicator("tariff", "Холодная вода", Unit(UnitKind.MONEY, "руб./куб. м"))
COUNT = Indicator("people", "Население", Unit(UnitKind.COUNT, "чел."), decimals=0)
INDEX = Indicator("index", "Индекс", Unit(UnitKind.INDEX), decimals=3)
FORMULA = Indicator("hot", "Горячая вода", Unit(UnitKind.FORMULA))


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        ("0", 2, "0,00"),
        ("0.43", 2, "0,43"),
        ("999", 0, "999"),
        ("1000", 0, "1\u00a0000"),
        ("1234567.895", 2, "1\u00a0234\u00a0567,90"),
        ("-1820.3", 2, "−1\u00a0820,30"),
        ("-0.004", 2, "0,00"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "−3"),
        ("123456789012345678", 9, "123\u00a0456\u00a0789\u00a0012\u00a0345\u00a0678,000000000"),
    ],
)
def test_prints_numbers_as_russian_tables_do(number: str, decimals: int, text: str) -> None:
    assert number_text(Decimal(number), decimals) == text


@pytest.mark.parametrize(
    ("value", "indicator", "with_unit", "text"),
    [
        (CellValue(number=Decimal("32.1")), TARIFF, False, "32,10"),
        (CellValue(number=Decimal("32.1")), TARIFF, True, "32,10\u00a0руб./куб.\u00a0м"),
        (CellValue(number=Decimal(231200)), COUNT, True, "231\u00a0200\u00a0чел."),
        (CellValue(number=Decimal("0.5")), INDEX, True, "0,500"),
        (CellValue(missing=MissingReason.NOT_OUR_POWER), TARIFF, True, "не в нашем ведении"),
        (CellValue(text="12 руб. + 95 руб."), FORMULA, True, "12 руб. + 95 руб."),
    ],
)
def test_prints_cells(value: CellValue, indicator: Indicator, with_unit: bool, text: str) -> None:
    assert cell_text(value, indicator, with_unit=with_unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (CellValue(number=Decimal("1820.305")), "1820,305"),
        (CellValue(number=Decimal("12.50")), "12,50"),
        (CellValue(number=Decimal("-5")), "-5"),
        (CellValue(missing=MissingReason.BEING_CLARIFIED), "уточняется"),
    ],
)
def test_an_input_field_keeps_every_decimal(value: CellValue, text: str) -> None:
    assert typed_text(value, TARIFF) == text
