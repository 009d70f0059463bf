"""The sheets beside the answer: questions with wide cells, and how to fill the workbook."""

from __future__ import annotations

import math

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from planbook.indicators import REASON_WORDS, MissingReason
from planbook.indicators.sheet_plan import (
    HELP_SHEET,
    QUESTIONS_MARK,
    QUESTIONS_SEEN,
    QUESTIONS_SHEET,
    AnswerSheet,
)
from planbook.writers.answer_sheet_looks import Looks
from planbook.writers.characters import printable

_QUESTION_WIDTH, _ANSWER_WIDTH, _HELP_WIDTH = 52.0, 100.0, 120.0
_LINE_HEIGHT, _LEAST, _HIGHEST, _A4 = 13.5, 90.0, 400.0, 9
_ALLOWED = {"format_columns": True, "format_rows": True, "select_locked_cells": True}
_REASON_MEANINGS = {
    MissingReason.NO_DATA: "показатель есть, но его не считают или данных пока нет;",
    MissingReason.NOT_APPLICABLE: "в городе такого нет: например, нет метро или газа;",
    MissingReason.NOT_OUR_POWER: "этим ведает область, край, республика или другое ведомство;",
    MissingReason.BEING_CLARIFIED: "значение будет позже, до закрытия раунда;",
    MissingReason.NOT_PROVIDED: "данные есть, но город их не сообщает.",
}
_HOW = (
    "Заполняйте только светлые ячейки на листах «Ответ» и «Вопросы». Остальные защищены.",
    "Впишите значение в той единице, которая указана в строке. Дробную часть отделяйте запятой: "
    "32,15; рубли и копейки — тоже: 0,43. Записи «1.5» и «1-43» Excel превращает в дату.",
    "Ноль — это значение. Если значения нет, оставьте ячейку пустой и выберите причину рядом.",
    "Не вписывайте формулы: нужны сами числа. Строки с пометкой «считается само» считаются здесь "
    "для справки, сайт посчитает их заново.",
    "В пояснение впишите то, что нужно знать о значении: за какой месяц, почему оно резко "
    "изменилось, чем отличается от прошлого.",
    "Если раздел заполняют по поставщикам или зонам, впишите название каждого. Лишние оставьте "
    "пустыми.",
    "Не удаляйте и не переименовывайте строки, столбцы и листы: по ним сайт узнаёт, где что "
    "вписано. Пустая ячейка ничего не стирает из того, что уже есть на сайте.",
    "Сохраните файл в формате .xlsx и загрузите его на странице ответа или пришлите координатору. "
    "Файл годится только для этого города и этого периода.",
)


def write_questions(workbook: Workbook, sheet: AnswerSheet, looks: Looks) -> None:
    """Write the sheet of questions that are answered with words."""
    page = workbook.add_worksheet(QUESTIONS_SHEET)
    page.write_string(0, 0, QUESTIONS_MARK)
    for hidden in (0, 3):
        page.set_column(hidden, hidden, 4, None, {"hidden": True})
    page.set_column(1, 1, _QUESTION_WIDTH)
    page.set_column(2, 2, _ANSWER_WIDTH)
    page.write_string(0, 1, "Вопрос", looks.header)
    page.write_string(0, 2, "Ответ", looks.header)
    page.write_string(0, 3, QUESTIONS_SEEN)
    for row, question in enumerate(sheet.form.questions, start=1):
        hints = (question.hint, f"Не больше {question.max_length} знаков.")
        asked = printable("\n".join(filter(None, (question.text, *hints))))
        answer = printable(sheet.answer.texts.get(question.code, ""))
        page.write_string(row, 0, f"?{question.code}")
        page.write_string(row, 1, asked, looks.text)
        if answer:
            page.write_string(row, 2, answer, looks.words)
            page.write_string(row, 3, answer)
        else:
            page.write_blank(row, 2, None, looks.words)
        needed = max(_lines(asked, _QUESTION_WIDTH), _lines(answer, _ANSWER_WIDTH))
        page.set_row(row, min(max(needed * _LINE_HEIGHT, _LEAST), _HIGHEST))
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    _print_setup(page, sheet)
    page.protect("", _ALLOWED)


def write_help(workbook: Workbook, sheet: AnswerSheet, looks: Looks) -> None:
    """Write the sheet that says how to fill the workbook and what every indicator means."""
    page = workbook.add_worksheet(HELP_SHEET)
    page.set_column(0, 0, _HELP_WIDTH)
    row = _paragraph(page, 0, "Как заполнить", looks, is_heading=True)
    for text in _HOW:
        row = _paragraph(page, row, text, looks)
    if sheet.form.instructions.strip():
        row = _paragraph(page, row + 1, "Указания к этой форме", looks, is_heading=True)
        for text in sheet.form.instructions.split("\n"):
            row = _paragraph(page, row, text, looks)
    row = _paragraph(page, row + 1, "Почему нет значения", looks, is_heading=True)
    for reason, meaning in _REASON_MEANINGS.items():
        row = _paragraph(page, row, f"{REASON_WORDS[reason]} — {meaning}", looks)
    row = _paragraph(page, row + 1, "Показатели", looks, is_heading=True)
    for line in sheet.form.lines:
        one = line.indicator
        unit = f", {one.unit.name}" if one.unit.name else ""
        told = (
            f"{one.name}{unit}.".replace("..", "."),
            one.definition.strip(),
            f"Пример: {one.example}." if one.example else "",
            f"Кого спросить: {one.contact}." if one.contact else "",
        )
        row = _paragraph(page, row, " ".join(filter(None, told)), looks)
    _print_setup(page, sheet)
    page.protect("", _ALLOWED)


def _paragraph(
    page: Worksheet, row: int, text: str, looks: Looks, *, is_heading: bool = False
) -> int:
    text = printable(text)
    page.write_string(row, 0, text, looks.subtitle if is_heading else looks.wrapped)
    page.set_row(row, min(_lines(text, _HELP_WIDTH) * _LINE_HEIGHT + 4, _HIGHEST))
    return row + 1


def _lines(text: str, width: float) -> int:
    return sum(math.ceil(len(part) / width) or 1 for part in text.split("\n"))


def _print_setup(page: Worksheet, sheet: AnswerSheet) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&L&8{sheet.stamp.text}&R&8Страница &P из &N")
    page.hide_gridlines(2)
