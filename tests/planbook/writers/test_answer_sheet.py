"""The workbook in which a city answers: the same bytes, only inputs open, help at hand."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from tests.factories.answer_sheets import FORM, STAMP, at, filled_answer, row_of, template

from planbook.indicators import Answer, Cell

pytestmark = pytest.mark.core


def test_the_same_content_gives_the_same_bytes() -> None:
    assert template(filled_answer()) == template(filled_answer())


def test_sheets_and_the_mark() -> None:
    workbook = load_workbook(io.BytesIO(template()))
    assert workbook.sheetnames == ["Ответ", "Вопросы", "Как заполнить", "Метка"]
    assert workbook["Метка"].sheet_state == "hidden"
    assert workbook["Метка"]["B1"].value == STAMP.text
    assert STAMP.text in workbook["Ответ"]["B5"].value


def test_only_inputs_are_open() -> None:
    page = load_workbook(io.BytesIO(template()))["Ответ"]
    is_open = {
        (page.cell(row, 1).value, cell.coordinate[0])
        for row in range(7, page.max_row + 1)
        for cell in page[row]
        if not cell.protection.locked
    }
    lines = ["tariff.water", "tariff.sewage", "loss", "breaks", "act", "hot"]
    repeated = [f"heat.{name}#{copy}" for copy in (1, 2, 3) for name in ("price", "volume")]
    codes = [*lines, *repeated, *(f"@heat#{copy}" for copy in (1, 2, 3))]
    assert is_open == {(code, column) for code in codes for column in "EFG"}


def test_values_reasons_comments_and_the_last_round() -> None:
    answer = filled_answer()
    last = Answer("Вологда", {Cell("heat.price", 0): answer.values[Cell("heat.price", 1)]},
                  {"heat": ("Южная котельная",)})  # fmt: skip
    page = load_workbook(io.BytesIO(template(answer, last=last)))["Ответ"]

    def shown(code: str) -> list[object]:
        return [page.cell(row_of(page, code), column).value for column in range(2, 9)]

    assert shown("tariff.water") == [
        "1.1", "Тариф на холодную воду\nНа последнее число периода.", "руб./куб. м", 32.15, None,
        "С 1 июля.", None,
    ]  # fmt: skip
    assert shown("tariff.sewage")[3:] == [
        None, "не в нашем ведении", "Тариф ставит область.", None,
    ]  # fmt: skip
    assert shown("heat.price#1")[3:] == [1820.3, None, None, None]
    assert shown("heat.price#2")[6] == "1\xa0700,00"
    assert shown("@heat#2")[3] == "Южная котельная"


def test_computed_rows_are_formulas() -> None:
    page = load_workbook(io.BytesIO(template()))["Ответ"]
    price, volume = at("heat.price#2"), at("heat.volume#2")
    assert page[at("heat.cost#2")].value == (
        f'=IF(AND(COUNT({price})>0,COUNT({volume})>0),IFERROR(ROUND(({price}*{volume}),2),""),"")'
    )
    volumes = ",".join(at(f"heat.volume#{copy}") for copy in (1, 2, 3))
    assert page[at("heat.total")].value == (
        f'=IF(AND(COUNT({volumes})>0),IFERROR(ROUND(SUM({volumes}),2),""),"")'
    )


def test_drop_downs_notes_and_printing() -> None:
    page = load_workbook(io.BytesIO(template()))["Ответ"]
    lists = [one for one in page.data_validations.dataValidation if one.type == "list"]
    assert [one.formula1 for one in lists] == [
        '"нет данных,не применимо,не в нашем ведении,уточняется,не предоставлено"'
    ]
    assert page[at("tariff.water", "C")].comment.text == (
        "Тариф для населения с НДС.\nПример: 32,15\nКого спросить: управление тарифов"
    )
    assert page[at("loss")].number_format == "#,##0.0"
    assert page.print_title_rows == "$6:$6"
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert [page.column_dimensions[column].hidden for column in "AI"] == [True, True]


def test_questions_are_wide_cells() -> None:
    page = load_workbook(io.BytesIO(template(filled_answer())))["Вопросы"]
    assert (
        page["B2"].value == "Какие программы действуют?\nНазвание и срок.\nНе больше 5000 знаков."
    )
    assert page["C2"].value == filled_answer().texts["plans"]
    assert page["C2"].protection.locked is False
    assert page.column_dimensions["C"].width >= 90


def test_the_help_tells_every_indicator() -> None:
    page = load_workbook(io.BytesIO(template()))["Как заполнить"]
    words = "\n".join(str(row[0].value) for row in page.iter_rows())
    assert all(line.indicator.name in words for line in FORM.lines)
    assert "Тарифы для населения." in words
