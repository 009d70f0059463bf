"""Answers of the cities put together into one comparison table, and taken apart again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planbook.errors import PlanbookError
from planbook.indicators.answers import Answer, Cell
from planbook.indicators.forms import FormLine, FormSection, IndicatorForm
from planbook.indicators.formulas import computed
from planbook.indicators.tables import Column, ComparisonRow, ComparisonTable
from planbook.indicators.values import CellValue


class ConsolidationError(PlanbookError, ValueError):
    """An answer does not belong into the table: nothing of it is dropped silently.

    Attributes:
        city: whose answer it is.
    """

    def __init__(self, city: str, message: str) -> None:
        self.city = city
        super().__init__(f"{city}: {message}")


@dataclass(frozen=True, slots=True)
class TableHead:
    """What stands above and below a comparison table; fields as in `ComparisonTable`."""

    title: str
    owner: str
    period_edtf: str
    number: int
    made_on: date
    notes: tuple[str, ...] = ()


def consolidate(
    form: IndicatorForm, answers: Sequence[Answer], *, head: TableHead, keys: Sequence[str] = ()
) -> ComparisonTable:
    """Put the answers of a round into one table; columns stand in the order of the answers.

    Computed rows are computed anew from what was typed, whatever stands in them.

    Args:
        keys: keys of the columns, which stay when a city is renamed; names are taken for none.

    Raises:
        ConsolidationError: an answer has a cell, section or question that the form does not have,
            or two answers have one key.
        FormulaError: a formula of the form cannot be used.

    >>> from decimal import Decimal
    >>> from planbook.indicators import Indicator, Unit, UnitKind
    >>> line = FormLine(Indicator("water", "Вода", Unit(UnitKind.MONEY, "руб.")))
    >>> form = IndicatorForm("Тарифы", (FormSection("a", "Вода", (line,)),))
    >>> answer = Answer("Вологда", {Cell("water"): CellValue(number=Decimal("32.15"))})
    >>> head = TableHead("Тарифы", "Союз", "2026-33", 1, date(2026, 4, 20))
    >>> consolidate(form, [answer], head=head).rows[0].cells[0][0].number
    Decimal('32.15')
    """
    columns = _columns(answers, keys or [answer.city for answer in answers])
    _ensure_all_fit(form, answers)
    values = [_all_values(form, answer) for answer in answers]
    return ComparisonTable(
        title=head.title,
        owner=head.owner,
        period_edtf=head.period_edtf,
        form=form,
        number=head.number,
        made_on=head.made_on,
        columns=columns,
        rows=tuple(row for section in form.sections for row in _rows(section, answers, values)),
        copies={
            section.code: tuple(answer.copies.get(section.code, ()) for answer in answers)
            for section in form.sections
            if section.is_repeated
        },
        texts={
            question.code: tuple(answer.texts.get(question.code, "") for answer in answers)
            for question in form.questions
        },
        notes=head.notes,
    )


def split(table: ComparisonTable) -> tuple[Answer, ...]:
    """Return the answers a table was made of, column by column; values of computed rows too.

    `consolidate(table.form, split(table), head=head_of(table), keys=…)` gives the table again.
    """
    return tuple(_answer(table, place) for place in range(len(table.columns)))


def head_of(table: ComparisonTable) -> TableHead:
    """Return what stands above and below a table."""
    return TableHead(
        table.title, table.owner, table.period_edtf, table.number, table.made_on, table.notes
    )


def _columns(answers: Sequence[Answer], keys: Sequence[str]) -> tuple[Column, ...]:
    if len(keys) != len(answers):
        raise ValueError("one key for every answer")
    columns = tuple(Column(answer.city, key) for answer, key in zip(answers, keys, strict=True))
    seen: set[str] = set()
    for column in columns:
        if column.key in seen:
            raise ConsolidationError(column.city, "в таблице два ответа одного города.")
        seen.add(column.key)
    return columns


def _ensure_all_fit(form: IndicatorForm, answers: Iterable[Answer]) -> None:
    sections = {line.indicator.code: part for part in form.sections for line in part.lines}
    single = {code for code, section in sections.items() if not section.is_repeated}
    repeated = {section.code for section in form.sections if section.is_repeated}
    questions = {question.code for question in form.questions}
    for answer in answers:
        _ensure_known(answer.city, (cell.code for cell in answer.values), sections, "строки")
        _ensure_known(answer.city, answer.copies, repeated, "раздела, который повторяется,")
        _ensure_known(answer.city, answer.texts, questions, "вопроса")
        for cell in answer.values:
            if cell.copy < 0 or (cell.copy and cell.code in single):
                raise ConsolidationError(answer.city, f"строка «{cell.code}» не повторяется.")


def _ensure_known(
    city: str, codes: Iterable[str], known: Mapping[str, object] | set[str], word: str
) -> None:
    unknown = next((code for code in codes if code not in known), None)
    if unknown is not None:
        raise ConsolidationError(
            city, f"{word} «{unknown}» нет в форме. Проверьте, на какую версию формы дан ответ."
        )


def _all_values(form: IndicatorForm, answer: Answer) -> Mapping[Cell, CellValue]:
    """What was typed and what follows from it."""
    formulas = {line.indicator.code for line in form.lines if line.formula.strip()}
    if not formulas:
        return answer.values
    typed = {cell: value for cell, value in answer.values.items() if cell.code not in formulas}
    return {**typed, **computed(form, typed)}


def _rows(
    section: FormSection, answers: Sequence[Answer], values: Sequence[Mapping[Cell, CellValue]]
) -> Iterable[ComparisonRow]:
    widths = [_width(section, answer, given) for answer, given in zip(answers, values, strict=True)]
    for line in section.lines:
        yield ComparisonRow(line, section.code, tuple(_row_cells(line, values, widths)))


def _row_cells(
    line: FormLine, values: Sequence[Mapping[Cell, CellValue]], widths: Sequence[int]
) -> Iterable[tuple[CellValue | None, ...]]:
    code = line.indicator.code
    places = [Cell(code, copy) for copy in range(max(widths, default=0))]
    for given, width in zip(values, widths, strict=True):
        if width == 1:
            yield (given.get(places[0]),)
        else:
            yield tuple(map(given.get, places[:width]))


def _width(section: FormSection, answer: Answer, values: Mapping[Cell, CellValue]) -> int:
    """How many copies of a section an answer has: those with a name and those with a value."""
    if not section.is_repeated:
        return 1
    codes = {line.indicator.code for line in section.lines}
    filled = max((cell.copy for cell in values if cell.code in codes), default=-1)
    return max(len(answer.copies.get(section.code, ())), filled + 1)


def _answer(table: ComparisonTable, place: int) -> Answer:
    return Answer(
        city=table.columns[place].city,
        values={
            Cell(row.line.indicator.code, copy): value
            for row in table.rows
            for copy, value in enumerate(row.cells[place])
            if value is not None
        },
        copies={code: names[place] for code, names in table.copies.items() if names[place]},
        texts={code: texts[place] for code, texts in table.texts.items() if texts[place]},
    )
