"""Answers to questions, from their sheet of a filled workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planbook.findings import Severity
from planbook.indicators import IndicatorForm, Question
from planbook.indicators.sheet_plan import QUESTIONS_SEEN
from planbook.readers.answer_sheet_table import Notes, Place, shortened
from planbook.readers.sheets.sheet import Sheet, SheetCell
from planbook.text import comparison_key

_EMPTY = SheetCell("")


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """Answers to questions by code, and what had stood there when the file was made."""

    texts: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)


def read_questions(
    found: tuple[Sheet, tuple[int, int]] | None, form: IndicatorForm, notes: Notes
) -> ReadTexts:
    """Return the words by code of the question; what cannot be taken is told."""
    if not form.questions:
        return ReadTexts()
    if found is None:
        message = "Листа «Вопросы» в файле нет: ответы на вопросы не взяты."
        notes.warning("sheet.no_questions", message)
        return ReadTexts()
    sheet, (head, code_column) = found
    column = _answer_column(sheet, head, code_column)
    rows = _rows(sheet, head, code_column, form)
    marked = sheet.rows.get(head, {})
    seen_at = next((at for at, cell in marked.items() if cell.text == QUESTIONS_SEEN), 0)
    texts, seen = {}, {}
    for question in form.questions:
        row = rows.get(question.code)
        if row is None:
            message = f"Вопроса «{shortened(question.text)}» на листе «{sheet.name}» нет."
            notes.warning("sheet.no_question", message)
            continue
        text = _answer(sheet, row, column, question, notes)
        if text:
            texts[question.code] = text
        if seen_at:
            seen[question.code] = sheet.rows[row].get(seen_at, _EMPTY).text
    return ReadTexts(texts, seen)


def _answer_column(sheet: Sheet, head: int, code_column: int) -> int:
    named = (column for column, cell in sheet.rows.get(head, {}).items() if cell.text == "Ответ")
    return next(named, code_column + 2)


def _rows(sheet: Sheet, head: int, code_column: int, form: IndicatorForm) -> dict[str, int]:
    """Return the rows of questions, by code or by the words of the question."""
    by_code: dict[str, int] = {}
    asked = {question.code: comparison_key(question.text) for question in form.questions}
    for row in sorted(sheet.rows):
        if row <= head:
            continue
        cells = sheet.rows[row]
        code = cells.get(code_column, _EMPTY).text
        if code.startswith("?"):
            by_code.setdefault(code[1:], row)
            continue
        words = {comparison_key(cell.text) for cell in cells.values()}
        for known, text in asked.items():
            if any(one.startswith(text) for one in words):
                by_code.setdefault(known, row)
    return by_code


def _answer(sheet: Sheet, row: int, column: int, question: Question, notes: Notes) -> str:
    text = sheet.rows.get(row, {}).get(column, _EMPTY).text
    place = Place(sheet.name, row, column, question.text)
    if (row, column) in sheet.formulas:
        message = "здесь формула, ответ не взят. Впишите его словами."
        notes.at(Severity.ERROR, "cell.formula", message, place)
        return ""
    if len(text) > question.max_length:
        message = (
            f"ответ длиннее {question.max_length} знаков ({len(text)}) и не взят. Сократите его "
            "или приложите файл."
        )
        notes.at(Severity.ERROR, "cell.long", message, place)
        return ""
    if not text and question.is_required:
        message = "вопрос остался без ответа."
        notes.at(Severity.WARNING, "sheet.blank_question", message, place)
    return text
