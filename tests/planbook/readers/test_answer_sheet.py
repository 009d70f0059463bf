"""Workbooks of cities read back: nothing lost, nothing guessed, everything told with its place."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from tests.factories.answer_sheets import (
    FORM,
    STAMP,
    at,
    edited,
    filled_answer,
    put,
    read,
    row_of,
    template,
)

from planbook.findings import Severity
from planbook.indicators import Answer, Cell, CellValue, MissingReason, computed
from planbook.readers.answer_sheet import SHEET_LIMITS, SheetReading

pytestmark = pytest.mark.core

Edit = Callable[[Workbook], None]


def told(reading: SheetReading, code: str) -> list[str]:
    return [finding.message for finding in reading.findings if finding.code == code]


def read_after(edit: Edit, answer: Answer | None = None) -> SheetReading:
    return read(edited(template(answer), edit))


def test_a_file_tells_what_it_was_made_for() -> None:
    reading = read(template())
    assert (reading.stamp, reading.city, reading.period) == (
        STAMP, "Вологда", "II квартал 2026 года",
    )  # fmt: skip
    assert reading.is_usable


def test_a_filled_file_says_what_was_written() -> None:
    answer = filled_answer()
    reading = read(template(answer))
    assert reading.values == {**answer.values, **computed(FORM, answer.values)}
    assert reading.copies == answer.copies
    assert reading.texts == answer.texts
    assert not reading.errors


def test_computed_rows_are_computed_anew() -> None:
    reading = read_after(put({at("heat.cost#1"): 5}), filled_answer())
    assert reading.values[Cell("heat.cost", 0)].number == Decimal("22071.14")
    assert told(reading, "sheet.computed") == [
        f"Лист «Ответ», {at('heat.cost#1')} (Стоимость тепла): строка вычисляется, вписанное "
        "поверх не взято."
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (32.15, CellValue(number=Decimal("32.15"))),
        ("32,15", CellValue(number=Decimal("32.15"))),
        ("1 820,30 руб.", CellValue(number=Decimal("1820.30"))),
        ("0-43", CellValue(number=Decimal("0.43"))),
        (0, CellValue(number=Decimal(0))),
        (0.1 + 0.2, CellValue(number=Decimal("0.3"))),
        ("н/д", CellValue(missing=MissingReason.NO_DATA)),
        ("не в нашем ведении", CellValue(missing=MissingReason.NOT_OUR_POWER)),
    ],
)
def test_values_as_people_type_them(typed: object, expected: CellValue) -> None:
    reading = read_after(put({at("tariff.sewage"): typed}))
    assert reading.values == {Cell("tariff.sewage"): expected}
    assert not reading.errors


def test_a_number_is_taken_with_the_digits_that_its_format_hides() -> None:
    reading = read_after(put({at("tariff.sewage"): 12.34567}))
    assert reading.values[Cell("tariff.sewage")].number == Decimal("12.34567")


def test_a_share_in_a_cell_of_percents() -> None:
    def edit(workbook: Workbook) -> None:
        cell = workbook["Ответ"][at("loss")]
        cell.value, cell.number_format = 0.12345, "0%"

    assert read_after(edit).values[Cell("loss")].number == Decimal("12.345")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("уточняется", MissingReason.BEING_CLARIFIED),
        ("Данные отсутствуют", MissingReason.NO_DATA),
        ("Полномочия области", MissingReason.NOT_OUR_POWER),
    ],
)
def test_reasons_in_own_words(words: str, reason: MissingReason) -> None:
    reading = read_after(put({at("loss", "F"): words, at("loss", "G"): "Учёт с июля"}))
    assert reading.values == {Cell("loss"): CellValue(missing=reason, comment="Учёт с июля")}


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("много", "cell.unread", "«много» — не число"),
        (-5, "cell.negative", "меньше нуля"),
        ("=B8*2", "cell.formula", "здесь формула"),
        ("#ДЕЛ/0!", "cell.excel_error", "«#ДЕЛ/0!»"),
        ("NaN", "cell.not_finite", "не конечное число"),
        ("10–12", "cell.range", "два числа"),
        (date(2026, 5, 1), "cell.date", "Возможно, было «1,5»"),
        (time(0, 43), "cell.date", "во время"),
        (True, "cell.unread", "ИСТИНА"),
    ],
)
def test_what_is_no_exact_number_is_told_with_its_address(
    typed: object, code: str, words: str
) -> None:
    reading = read_after(put({at("loss"): typed, at("breaks"): 3}))
    (error,) = reading.errors
    assert (error.code, error.evidence) == (code, f"Лист «Ответ», {at('loss')} (Доля потерь)")
    assert words in error.message
    assert reading.values == {Cell("breaks"): CellValue(number=Decimal(3))}


def test_a_date_of_month_and_year_offers_what_was_typed() -> None:
    def edit(workbook: Workbook) -> None:
        cell = workbook["Ответ"][at("tariff.sewage")]
        cell.value, cell.number_format = date(1943, 1, 1), "mmm.yy"

    (error,) = read_after(edit).errors
    assert "Возможно, было «1-43» или «1,43»" in error.message


def test_a_date_that_excel_shows_as_a_number_is_not_a_tariff() -> None:
    (error,) = read_after(put({at("tariff.water"): 46143})).errors
    assert (error.code, "«1,5»" in error.message) == ("cell.date", True)


def test_all_errors_are_told_at_once() -> None:
    reading = read_after(
        put({at("tariff.water"): "?", at("loss"): "?", at("breaks"): 1.5, at("act", "F"): "лень"})
    )
    assert [error.source.row for error in reading.errors] == sorted(
        int(at(code)[1:]) for code in ("tariff.water", "loss", "breaks", "act")
    )
    assert not reading.values


def test_a_value_and_a_reason_contradict() -> None:
    reading = read_after(put({at("loss"): 5, at("loss", "F"): "нет данных"}))
    assert [error.code for error in reading.errors] == ["cell.both"]


def test_a_comment_alone_is_told() -> None:
    reading = read_after(put({at("loss", "G"): "Спросим позже"}))
    assert [error.code for error in reading.errors] == ["cell.comment_alone"]


def test_empty_required_cells_are_told_one_by_one() -> None:
    blank = [one.evidence for one in read(template()).findings if one.code == "cell.blank"]
    assert [re.search(r"\((.*)\)", place)[1] for place in blank] == [  # type: ignore[index]
        "Тариф на холодную воду", "Тариф на водоотведение", "Доля потерь", "Число аварий",
    ]  # fmt: skip


def test_moved_rows_and_columns_do_no_harm() -> None:
    answer = filled_answer()

    def edit(workbook: Workbook) -> None:
        page = workbook["Ответ"]
        for merged in list(page.merged_cells.ranges):
            page.unmerge_cells(str(merged))
        page.insert_rows(3, 2)
        page.insert_cols(4)
        first, last = row_of(page, "tariff.water"), row_of(page, "breaks")
        for column in range(1, 12):
            above, below = page.cell(first, column), page.cell(last, column)
            above.value, below.value = below.value, above.value

    reading = read_after(edit, answer)
    assert not reading.errors
    typed = {cell: value for cell, value in reading.values.items() if cell in answer.values}
    assert typed == answer.values


def test_values_shifted_against_their_codes_are_refused() -> None:
    def edit(workbook: Workbook) -> None:
        page = workbook["Ответ"]
        first, last = row_of(page, "tariff.water"), row_of(page, "breaks")
        for row in range(last, first, -1):
            for column in range(2, 8):
                page.cell(row, column).value = page.cell(row - 1, column).value

    reading = read_after(edit, filled_answer())
    assert [error.code for error in reading.errors] == ["sheet.shifted"] * 3
    assert Cell("loss") not in reading.values


def test_deleted_rows_are_told() -> None:
    def edit(workbook: Workbook) -> None:
        page = workbook["Ответ"]
        page.delete_rows(row_of(page, "loss"))

    assert told(read_after(edit), "sheet.lost_rows") == [
        "Этих строк формы в файле нет: «Доля потерь». Они не изменены."
    ]


def test_rows_without_codes_are_found_by_name_and_told() -> None:
    def edit(workbook: Workbook) -> None:
        page = workbook["Ответ"]
        for row in range(1, page.max_row + 1):
            page.cell(row, 1).value = None

    answer = filled_answer()
    reading = read_after(edit, answer)
    assert len(told(reading, "sheet.no_codes")) == 1
    assert reading.values == {**answer.values, **computed(FORM, answer.values)}
    assert reading.copies == answer.copies


def test_a_row_twice_with_different_values_is_not_taken() -> None:
    def edit(workbook: Workbook) -> None:
        page = workbook["Ответ"]
        row = page.max_row + 2
        page.cell(row, 1).value, page.cell(row, 5).value = "loss", 13

    reading = read_after(edit, filled_answer())
    assert [error.code for error in reading.errors] == ["sheet.row_twice"]
    assert Cell("loss") not in reading.values


def test_a_foreign_row_is_told() -> None:
    def edit(workbook: Workbook) -> None:
        page = workbook["Ответ"]
        row = page.max_row + 2
        page.cell(row, 3).value, page.cell(row, 5).value = "Цена бензина", 60

    (message,) = told(read_after(edit), "sheet.foreign_row")
    assert "строки «Цена бензина» в форме нет" in message


def test_a_changed_unit_and_a_renamed_row() -> None:
    cells = {
        at("loss"): 0.12,
        at("loss", "D"): "доля",
        at("breaks"): 2,
        at("breaks", "C"): "Аварии",
    }
    reading = read_after(put(cells))
    assert [error.code for error in reading.errors] == ["sheet.unit"]
    assert len(told(reading, "sheet.renamed")) == 1
    assert reading.values == {Cell("breaks"): CellValue(number=Decimal(2))}


def test_renamed_and_merged_headers() -> None:
    def edit(workbook: Workbook) -> None:
        page = workbook["Ответ"]
        page["E6"] = "Данные"
        page.merge_cells("F6:G6")

    reading = read_after(edit, filled_answer())
    assert reading.values[Cell("loss")].number == Decimal("12.4")
    assert "вместо «Значение» стоит «Данные»" in told(reading, "sheet.header")[0]


def test_merged_inputs_are_refused() -> None:
    row = int(at("loss")[1:])
    reading = read_after(lambda book: book["Ответ"].merge_cells(f"E{row}:E{row + 1}"))
    assert [error.code for error in reading.errors] == ["sheet.merged", "sheet.merged"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"exchange": 6}, "sheet.other_exchange"),
        ({"round": 13}, "sheet.other_round"),
        ({"form_version": 4}, "sheet.other_form"),
        ({"digest": "0" * 12}, "sheet.other_form"),
        ({"party": 57}, "sheet.other_city"),
    ],
)
def test_files_for_something_else_are_told_and_left_alone(
    changes: dict[str, int], code: str
) -> None:
    reading = read(template(filled_answer()), expected=replace(STAMP, **changes))
    assert [error.code for error in reading.errors] == [code]
    assert (reading.is_usable, reading.values) == (False, {})


def test_any_city_is_taken_where_none_is_named() -> None:
    reading = read(template(filled_answer()), expected=replace(STAMP, party=0))
    assert reading.is_usable


def drop_marks(workbook: Workbook) -> None:
    del workbook["Метка"]
    workbook["Ответ"]["B5"] = None


def test_a_file_without_a_mark_is_only_taken_for_a_named_city() -> None:
    data = edited(template(filled_answer()), drop_marks)
    assert len(told(read(data), "sheet.no_mark")) == 1
    assert read(data).is_usable
    assert not read(data, expected=replace(STAMP, party=0)).is_usable


def test_a_sheet_of_another_file_is_recognised() -> None:
    other = replace(STAMP, party=57).text
    reading = read_after(put({"B5": f"Метка файла: {other}"}))
    assert [error.code for error in reading.errors] == ["sheet.two_marks"]


def test_a_foreign_workbook() -> None:
    def edit(workbook: Workbook) -> None:
        for name in workbook.sheetnames[1:]:
            del workbook[name]
        page = workbook["Ответ"]
        page.delete_rows(1, page.max_row)
        page["A1"] = "Отчёт"

    assert [error.code for error in read_after(edit).errors] == ["sheet.no_table"]


def test_hidden_sheets_and_what_else_is_not_read() -> None:
    def edit(workbook: Workbook) -> None:
        page = workbook.create_sheet("Черновик")
        page["A1"], page.sheet_state = "тайна", "hidden"

    assert told(read_after(edit), "sheet.hidden") == ["Скрытый лист «Черновик» не прочитан."]


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a package with a part added or put in place of another."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for kept in old.namelist():
            if kept != name:
                new.writestr(kept, old.read(kept))
        new.writestr(name, content)
    return buffer.getvalue()


def test_macros_and_links_are_told_and_never_followed() -> None:
    data = with_part(template(filled_answer()), "xl/vbaProject.bin", b"macro")
    data = with_part(data, "xl/externalLinks/externalLink1.xml", b"<a/>")
    reading = read(data, file_name="ответ.xlsm")
    assert {"sheet.macros", "sheet.external_links"} <= {one.code for one in reading.findings}
    assert reading.is_usable


def test_a_bomb_a_million_rows_and_other_bad_files_are_refused() -> None:
    bomb = with_part(template(), "xl/sharedStrings.xml", b" " * 70_000_000)
    small = replace(SHEET_LIMITS, rows=5)
    readings = [
        read(bomb),
        read(template(filled_answer()), limits=small),
        read(b""),
        read(b"PK\x03\x04broken"),
        read("Ответ\t5".encode()),
        read(b"%PDF-1.7"),
    ]
    assert [(one.is_usable, len(one.errors), one.findings[0].severity) for one in readings] == [
        (False, 1, Severity.ERROR)
    ] * 6


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "is_usable"), [("", True), ("<c><v>5</v></c>", False)], ids=["empty", "filled"]
)
def test_a_million_rows_below_the_table(cell: str, is_usable: bool) -> None:
    data, part = template(filled_answer()), "xl/worksheets/sheet1.xml"
    page = zipfile.ZipFile(io.BytesIO(data)).read(part).decode()
    rows = "".join(f'<row r="{row}">{cell}</row>' for row in range(1_000, 1_001_000))
    page = page.replace("</sheetData>", f"{rows}</sheetData>")
    assert read(with_part(data, part, page.encode())).is_usable is is_usable


def test_questions_that_cannot_be_taken() -> None:
    reading = read_after(put({"C2": "=1+1", "C3": "я" * 201}, sheet="Вопросы"))
    assert [(error.code, error.evidence[:19]) for error in reading.errors] == [
        ("cell.formula", "Лист «Вопросы», C2 "), ("cell.long", "Лист «Вопросы», C3 "),
    ]  # fmt: skip


def test_a_supplier_without_a_name() -> None:
    reading = read_after(put({at("heat.price#2"): 1500}))
    assert reading.copies == {"heat": ("Поставщик 1", "Поставщик 2")}
    assert len(told(reading, "sheet.no_name")) == 2
    assert reading.values == {Cell("heat.price", 1): CellValue(number=Decimal(1500))}


def test_marks_come_back() -> None:
    marks = {Cell("loss"): "abc", Cell("heat.price", 1): "def"}
    reading = read(template(filled_answer(), marks=marks))
    assert {cell: mark for cell, mark in reading.seen.items() if mark} == marks
    assert reading.seen_copies == {
        ("heat", 0): "Северная котельная", ("heat", 1): "Южная котельная",
    }  # fmt: skip
    assert reading.seen_texts == filled_answer().texts


def test_the_file_is_kept_as_openpyxl_sees_it() -> None:
    page = load_workbook(io.BytesIO(template()))["Ответ"]
    assert page[at("loss")].protection.locked is False
    assert page[at("heat.cost#1")].protection.locked is True
    assert page.protection.sheet is True
