"""Comparison tables in a few words: rows of numbers as people write them, one string a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from planbook.indicators import (
    Answer,
    Cell,
    CellValue,
    ComparisonTable,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    MissingReason,
    TableHead,
    Unit,
    UnitKind,
    consolidate,
)

HEAD = TableHead("Тарифы ЖКУ", "Союз городов", "2026-35", 1, date(2026, 10, 20))
LAST_HEAD = replace(HEAD, period_edtf="2026-34", made_on=date(2026, 7, 20))
_REASONS = {
    "нд": MissingReason.NO_DATA,
    "х": MissingReason.NOT_APPLICABLE,
    "ведение": MissingReason.NOT_OUR_POWER,
    "уточн": MissingReason.BEING_CLARIFIED,
}


def make_price(code: str = "water", **fields: Any) -> Indicator:
    unit = fields.pop("unit", Unit(UnitKind.MONEY, "руб./куб. м"))
    return Indicator(code, fields.pop("name", "Холодная вода"), unit, **fields)


def make_form(*indicators: Indicator, **fields: Any) -> IndicatorForm:
    section = FormSection("main", "Основное", tuple(map(FormLine, indicators)))
    return IndicatorForm("Тарифы", (section,), **fields)


def make_repeated_form(indicator: Indicator) -> IndicatorForm:
    section = FormSection("heat", "Тепло", (FormLine(indicator),), "поставщик", 5)
    return IndicatorForm("Тарифы", (section,))


def make_cell(text: str) -> CellValue | None:
    """A cell of a short notation: «32.15», «нд», «=words», «?» for an empty one."""
    if text == "?":
        return None
    if text in _REASONS:
        return CellValue(missing=_REASONS[text])
    return CellValue(text=text[1:]) if text[0] == "=" else CellValue(number=Decimal(text))


def make_answer(city: str, cells: Mapping[str, str], **fields: Any) -> Answer:
    """An answer of an ordinary section: code → cell."""
    given = {Cell(code): make_cell(text) for code, text in cells.items()}
    return Answer(city, {cell: value for cell, value in given.items() if value}, **fields)


def make_table(
    indicator: Indicator, cells: Mapping[str, str], head: TableHead = HEAD
) -> ComparisonTable:
    """A table of one row: city → cell, several suppliers of a city divided by «|»."""
    is_repeated = any("|" in text for text in cells.values())
    form = make_repeated_form(indicator) if is_repeated else make_form(indicator)
    answers = []
    for city, text in cells.items():
        copies = [make_cell(part) for part in text.split("|")]
        values = {Cell(indicator.code, place): value for place, value in enumerate(copies) if value}
        names = tuple(f"Поставщик {place + 1}" for place in range(len(copies)))
        answers.append(Answer(city, values, {"heat": names} if is_repeated else {}))
    return consolidate(form, answers, head=head)
