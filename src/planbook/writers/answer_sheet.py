"""The workbook in which one city answers: inputs, drop-downs, notes, marks, help, ready to print.

Only inputs are unlocked. Computed rows are formulas for the person who fills; what they show is
never taken back, the reader computes anew.
"""

from __future__ import annotations

import io
import math
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from planbook.indicators import (
    REASON_WORDS,
    Cell,
    CellValue,
    FormLine,
    Indicator,
    cell_text,
    computed,
    typed_text,
)
from planbook.indicators.formulas import FormulaError
from planbook.indicators.sheet_plan import (
    ANSWER_SHEET,
    CODES_ROW,
    COLUMN_HEADERS,
    HEADER_ROW,
    MARK_SHEET,
    AnswerSheet,
    PlannedRow,
    RowKind,
    SheetColumn,
    copy_label,
    planned_cells,
    planned_rows,
)
from planbook.writers.answer_sheet_formulas import cell_formula
from planbook.writers.answer_sheet_help import write_help, write_questions
from planbook.writers.answer_sheet_looks import Looks, make_looks
from planbook.writers.characters import printable

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NO_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001 -- the library writes naive moments as UTC
_COLUMNS = list(SheetColumn)
_AT = {column: place for place, column in enumerate(_COLUMNS)}
_WIDTHS = {
    SheetColumn.CODE: 4.0,
    SheetColumn.NUMBER: 6.0,
    SheetColumn.NAME: 50.0,
    SheetColumn.UNIT: 15.0,
    SheetColumn.VALUE: 20.0,
    SheetColumn.REASON: 22.0,
    SheetColumn.COMMENT: 36.0,
    SheetColumn.LAST: 17.0,
    SheetColumn.SEEN: 4.0,
}
_HIDDEN = (SheetColumn.CODE, SheetColumn.SEEN)
_LINE_HEIGHT, _HIGHEST = 13.5, 400.0
_PROMPT, _PROMPT_TITLE, _NOTE = 255, 32, 2000
_A4 = 9
# What may be done on a protected sheet beside filling it: seeing long words whole.
_ALLOWED = {"format_columns": True, "format_rows": True, "select_locked_cells": True}


def write_answer_sheet(sheet: AnswerSheet) -> bytes:
    """Write the workbook of one city; the same content gives the same bytes.

    >>> from planbook.indicators import Answer, IndicatorForm
    >>> from planbook.indicators.sheet_plan import SheetStamp, short_digest
    >>> form = IndicatorForm("Тарифы", ())
    >>> stamp = SheetStamp(1, 1, 1, 1, short_digest(form))
    >>> page = AnswerSheet(form, "Вологда", "I квартал 2026 года", stamp, Answer("Вологда"))
    >>> write_answer_sheet(page)[:2]
    b'PK'
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as workbook:
        title = printable(sheet.form.title)[:255]
        workbook.set_properties({"title": title, "created": _NO_MOMENT})
        workbook.set_calc_mode("auto")
        looks = make_looks(workbook)
        page = workbook.add_worksheet(ANSWER_SHEET)
        _AnswerPage(page, sheet, looks).write()
        if sheet.form.questions:
            write_questions(workbook, sheet, looks)
        write_help(workbook, sheet, looks)
        _write_mark(workbook.add_worksheet(MARK_SHEET), sheet)
        page.activate()
    return buffer.getvalue()


def _write_mark(page: Worksheet, sheet: AnswerSheet) -> None:
    """Write the hidden mark: what the file was made for, for the program and in words."""
    told = (
        ("Метка", sheet.stamp.text),
        ("Город", sheet.city),
        ("Период", sheet.period),
        ("Тема", sheet.form.title),
    )
    for row, (name, value) in enumerate(told):
        page.write_string(row, 0, name)
        page.write_string(row, 1, printable(value))
    page.protect("")
    page.hide()


class _AnswerPage:
    """Writes the sheet with the cells."""

    def __init__(self, page: Worksheet, sheet: AnswerSheet, looks: Looks) -> None:
        self.page, self.sheet, self.looks = page, sheet, looks
        self.form, self.answer = sheet.form, sheet.answer
        self.rows = planned_rows(sheet.form, sheet.answer)
        self.cells = planned_cells(sheet.form, self.rows)
        self.results = _results(sheet)

    def write(self) -> None:
        self._write_head()
        for row in self.rows:
            if row.kind is RowKind.SECTION:
                self._write_section(row)
            elif row.kind is RowKind.COPY:
                self._write_copy(row)
            elif row.line is not None:
                self._write_line(row, row.line)
        self._lay_out()

    def _write_head(self) -> None:
        page, sheet, looks = self.page, self.sheet, self.looks
        for column, place in _AT.items():
            page.write_string(CODES_ROW - 1, place, column.value)
            page.set_column(place, place, _WIDTHS[column])
            page.write_string(HEADER_ROW - 1, place, COLUMN_HEADERS[column], looks.header)
        for column in _HIDDEN:
            page.set_column(_AT[column], _AT[column], _WIDTHS[column], None, {"hidden": True})
        page.set_row(CODES_ROW - 1, None, None, {"hidden": True})
        page.set_row(HEADER_ROW - 1, 2 * _LINE_HEIGHT)
        left = _AT[SheetColumn.NUMBER]
        page.write_string(1, left, printable(sheet.form.title), looks.title)
        city = " · ".join(filter(None, (sheet.city, sheet.period, sheet.owner)))
        page.write_string(2, left, printable(city), looks.subtitle)
        until = f"Ответ ждут до {sheet.deadline}. " if sheet.deadline else ""
        todo = (
            f"{until}Впишите значения в светлые ячейки. Нет значения — выберите причину рядом. "
            "Ноль — это значение."
        )
        page.write_string(3, left, todo, looks.plain)
        mark = f"Форма, версия {self.form.version}. Метка файла: {sheet.stamp.text}"
        page.write_string(4, left, mark, looks.small)

    def _write_section(self, row: PlannedRow) -> None:
        place = row.row - 1
        heading = printable(row.section.heading) or "Показатели"
        for column in range(1, _AT[SheetColumn.SEEN]):
            page_text = heading if column == _AT[SheetColumn.NAME] else ""
            self.page.write_string(place, column, page_text, self.looks.section)
        width = sum(_WIDTHS[column] for column in _COLUMNS[2:-1])
        self.page.set_row(place, _height(((heading, width),)) + 3)

    def _write_copy(self, row: PlannedRow) -> None:
        place, looks = row.row - 1, self.looks
        names = self.answer.copies.get(row.section.code, ())
        name = names[row.copy] if row.copy < len(names) else ""
        self.page.write_string(place, _AT[SheetColumn.CODE], row.code)
        for column in (SheetColumn.NUMBER, SheetColumn.UNIT, SheetColumn.LAST):
            self.page.write_blank(place, _AT[column], None, looks.copy)
        label = f"{copy_label(row.section, row.copy)}: название"
        self.page.write_string(place, _AT[SheetColumn.NAME], printable(label), looks.copy)
        first, last = _AT[SheetColumn.VALUE], _AT[SheetColumn.COMMENT]
        self.page.merge_range(place, first, place, last, "", looks.words)
        if name:
            self.page.write_string(place, first, printable(name), looks.words)
            self.page.write_string(place, _AT[SheetColumn.SEEN], printable(name))

    def _write_line(self, row: PlannedRow, line: FormLine) -> None:
        place, indicator = row.row - 1, line.indicator
        looks, page = self.looks, self.page
        name = printable(indicator.name)
        note = printable(line.note)
        value = self.answer.values.get(Cell(indicator.code, row.copy))
        page.write_string(place, _AT[SheetColumn.CODE], row.code)
        page.write_string(place, _AT[SheetColumn.NUMBER], row.number, looks.number)
        shown = f"{name}\n{note}" if note else name
        page.write_string(place, _AT[SheetColumn.NAME], shown, looks.text)
        page.write_string(place, _AT[SheetColumn.UNIT], printable(indicator.unit.name), looks.text)
        self._write_last(row, indicator)
        mark = self.sheet.marks.get(Cell(indicator.code, row.copy), "")
        if mark:
            page.write_string(place, _AT[SheetColumn.SEEN], mark)
        if line.formula.strip():
            self._write_formula(row, line)
        else:
            self._write_inputs(place, line, value)
        explanation = _explanation(indicator)
        if explanation:
            page.write_comment(
                place,
                _AT[SheetColumn.NAME],
                explanation,
                {"x_scale": 2.4, "y_scale": max(1.0, len(explanation) / 170), "author": ""},
            )
        words = value.text if value is not None else ""
        comment = value.comment if value is not None else ""
        page.set_row(
            place,
            _height(
                (
                    (shown, _WIDTHS[SheetColumn.NAME]),
                    (indicator.unit.name, _WIDTHS[SheetColumn.UNIT]),
                    (words, _WIDTHS[SheetColumn.VALUE]),
                    (comment, _WIDTHS[SheetColumn.COMMENT]),
                )
            ),
        )

    def _write_inputs(self, place: int, line: FormLine, value: CellValue | None) -> None:
        page, looks, indicator = self.page, self.looks, line.indicator
        column = _AT[SheetColumn.VALUE]
        look = looks.input_of(indicator, value)
        if value is None or value.missing is not None:
            page.write_blank(place, column, None, look)
        elif value.number is not None and _is_exact(value.number):
            page.write_number(place, column, float(value.number), look)
        else:
            page.write_string(place, column, printable(typed_text(value, indicator)), look)
        reason = REASON_WORDS[value.missing] if value is not None and value.missing else ""
        comment = printable(value.comment) if value is not None else ""
        for where, text in ((SheetColumn.REASON, reason), (SheetColumn.COMMENT, comment)):
            if text:
                page.write_string(place, _AT[where], text, looks.words)
            else:
                page.write_blank(place, _AT[where], None, looks.words)
        page.data_validation(place, column, place, column, _checked(indicator))

    def _write_formula(self, row: PlannedRow, line: FormLine) -> None:
        place, looks = row.row - 1, self.looks
        column = _AT[SheetColumn.VALUE]
        look = looks.computed_of(line.indicator)
        letter = chr(ord("A") + column)
        formula = cell_formula(row, line, self.cells, self.form, letter)
        result = self.results.get(Cell(line.indicator.code, row.copy))
        number = result.number if result is not None else None
        if formula:
            shown = float(number) if number is not None else ""
            self.page.write_formula(place, column, formula, look, shown)
        else:
            self.page.write_blank(place, column, None, look)
        words = "считается само" if formula else "посчитает сайт"
        self.page.write_string(place, _AT[SheetColumn.REASON], words, looks.gray)
        self.page.write_blank(place, _AT[SheetColumn.COMMENT], None, looks.gray)

    def _write_last(self, row: PlannedRow, indicator: Indicator) -> None:
        value = _last_value(self.sheet, row, indicator)
        text = cell_text(value, indicator) if value is not None else None
        place, look = (row.row - 1, _AT[SheetColumn.LAST]), self.looks.last_of(indicator)
        if text is None:
            self.page.write_blank(*place, None, look)
        else:
            self.page.write_string(*place, printable(text), look)

    def _lay_out(self) -> None:
        page = self.page
        lines = [row.row - 1 for row in self.rows if _is_input(row)]
        if lines:
            reason = _AT[SheetColumn.REASON]
            page.data_validation(lines[0], reason, lines[-1], reason, _reasons())
            self._highlight(lines[0], lines[-1])
            page.set_selection(lines[0], _AT[SheetColumn.VALUE], lines[0], _AT[SheetColumn.VALUE])
        page.freeze_panes(HEADER_ROW, _AT[SheetColumn.UNIT])
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEADER_ROW - 1)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.set_footer(f"&L&8{self.sheet.stamp.text}&R&8Страница &P из &N")
        page.hide_gridlines(2)
        page.protect("", _ALLOWED)

    def _highlight(self, first: int, last: int) -> None:
        """Mark rows in which both a value and a reason stand."""
        value, reason = (
            chr(ord("A") + _AT[column]) for column in (SheetColumn.VALUE, SheetColumn.REASON)
        )
        code, row = chr(ord("A") + _AT[SheetColumn.CODE]), first + 1
        # Rows of names and computed rows have words of their own in these columns.
        rule = (
            f'=AND(${value}{row}<>"",${reason}{row}<>"",LEFT(${code}{row},1)<>"@",'
            f'LEFT(${reason}{row},5)<>"счита")'
        )
        options = {"type": "formula", "criteria": rule, "format": self.looks.wrong}
        self.page.conditional_format(
            first, _AT[SheetColumn.VALUE], last, _AT[SheetColumn.REASON], options
        )


def _results(sheet: AnswerSheet) -> dict[Cell, CellValue]:
    try:
        return computed(sheet.form, sheet.answer.values)
    except FormulaError:
        return {}


def _is_input(row: PlannedRow) -> bool:
    return row.line is not None and not row.line.formula.strip()


def _is_exact(number: Decimal) -> bool:
    """Whether the 15 digits that a workbook keeps are all there is."""
    return Decimal(format(float(number), ".15g")) == number


def _explanation(indicator: Indicator) -> str:
    parts = (
        indicator.definition,
        f"Пример: {indicator.example}" if indicator.example else "",
        f"Кого спросить: {indicator.contact}" if indicator.contact else "",
    )
    return printable("\n".join(filter(None, parts)))[:_NOTE]


def _checked(indicator: Indicator) -> dict[str, object]:
    """What Excel says at a value cell: how it is written, and a doubt that may be overruled."""
    hints = [
        f"Единица: {indicator.unit.name}." if indicator.unit.name else "",
        f"Пример: {indicator.example}." if indicator.example else "",
        "Дробную часть отделяйте запятой." if indicator.is_numeric else "",
    ]
    title = " ".join(printable(indicator.name).split())[:_PROMPT_TITLE]
    rule: dict[str, object] = {
        "validate": "any",
        "input_title": title,
        "input_message": " ".join(filter(None, map(printable, hints)))[:_PROMPT],
    }
    low, high = indicator.minimum, indicator.maximum
    if indicator.is_numeric and low is not None and high is not None:
        message = (
            f"Обычно от {_plain(low)} до {_plain(high)}. Проверьте единицу и запятую: «1.5» Excel "
            "превращает в дату. Если значение верно, оставьте его и впишите пояснение."
        )
        rule |= {
            "validate": "decimal",
            "criteria": "between",
            "minimum": float(low),
            "maximum": float(high),
            "error_title": "Проверьте значение",
            "error_message": message[:_PROMPT],
            "error_type": "warning",
        }
    return rule


def _plain(number: Decimal) -> str:
    return format(number, "f").replace(".", ",")


def _reasons() -> dict[str, object]:
    return {
        "validate": "list",
        "source": list(REASON_WORDS.values()),
        "error_title": "Почему нет значения",
        "error_message": "Выберите причину из списка, а слова впишите в пояснение.",
        "error_type": "warning",
    }


def _last_value(sheet: AnswerSheet, row: PlannedRow, indicator: Indicator) -> CellValue | None:
    """Return the value of the round before; copies are the same where their names are."""
    last = sheet.last
    if last is None:
        return None
    copy = row.copy
    if row.is_repeated:
        names = sheet.answer.copies.get(row.section.code, ())
        before = last.copies.get(row.section.code, ())
        if copy >= len(names) or names[copy] not in before:
            return None
        copy = before.index(names[copy])
    return last.values.get(Cell(indicator.code, copy))


def _height(texts: tuple[tuple[str, float], ...]) -> float:
    """Return the height of a row in points: not every program finds it by itself."""
    lines = max(
        sum(math.ceil(len(part) / width) or 1 for part in text.split("\n")) for text, width in texts
    )
    return min(lines * _LINE_HEIGHT + 4, _HIGHEST)
