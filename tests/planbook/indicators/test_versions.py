"""Columns chosen from a table, and what differs between two versions of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.factories.comparison import HEAD, make_price, make_table

from planbook.indicators import (
    Answer,
    Cell,
    CellDifference,
    CellValue,
    Column,
    ComparisonTable,
    FormLine,
    FormSection,
    IndicatorForm,
    Question,
    TableDifference,
    consolidate,
    per_inhabitant_numbers,
    split,
    table_difference,
    with_columns,
)

pytestmark = pytest.mark.core

FORM = IndicatorForm(
    "Тарифы",
    (
        FormSection("main", "Основное", (FormLine(make_price()),)),
        FormSection("heat", "Тепло", (FormLine(make_price("heat")),), "поставщик", 5),
    ),
    questions=(Question("problems", "Что мешает?"),),
)
ONE, TWO = CellValue(number=Decimal(1)), CellValue(number=Decimal(2))
VOLOGDA = Answer("Вологда", {Cell("water"): ONE, Cell("heat", 1): TWO}, {"heat": ("А", "Б")})
SHUYA = Answer("Шуя", {Cell("water"): TWO}, {"heat": ("В",)}, {"problems": "Износ сетей"})
PSKOV = Answer("Псков")


def table_of(*answers: Answer) -> ComparisonTable:
    return consolidate(FORM, answers, head=HEAD)


def test_chosen_columns_are_those_of_a_table_of_these_cities() -> None:
    table = table_of(VOLOGDA, SHUYA, PSKOV)

    assert with_columns(table, ["Псков", "Нет такого", "Вологда", "Псков"]) == table_of(
        PSKOV, VOLOGDA
    )
    assert split(with_columns(table, [])) == ()


def test_the_same_version_differs_in_nothing() -> None:
    table = table_of(VOLOGDA, SHUYA)

    assert table_difference(table, replace(table, number=2)) == TableDifference()
    assert table_difference(table, table).is_empty


def test_a_corrected_version_tells_its_cells() -> None:
    commented = replace(TWO, comment="Уточнено")
    corrected = replace(VOLOGDA, values={Cell("water"): commented, Cell("heat", 0): ONE})
    reworded = replace(SHUYA, texts={})

    found = table_difference(table_of(SHUYA, VOLOGDA, PSKOV), table_of(corrected, reworded))

    vologda, shuya = Column("Вологда", "Вологда"), Column("Шуя", "Шуя")
    assert found == TableDifference(
        left=(Column("Псков", "Псков"),),
        cells=(
            CellDifference("water", vologda, 0, ONE, commented),
            CellDifference("heat", vologda, 0, None, ONE),
            CellDifference("heat", vologda, 1, TWO, None),
        ),
        texts=(("problems", shuya),),
    )
    assert not found.is_empty


def test_a_city_that_came_later_is_told_as_a_whole() -> None:
    found = table_difference(table_of(SHUYA), table_of(SHUYA, VOLOGDA))

    assert found == TableDifference(joined=(Column("Вологда", "Вологда"),))


def test_a_row_of_another_form_is_told_cell_by_cell() -> None:
    before = make_table(make_price("water"), {"Шуя": "1"})
    after = make_table(make_price("gas"), {"Шуя": "2"})

    found = table_difference(before, after)

    shuya = Column("Шуя", "Шуя")
    assert found.cells == (
        CellDifference("gas", shuya, 0, None, TWO),
        CellDifference("water", shuya, 0, ONE, None),
    )


def test_numbers_per_inhabitant_where_that_makes_sense() -> None:
    cells = {"Шуя": "57.6", "Псков": "нд", "Тверь": "5"}
    populations = {"Шуя": 57_600, "Псков": 190_000, "Тверь": None}
    divided = make_table(make_price(is_per_inhabitant=True, decimals=1), cells)
    whole = make_table(make_price(), cells)

    assert per_inhabitant_numbers(divided.rows[0], divided.columns, populations, per=1000) == (
        Decimal("1.000"),
        None,
        None,
    )
    assert per_inhabitant_numbers(whole.rows[0], whole.columns, populations) == (None, None, None)
