from decimal import Decimal

from mezhgorod.exchanges.rules.comparing import row_per_inhabitant
from planbook.indicators import (
    Aggregation,
    CellValue,
    Column,
    ComparisonRow,
    FormLine,
    Indicator,
    MissingReason,
    Unit,
    UnitKind,
    cell_text,
    city_numbers,
)

COLUMNS = (Column("Вологда", "1"), Column("Шуя", "2"), Column("Псков", "3"))
PEOPLE = {"1": 310_000, "2": 57_600, "3": None}


def row(*numbers: str | None, kind: UnitKind = UnitKind.MONEY, allowed: bool = True):
    unit = Unit(kind, "тыс. руб." if kind is UnitKind.MONEY else "ед.")
    indicator = Indicator("a", "А", unit, decimals=0, is_per_inhabitant=allowed)
    cells = tuple(
        (CellValue(number=Decimal(one)) if one else CellValue(missing=MissingReason.NO_DATA),)
        for one in numbers
    )
    return ComparisonRow(FormLine(indicator), "s", cells)


def printed(told: ComparisonRow) -> list[str]:
    indicator = told.line.indicator
    return [cell_text(cells[0], indicator) if cells[0] else "" for cells in told.cells]


def test_money_is_told_for_each_inhabitant():
    told = row_per_inhabitant(row("6200000", "576000", "1"), COLUMNS, PEOPLE)
    assert printed(told) == ["20,00", "10,00", ""]
    assert told.line.indicator.unit.name == "тыс. руб. на 1 жителя"


def test_everything_else_is_told_for_ten_thousand():
    told = row_per_inhabitant(row("62", None, "3", kind=UnitKind.COUNT), COLUMNS, PEOPLE)
    assert printed(told) == ["2,00", "", ""]
    assert told.line.indicator.unit.name == "ед. на 10 тыс. жителей"


def test_small_numbers_keep_three_figures():
    told = row_per_inhabitant(row("31", "1", None), COLUMNS, PEOPLE)
    assert printed(told) == ["0,000100", "0,000017", ""]


def test_nothing_is_divided_where_that_makes_no_sense():
    assert row_per_inhabitant(row("1", "2", "3", allowed=False), COLUMNS, PEOPLE) is None
    words = row("1", "2", "3", kind=UnitKind.TEXT)
    assert row_per_inhabitant(words, COLUMNS, PEOPLE) is None


def test_suppliers_of_a_city_are_put_together_before():
    indicator = Indicator(
        "a", "А", Unit(UnitKind.COUNT), aggregation=Aggregation.SUM, is_per_inhabitant=True
    )
    two = (CellValue(number=Decimal(15)), CellValue(number=Decimal(16)))
    told = row_per_inhabitant(ComparisonRow(FormLine(indicator), "s", (two,)), COLUMNS[:1], PEOPLE)
    assert city_numbers(told) == (Decimal(1),)
