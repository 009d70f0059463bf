"""What a sheet hides, what it cannot tell and what stands beside its cells is told in findings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from tests.planbook.readers.sheets.book import part, read, repacked, saved, shapes, told, workbook

pytestmark = pytest.mark.core
HEADER = ["№", "Мероприятие", "Срок"]
FIRST = ["1.", "Форум", "май"]
SECOND = ["2.", "Слёт", "июнь"]


def test_ordinary_sheet_needs_no_words() -> None:
    assert told(read(workbook(HEADER, FIRST))) == []


def test_hidden_sheet_is_told_and_not_read() -> None:
    book = Workbook()
    book.worksheets[0].append(HEADER)
    hidden = book.create_sheet("Черновик")
    hidden.append(["а", "б"])
    hidden.sheet_state = "veryHidden"
    found = read(saved(book))

    assert shapes(found) == [[HEADER]]
    assert told(found) == [
        (
            "sheet.hidden_sheet",
            "Лист «Черновик» скрыт и не прочитан. Если он нужен, сделайте его видимым "
            "и загрузите файл снова.",
            "а\tб",
        )
    ]


def test_hidden_rows_are_read_and_told() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.row_dimensions[9].hidden = True

    found = read(workbook(HEADER, FIRST, SECOND, change=hide))

    assert shapes(found) == [[HEADER, FIRST, SECOND]]
    assert told(found) == [
        (
            "sheet.hidden_rows",
            "На листе «Лист1» есть скрытые строки (2). Они прочитаны: проверьте, "
            "относятся ли они к плану.",
            "1.\tФорум\tмай",
        )
    ]


def test_hidden_columns_are_told_and_not_read() -> None:
    def hide(sheet: Any) -> None:
        sheet.column_dimensions["B"].hidden = True

    found = read(workbook(["№", "тайно", "Срок"], ["1.", "да", "май"], change=hide))

    assert shapes(found) == [[["№", "Срок"], ["1.", "май"]]]
    assert told(found) == [
        (
            "sheet.hidden_columns",
            "На листе «Лист1» скрыты столбцы (B); их текст не прочитан. "
            "Если он нужен, сделайте столбцы видимыми и загрузите файл снова.",
            "тайно\nда",
        )
    ]


def test_title_merged_over_a_hidden_column_is_read() -> None:
    def hide(sheet: Any) -> None:
        sheet.column_dimensions["A"].hidden = True
        sheet.merge_cells("A1:C1")

    found = read(workbook(["План на 2023 год"], ["", "Срок", "Место"], change=hide))

    assert shapes(found) == ["План на 2023 год", [["Срок", "Место"]]]
    assert told(found) == []


def test_covered_text_is_told() -> None:
    data = workbook(["а", "б"], ["в", "г"])
    sheet = part(data, "xl/worksheets/sheet1.xml")
    merged = sheet.replace(
        "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
    )
    found = read(repacked(data, xl__worksheets__sheet1_dot_xml=merged))

    assert [
        (row.cells[0].text, row.cells[0].row_span) for t in found.tables() for row in t.rows
    ] == [
        ("а", 2),
        ("", 1),
    ]
    assert told(found) == [
        (
            "sheet.covered_text",
            "Лист «Лист1». Текст под объединёнными ячейками не виден и не прочитан: 1.",
            "в",
        )
    ]


def test_formula_without_a_kept_value_is_told() -> None:
    found = read(workbook(HEADER, ["=A1+1", "Форум", "май"]))

    assert shapes(found) == [[HEADER, ["", "Форум", "май"]]]
    assert told(found) == [
        (
            "sheet.formula_without_value",
            "Значение формулы в файле не сохранено (лист «Лист1», ячейка A2), ячейка осталась "
            "пустой. Откройте файл в программе для таблиц, сохраните и загрузите снова.",
            "=A1+1",
        )
    ]


def test_value_of_a_formula_is_read() -> None:
    data = workbook(HEADER, ["=A1+1", "Форум", "май"])
    sheet = part(data, "xl/worksheets/sheet1.xml")
    valued = sheet.replace("<v></v>", "<v>7</v>").replace("<v/>", "<v>7</v>")
    found = read(repacked(data, xl__worksheets__sheet1_dot_xml=valued))

    assert shapes(found) == [[HEADER, ["7", "Форум", "май"]]]
    assert told(found) == []


def test_error_is_kept_and_told() -> None:
    def spoil(sheet: Any) -> None:
        sheet["C2"].value = "#REF!"
        sheet["C2"].data_type = "e"

    found = read(workbook(HEADER, FIRST, change=spoil))

    assert shapes(found) == [[HEADER, ["1.", "Форум", "#REF!"]]]
    assert told(found) == [
        (
            "sheet.error_value",
            "Вместо значения стоит ошибка вычисления (лист «Лист1», ячейка C2). "
            "Исправьте ячейку в исходной таблице.",
            "#REF!",
        )
    ]


def test_truth_values_are_russian_words() -> None:
    assert shapes(read(workbook(["а", True], ["б", False]))) == [
        [["а", "ИСТИНА"], ["б", "ЛОЖЬ"]]
    ]  # fmt: skip


def test_row_numbers_keep_their_point() -> None:
    found = read(workbook(HEADER, [1, "Форум", "май"], [1.1, "Слёт", 2.5]))

    assert shapes(found) == [[HEADER, ["1", "Форум", "май"], ["1.1", "Слёт", "2,5"]]]


def test_date_among_row_numbers_is_told() -> None:
    def spoil(sheet: Any) -> None:
        sheet["A4"].value = date(2023, 2, 1)
        sheet["A4"].number_format = "d mmm"

    found = read(
        workbook(HEADER, ["1.1", "Форум", "май"], ["1.2", "Слёт", "май"], ["", "Сбор", "май"],
                 change=spoil)
    )  # fmt: skip

    assert told(found) == [
        (
            "sheet.date_for_number",
            "Среди чисел стоит дата «1 февраля» (лист «Лист1», ячейка A4): вероятно, программа "
            "превратила в дату запись «1.2». Проверьте ячейку.",
            "1 февраля",
        )
    ]


def test_date_among_amounts_is_told_and_years_are_none() -> None:
    rows = [
        ["1.", 3, 2023, "май"],
        ["2.", 5, 2024, "май"],
        ["3.", date(2023, 5, 3), date(2023, 5, 3), "май"],
    ]

    assert [(code, evidence) for code, _, evidence in told(read(workbook(*rows)))] == [
        ("sheet.date_for_number", "3 мая 2023 года")
    ]


def test_dates_of_a_column_of_dates_need_no_words() -> None:
    found = read(workbook(["Дата", "Форум"], [date(2023, 2, 1), "а"], [date(2023, 3, 1), "б"]))

    assert shapes(found) == [
        [["Дата", "Форум"], ["1 февраля 2023 года", "а"], ["1 марта 2023 года", "б"]]
    ]
    assert told(found) == []


def test_what_stands_beside_cells_is_told() -> None:
    def comment(sheet: Any) -> None:
        sheet["A1"].comment = Comment("уточнить", "автор")
        sheet.oddHeader.center.text = "Проект"

    found = read(workbook(HEADER, change=comment))

    assert told(found) == [
        ("sheet.comments", "Лист «Лист1». Примечания к ячейкам в текст не вошли: 1.", "уточнить"),
        (
            "sheet.page_header",
            "Лист «Лист1». Текст верхнего колонтитула в документ не вошёл: 1.",
            "&CПроект",
        ),
    ]


def test_links_and_macros_are_told() -> None:
    found = read(
        repacked(
            workbook(HEADER),
            xl__externalLinks__externalLink1_dot_xml="<x/>",
            xl__vbaProject_dot_bin="",
        )
    )

    assert [code for code, _message, _evidence in told(found)] == [
        "sheet.external_links",
        "sheet.macros",
    ]


def test_workbook_without_text_is_told() -> None:
    assert told(read(workbook())) == [
        (
            "document.no_text",
            "В таблице нет текста. Проверьте, что сохранён и выбран нужный файл.",
            "",
        )
    ]
