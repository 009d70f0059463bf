"""Doubts about an answer: what a person should look at before it is submitted.

An error blocks the answer; a warning wants a comment beside the value; the rest is only told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from planbook.findings import Severity
from planbook.indicators.answers import Answer, Cell
from planbook.indicators.consolidation import split
from planbook.indicators.form_rules import rules_of
from planbook.indicators.forms import FormLine, FormSection, IndicatorForm
from planbook.indicators.formulas import computed, failed_checks
from planbook.indicators.statistics import median_of
from planbook.indicators.tables import ComparisonRow, ComparisonTable
from planbook.indicators.value_doubts import Expected, value_doubt
from planbook.indicators.values import CellValue
from planbook.indicators.wording import cell_text, number_text


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt about an answer.

    Attributes:
        cell: where it is shown; None for a question, whose code is `question`.
        code: stable ASCII code, for example ``doubt.slip``.
        message: what is doubtful and what to do, in Russian.
        related: other cells that it looks at.
        is_explained: a comment stands beside the value already.
    """

    cell: Cell | None
    code: str
    severity: Severity
    message: str
    question: str = ""
    related: tuple[Cell, ...] = ()
    is_explained: bool = False

    @property
    def is_blocking(self) -> bool:
        """Whether the answer cannot be submitted: an error, or a warning without a comment."""
        is_unexplained = self.severity is Severity.WARNING and not self.is_explained
        return self.severity is Severity.ERROR or is_unexplained


def doubts(
    form: IndicatorForm,
    answer: Answer,
    *,
    last: Answer | None = None,
    medians: Mapping[str, Decimal] | None = None,
    is_final: bool = True,
) -> tuple[Doubt, ...]:
    """Return all doubts about an answer in the order of the form, then those of checks.

    Args:
        last: the answer of the same city in the last round, only with rows whose indicator has
            the same version now. Copies of repeated sections are found by their names.
        medians: medians of the other cities of the round by code (`round_medians`).
        is_final: also tell what is not filled yet; False while somebody is typing.

    Raises:
        FormulaError: a formula or a check of the form cannot be used.

    >>> from planbook.indicators import FormLine, Indicator, Unit, UnitKind
    >>> line = FormLine(Indicator("water", "Вода", Unit(UnitKind.MONEY, "руб.")))
    >>> form = IndicatorForm("Тарифы", (FormSection("a", "Вода", (line,)),))
    >>> [(doubt.code, doubt.is_blocking) for doubt in doubts(form, Answer("Вологда"))]
    [('doubt.required', True)]
    """
    return tuple(_Examiner(form, answer, last, medians or {}).doubts(is_final=is_final))


def round_medians(
    form: IndicatorForm, answers: Iterable[Answer], *, min_count: int = 3
) -> dict[str, Decimal]:
    """Return the medians of numeric rows by code, of those with enough values to be told.

    All copies of a repeated section count. Leave the city that is looked at out of the answers.
    """
    numbers: dict[str, list[Decimal]] = {
        line.indicator.code: [] for line in form.lines if line.indicator.is_numeric
    }
    for answer in answers:
        for cell, value in answer.values.items():
            if value.number is not None and cell.code in numbers:
                numbers[cell.code].append(value.number)
    medians = {code: median_of(given) for code, given in numbers.items() if len(given) >= min_count}
    return {code: median for code, median in medians.items() if median is not None}


def table_doubts(
    table: ComparisonTable, previous: ComparisonTable | None = None
) -> dict[str, tuple[Doubt, ...]]:
    """Return doubts about the values of a whole round by key of the column, of those that have any.

    Every city is compared with the median of all the others, so that its own slip hides nothing.
    What is not filled is not told: the wall of the round does that.

    Raises:
        FormulaError: a formula or a check of the form cannot be used.
    """
    others = [_others(row) for row in table.rows if row.line.indicator.is_numeric]
    last = _last_answers(table, previous)
    found = {}
    for place, (column, answer) in enumerate(zip(table.columns, split(table), strict=True)):
        medians = {
            code: median for code, by_place in others if (median := by_place[place]) is not None
        }
        told = doubts(
            table.form, answer, last=last.get(column.key), medians=medians, is_final=False
        )
        if told:
            found[column.key] = told
    return found


class _Examiner:
    """Looks at one answer; what follows from formulas is looked at beside what was typed."""

    def __init__(
        self,
        form: IndicatorForm,
        answer: Answer,
        last: Answer | None,
        medians: Mapping[str, Decimal],
    ) -> None:
        self.form = form
        self.answer = answer
        self.last = last
        self.medians = medians
        self.needs = {
            row.line.indicator.code: tuple(row.formula.codes) for row in rules_of(form).rows
        }
        typed = {
            cell: value for cell, value in answer.values.items() if cell.code not in self.needs
        }
        self.values = {**typed, **computed(form, typed)} if self.needs else typed

    def doubts(self, *, is_final: bool) -> Iterator[Doubt]:
        for section in self.form.sections:
            width = self.width(section)
            if is_final:
                yield from self.of_copies(section, width)
            for line in section.lines:
                for copy in range(width):
                    yield from self.of_cell(section, line, copy, is_final=is_final)
        yield from self.of_questions(is_final=is_final)
        yield from self.of_checks()

    def width(self, section: FormSection) -> int:
        if not section.is_repeated:
            return 1
        codes = {line.indicator.code for line in section.lines}
        filled = max((cell.copy for cell in self.answer.values if cell.code in codes), default=-1)
        return max(len(self.answer.copies.get(section.code, ())), filled + 1)

    def of_copies(self, section: FormSection, width: int) -> Iterator[Doubt]:
        """Copies that are missing, too many or without a name."""
        if not section.is_repeated or not section.lines:
            return
        cell = Cell(section.lines[0].indicator.code)
        heading, what = section.heading, section.repeated_for
        if width == 0 and any(_is_asked(line) for line in section.lines):
            message = (
                f"Раздел «{heading}» не заполнен. Добавьте хотя бы одну запись ({what}); если "
                "данных нет, выберите в её строках причину."
            )
            yield Doubt(cell, "doubt.required", Severity.ERROR, message)
        if width > section.max_copies:
            message = f"В разделе «{heading}» записей {width}, а бывает не больше "
            message += f"{section.max_copies}. Уберите лишние."
            yield Doubt(cell, "doubt.copies", Severity.ERROR, message)
        names = self.answer.copies.get(section.code, ())
        for copy in range(width):
            if copy >= len(names) or not names[copy].strip():
                message = f"Раздел «{heading}», запись {copy + 1}: впишите название ({what})."
                yield Doubt(cell._replace(copy=copy), "doubt.unnamed", Severity.ERROR, message)

    def of_cell(
        self, section: FormSection, line: FormLine, copy: int, *, is_final: bool
    ) -> Iterator[Doubt]:
        cell = Cell(line.indicator.code, copy)
        value = self.values.get(cell)
        if value is None:
            if is_final and _is_asked(line):
                message = (
                    f"«{line.indicator.name}»: впишите значение или выберите, почему его нет. "
                    "Ноль — тоже значение."
                )
                yield Doubt(cell, "doubt.required", Severity.ERROR, message)
            return
        last = self.last_value(section, cell)
        if value.number is not None:
            expected = Expected(last, self.medians.get(cell.code))
            found = value_doubt(value.number, line.indicator, expected)
            if found is not None:
                yield self.doubt(cell, found.code, found.severity, found.message)
        elif value.missing is not None and last is not None and last.is_value and _is_asked(line):
            message = (
                f"В прошлый раз было: {cell_text(last, line.indicator, with_unit=True)}, теперь "
                f"{value.told}."
            )
            yield self.doubt(cell, "doubt.lost", Severity.INFO, message)

    def of_questions(self, *, is_final: bool) -> Iterator[Doubt]:
        for question in self.form.questions:
            text = self.answer.texts.get(question.code, "")
            if len(text) > question.max_length:
                limit = number_text(Decimal(question.max_length), 0)
                message = f"Ответ на вопрос «{_clip(question.text)}» длиннее {limit} знаков. "
                message += "Сократите его или приложите файл."
                yield Doubt(None, "doubt.long", Severity.ERROR, message, question.code)
            elif is_final and question.is_required and not text.strip():
                message = f"Ответьте на вопрос «{_clip(question.text)}»."
                yield Doubt(None, "doubt.question", Severity.ERROR, message, question.code)

    def of_checks(self) -> Iterator[Doubt]:
        if not self.form.checks:
            return
        for failed in failed_checks(self.form, self.values):
            first, *rest = failed.cells
            doubt = self.doubt(first, "doubt.check", failed.check.severity, failed.message)
            related = tuple(dict.fromkeys((*doubt.related, *rest)))
            is_explained = doubt.is_explained or self.are_explained(rest)
            yield replace(doubt, related=related, is_explained=is_explained)

    def doubt(self, cell: Cell, code: str, severity: Severity, message: str) -> Doubt:
        """A doubt about a cell; a computed one is explained where its operands are."""
        related = tuple(
            Cell(needed, copy)
            for needed in self.needs.get(cell.code, ())
            for copy in ({cell.copy, 0} if cell.copy else {0})
            if Cell(needed, copy) in self.values
        )
        looked_at = related if related else (cell,)
        is_explained = self.are_explained(looked_at)
        return Doubt(cell, code, severity, message, related=related, is_explained=is_explained)

    def are_explained(self, cells: Iterable[Cell]) -> bool:
        return any(self.values[cell].comment.strip() for cell in cells if cell in self.values)

    def last_value(self, section: FormSection, cell: Cell) -> CellValue | None:
        """The value of the last round in the copy of the same name."""
        if self.last is None:
            return None
        if not section.is_repeated:
            return self.last.values.get(cell)
        names = self.answer.copies.get(section.code, ())
        before = self.last.copies.get(section.code, ())
        name = names[cell.copy] if cell.copy < len(names) else ""
        if not name and not before:
            return self.last.values.get(cell)
        if name not in before:
            return None
        return self.last.values.get(cell._replace(copy=before.index(name)))


def _is_asked(line: FormLine) -> bool:
    return line.is_required and not line.formula.strip()


def _others(row: ComparisonRow) -> tuple[str, list[Decimal | None]]:
    """For every column the median of all values of the other columns."""
    own = [
        [cell.number for cell in cells if cell is not None and cell.number is not None]
        for cells in row.cells
    ]
    ordered = sorted(number for numbers in own for number in numbers)
    return row.line.indicator.code, [_median_without(ordered, numbers) for numbers in own]


def _median_without(ordered: list[Decimal], own: Iterable[Decimal]) -> Decimal | None:
    rest = ordered.copy()
    for number in own:
        del rest[bisect_left(rest, number)]
    if not rest:
        return None
    middle = len(rest) // 2
    return rest[middle] if len(rest) % 2 else (rest[middle - 1] + rest[middle]) / 2


def _last_answers(table: ComparisonTable, previous: ComparisonTable | None) -> dict[str, Answer]:
    """Answers of the last round by key of the column, without rows that mean something else now."""
    if previous is None:
        return {}
    versions = {line.indicator.code: line.indicator.version for line in table.form.lines}
    same = {
        line.indicator.code
        for line in previous.form.lines
        if versions.get(line.indicator.code) == line.indicator.version
    }
    return {
        column.key: replace(
            answer,
            values={cell: value for cell, value in answer.values.items() if cell.code in same},
        )
        for column, answer in zip(previous.columns, split(previous), strict=True)
    }


def _clip(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
