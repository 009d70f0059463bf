"""Workbooks of answers: a form with all kinds of rows, an answer, the file, changes in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planbook.indicators import (
    Aggregation,
    Answer,
    Cell,
    CellValue,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    MissingReason,
    Question,
    Unit,
    UnitKind,
)
from planbook.indicators.sheet_plan import AnswerSheet, SheetStamp, short_digest
from planbook.readers.answer_sheet import SheetReading, read_answer_sheet
from planbook.writers.answer_sheet import write_answer_sheet

VALUE, REASON, COMMENT = "E", "F", "G"


def indicator(code: str, name: str, kind: UnitKind, unit: str = "", **more: object) -> Indicator:
    """Return an indicator with its unit."""
    return Indicator(code, name, Unit(kind, unit), **more)  # type: ignore[arg-type]


def water_form() -> IndicatorForm:
    """Return a form with ordinary, repeated, computed and wordy rows and two questions."""
    money, volume = UnitKind.MONEY, UnitKind.QUANTITY
    water = (
        FormLine(
            indicator(
                "tariff.water", "Тариф на холодную воду", money, "руб./куб. м",
                definition="Тариф для населения с НДС.", example="32,15",
                contact="управление тарифов", minimum=Decimal(1), maximum=Decimal(500),
            ),
            note="На последнее число периода.",
        ),
        FormLine(indicator("tariff.sewage", "Тариф на водоотведение", money, "руб./куб. м")),
        FormLine(
            indicator("loss", "Доля потерь", UnitKind.SHARE, "%", decimals=1,
                      minimum=Decimal(0), maximum=Decimal(100))
        ),
        FormLine(indicator("breaks", "Число аварий", UnitKind.COUNT, "ед.", decimals=0)),
        FormLine(indicator("act", "Реквизиты решения", UnitKind.TEXT), is_required=False),
        FormLine(
            indicator("hot", "Двухкомпонентный тариф на горячую воду", UnitKind.FORMULA),
            is_required=False,
        ),
    )  # fmt: skip
    heat = (
        FormLine(indicator("heat.price", "Цена тепла", money, "руб./Гкал")),
        FormLine(
            indicator("heat.volume", "Отпуск тепла", volume, "тыс. Гкал",
                      aggregation=Aggregation.SUM)
        ),
        FormLine(
            indicator("heat.cost", "Стоимость тепла", money, "тыс. руб."),
            formula="heat.price * heat.volume",
        ),
    )  # fmt: skip
    total = (
        FormLine(
            indicator("heat.total", "Всего тепла", volume, "тыс. Гкал"), formula="heat.volume"
        ),
    )
    return IndicatorForm(
        "Тарифы на жилищно-коммунальные услуги",
        (
            FormSection("water", "Вода", water),
            FormSection("heat", "Тепло", heat, repeated_for="поставщик", max_copies=4),
            FormSection("total", "Итого", total),
        ),
        version=3,
        instructions="Тарифы для населения.",
        questions=(
            Question("plans", "Какие программы действуют?", hint="Название и срок."),
            Question("troubles", "Что мешает?", is_required=True, max_length=200),
        ),
    )


FORM = water_form()
STAMP = SheetStamp(5, 12, 3, 56, short_digest(FORM), 7)


def filled_answer() -> Answer:
    """Return an answer with every kind of cell."""
    number = {
        Cell("tariff.water"): "32.15", Cell("loss"): "12.4", Cell("breaks"): "0",
        Cell("heat.price", 0): "1820.30", Cell("heat.volume", 0): "12.125",
        Cell("heat.price", 1): "1700", Cell("heat.volume", 1): "3",
    }  # fmt: skip
    values = {cell: CellValue(number=Decimal(text)) for cell, text in number.items()}
    values[Cell("tariff.water")] = CellValue(number=Decimal("32.15"), comment="С 1 июля.")
    values[Cell("tariff.sewage")] = CellValue(
        missing=MissingReason.NOT_OUR_POWER, comment="Тариф ставит область."
    )
    values[Cell("act")] = CellValue(text="Постановление от 01.12.2025 № 5")
    values[Cell("hot")] = CellValue(
        text="12,50 руб./куб. м + 1 820,30 руб./Гкал",
        parts=(Decimal("12.50"), Decimal("1820.30")),
    )
    return Answer(
        "Вологда",
        values,
        {"heat": ("Северная котельная", "Южная котельная")},
        {"plans": "Программа до 2030 года.\n\nЕщё одна.", "troubles": "Износ сетей."},
    )


def answer_sheet(answer: Answer | None = None, **changes: object) -> AnswerSheet:
    """Return what is written for Vologda."""
    told: dict[str, object] = {
        "form": FORM, "city": "Вологда", "period": "II квартал 2026 года", "stamp": STAMP,
        "answer": answer or Answer("Вологда"), "owner": "Союз городов",
        "deadline": "15 июля 2026 года",
    }  # fmt: skip
    return AnswerSheet(**(told | changes))  # type: ignore[arg-type]


def template(answer: Answer | None = None, **changes: object) -> bytes:
    """Return the file for Vologda, filled with an answer or empty."""
    return write_answer_sheet(answer_sheet(answer, **changes))


def edited(data: bytes, edit: Callable[[Workbook], None]) -> bytes:
    """Return a workbook after changes that a person makes in it."""
    workbook = load_workbook(io.BytesIO(data))
    edit(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def put(cells: dict[str, object], sheet: str = "Ответ") -> Callable[[Workbook], None]:
    """Return the change that writes values at addresses of a sheet."""

    def edit(workbook: Workbook) -> None:
        for address, value in cells.items():
            workbook[sheet][address] = value

    return edit


def row_of(page: Worksheet, code: str) -> int:
    """Return the row of a hidden code."""
    return next(row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == code)


def at(code: str, column: str = VALUE) -> str:
    """Return the address of a cell in an untouched template with three places for suppliers."""
    page = load_workbook(io.BytesIO(template()))["Ответ"]
    return f"{column}{row_of(page, code)}"


def read(data: bytes, **changes: object) -> SheetReading:
    """Read a file for Vologda."""
    told: dict[str, object] = {"file_name": "ответ.xlsx", "form": FORM, "expected": STAMP}
    return read_answer_sheet(data, **(told | changes))  # type: ignore[arg-type]
