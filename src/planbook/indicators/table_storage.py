"""The JSON form of cells and comparison tables, read back strictly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from planbook.indicators.field_reading import Fields, Problems, is_clean, number_of
from planbook.indicators.form_storage import (
    MAX_ANSWER_LENGTH,
    MAX_COPIES,
    MAX_LINES,
    MAX_VERSION,
    form_to_dict,
    read_form,
)
from planbook.indicators.forms import IndicatorForm
from planbook.indicators.parsing import MAX_TEXT_LENGTH
from planbook.indicators.tables import Column, ComparisonRow, ComparisonTable
from planbook.indicators.tariffs import MAX_PARTS
from planbook.indicators.values import CellValue, MissingReason

MAX_COLUMNS = 2000
MAX_NOTES = 20_000
MAX_COMMENT_LENGTH = 2000


def cell_to_data(value: CellValue | None) -> Any:
    """Return compact JSON of a cell: «12.50» alone for a number, null for an empty cell.

    >>> from decimal import Decimal
    >>> cell_to_data(CellValue(number=Decimal("12.50")))
    '12.50'
    >>> cell_to_data(CellValue(missing=MissingReason.NO_DATA, comment="Прибор сломан"))
    {'m': 'no_data', 'c': 'Прибор сломан'}
    """
    if value is None:
        return None
    if value.number is not None and not value.comment:
        return format(value.number, "f")
    data: dict[str, Any] = {}
    if value.number is not None:
        data["n"] = format(value.number, "f")
    if value.text:
        data["t"] = value.text
    if value.parts:
        data["p"] = [format(part, "f") for part in value.parts]
    if value.missing is not None:
        data["m"] = value.missing.value
    return {**data, "c": value.comment} if value.comment else data


def cell_from_data(data: Any) -> CellValue | None:
    """Read back a cell.

    Raises:
        FormError: it is not a cell.

    >>> cell_from_data({"m": "no_data"}).told, cell_from_data(None)
    ('нет данных', None)
    """
    problems = Problems()
    cell = _cell(data, "ячейка", problems)
    problems.ensure_none()
    return cell


def table_to_dict(table: ComparisonTable) -> dict[str, Any]:
    """Return the JSON form of a comparison table with its form.

    >>> form = IndicatorForm("Тарифы", ())
    >>> table = ComparisonTable("Тарифы", "Союз", "2026-33", form, 1, date(2026, 4, 20), (), ())
    >>> table_from_dict(table_to_dict(table)) == table
    True
    """
    return {
        "title": table.title,
        "owner": table.owner,
        "period": table.period_edtf,
        "number": table.number,
        "made_on": table.made_on.isoformat(),
        "form": form_to_dict(table.form),
        "columns": [[column.city, column.key] for column in table.columns],
        "rows": [
            {
                "section": row.section_code,
                "code": row.line.indicator.code,
                "cells": [[cell_to_data(cell) for cell in copies] for copies in row.cells],
            }
            for row in table.rows
        ],
        "copies": {code: [list(names) for names in by] for code, by in table.copies.items()},
        "texts": {code: list(texts) for code, texts in table.texts.items()},
        "notes": list(table.notes),
    }


def table_from_dict(data: Mapping[str, Any]) -> ComparisonTable:
    """Read back a comparison table.

    Raises:
        FormError: unknown, wrong or too long fields, or rows that do not fit the form.

    >>> from planbook.indicators import FormError
    >>> try:
    ...     table_from_dict({"title": "Тарифы"})
    ... except FormError as error:
    ...     print(error.problems[-1].path)
    made_on
    """
    problems = Problems()
    table = _table(Fields(data, "", problems))
    problems.ensure_none()
    return table


def _cell(data: Any, path: str, problems: Problems) -> CellValue | None:
    if data is None:
        return None
    if isinstance(data, str):
        number = number_of(data)
        if number is None:
            problems.tell(path, "Здесь ждут число, например «12.50».")
        return None if number is None else CellValue(number=number)
    given = Fields(data, path, problems)
    parts = tuple(number_of(part) for _, part in given.entries("p", MAX_PARTS))
    number, text = given.number("n"), given.text("t", MAX_TEXT_LENGTH)
    is_missing = "m" in given.left
    reason = given.choice("m", MissingReason, usual=MissingReason.NO_DATA)
    missing = reason if is_missing else None
    comment = given.text("c", MAX_COMMENT_LENGTH)
    given.end()
    numbers = tuple(part for part in parts if part is not None)
    if len(numbers) < len(parts) or (parts and not text):
        given.tell("p", "Здесь ждут числа составного тарифа.")
    if (number is not None) + bool(text) + (missing is not None) != 1:
        problems.tell(path, "В ячейке бывает одно: число, текст или причина, почему их нет.")
        return None
    return CellValue(number=number, text=text, parts=numbers, missing=missing, comment=comment)


def _table(given: Fields) -> ComparisonTable:
    columns = tuple(_columns(given))
    form = read_form(given.entry("form"))
    table = ComparisonTable(
        title=given.text("title", 300, is_required=True),
        owner=given.text("owner", 300),
        period_edtf=given.text("period", 40),
        form=form,
        number=given.whole("number", 1, MAX_VERSION, usual=1),
        made_on=given.day("made_on") or date.min,
        columns=columns,
        rows=tuple(_rows(given, form, len(columns))),
        copies=dict(_copies(given, len(columns))),
        texts={
            code: _texts(given, path, content, len(columns), len(columns))
            for path, code, content in given.by_code("texts", 50)
        },
        notes=_texts(given, given.at("notes"), given.left.pop("notes", []), 0, MAX_NOTES),
    )
    if table.made_on == date.min:
        given.tell("made_on", "Не сказано, когда составлена таблица.")
    given.end()
    return table


def _columns(given: Fields) -> Iterator[Column]:
    seen: set[str] = set()
    for path, content in given.entries("columns", MAX_COLUMNS):
        names = _texts(given, path, content, 2, 2)
        column = Column(*names) if len(names) == 2 else Column("", "")
        if column.key in seen:
            given.problems.tell(path, "Такой столбец уже есть.")
        seen.add(column.key)
        yield column


def _rows(given: Fields, form: IndicatorForm, width: int) -> Iterator[ComparisonRow]:
    places = {
        line.indicator.code: (section.code, line)
        for section in form.sections
        for line in section.lines
    }
    for path, content in given.entries("rows", MAX_LINES):
        row = Fields(content, path, given.problems)
        code, section_code = row.code("code"), row.code("section")
        cells = tuple(
            _cells(entry, where, given.problems)
            for where, entry in row.entries("cells", MAX_COLUMNS)
        )
        row.end()
        home, line = places.get(code, ("", None))
        if line is None or home != section_code:
            row.tell("code", "Такой строки в этом разделе формы нет.")
            continue
        if len(cells) != width:
            row.tell("cells", f"Ячеек {len(cells)}, а столбцов {width}.")
        yield ComparisonRow(line, section_code, cells)


def _cells(content: Any, path: str, problems: Problems) -> tuple[CellValue | None, ...]:
    if not isinstance(content, list | tuple) or not len(content) <= MAX_COPIES:
        problems.tell(path, f"Здесь ждут список ячеек, не больше {MAX_COPIES}.")
        return ()
    return tuple(
        _plain_number(entry) or _cell(entry, f"{path}[{place}]", problems)
        for place, entry in enumerate(content)
    )


def _plain_number(data: Any) -> CellValue | None:
    """The cell of a number without a comment, as nearly all cells are: the short way."""
    number = number_of(data)
    return None if number is None else CellValue(number=number)


def _copies(given: Fields, width: int) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    for path, code, content in given.by_code("copies", MAX_LINES):
        if not isinstance(content, list | tuple) or len(content) != width:
            given.problems.tell(path, f"Здесь ждут список для каждого столбца, их {width}.")
            continue
        yield (
            code,
            tuple(
                _texts(given, f"{path}[{place}]", names, 0, MAX_COPIES)
                for place, names in enumerate(content)
            ),
        )


def _texts(given: Fields, path: str, content: Any, lowest: int, highest: int) -> tuple[str, ...]:
    """A list of so many texts."""
    if not isinstance(content, list | tuple) or not lowest <= len(content) <= highest:
        asked = f"{highest}" if lowest == highest else f"не больше {highest}"
        given.problems.tell(path, f"Здесь ждут список текстов: {asked}.")
        return ()
    for place, text in enumerate(content):
        if not isinstance(text, str) or len(text) > MAX_ANSWER_LENGTH or not is_clean(text):
            given.problems.tell(
                f"{path}[{place}]", f"Здесь ждут текст не длиннее {MAX_ANSWER_LENGTH} знаков."
            )
            return ()
    return tuple(content)
