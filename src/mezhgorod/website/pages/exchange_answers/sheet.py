"""The form of an answer as it is shown: sections, copies, rows with what a person needs there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mezhgorod.exchanges.actions.answering import last_copy
from mezhgorod.exchanges.actions.cell_writing import CellConflict, copy_count
from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.queries.answers import (
    StoredCell,
    answer_with,
    comparable_answer,
    form_of_round,
    last_response,
    stored_cells,
)
from mezhgorod.exchanges.queries.doubting import doubts_of
from mezhgorod.exchanges.rules.cell_marks import cell_mark
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.website.pages.exchange_answers.reading import Sent, Typed, cell_id
from planbook.indicators import (
    REASON_WORDS,
    Answer,
    Cell,
    CellValue,
    Doubt,
    FormLine,
    FormSection,
    IndicatorForm,
    MissingReason,
    Question,
    cell_text,
    computed,
    typed_text,
)

# «Не предоставлено» is said of a city, not by it.
REASONS = tuple(
    (reason.value, words)
    for reason, words in REASON_WORDS.items()
    if reason is not MissingReason.NOT_PROVIDED
)


@dataclass(slots=True)
class ShownRow:
    """One row of one copy: what stands in its fields and beside them."""

    line: FormLine
    cell: Cell
    words: Typed
    printed: str = ""
    last: str = ""
    is_carried: bool = False
    problem: str = ""
    theirs: str = ""
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Return the name of the cell on the page."""
        return cell_id(self.cell)

    @property
    def is_wrong(self) -> bool:
        """Whether something beside the row asks for a person."""
        return bool(self.problem or self.theirs or self.doubts)


@dataclass(frozen=True, slots=True)
class ShownCopy:
    """One copy of a section with its name; an ordinary section has one without."""

    number: int
    name: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class ShownSection:
    section: FormSection
    copies: tuple[ShownCopy, ...]

    @property
    def may_add(self) -> bool:
        """Whether there is room for one more copy."""
        return self.section.is_repeated and len(self.copies) < self.section.max_copies


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    question: Question
    text: str
    stored: str
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a page shows of an answer.

    Attributes:
        doubts: all doubts about the answer as it is stored, those of cells stand in rows too.
    """

    form: IndicatorForm
    sections: tuple[ShownSection, ...]
    questions: tuple[ShownQuestion, ...]
    doubts: tuple[Doubt, ...]
    total: int
    filled: int
    carried: int
    last_period: str
    due: date
    days_left: int

    @property
    def rows(self) -> Iterable[ShownRow]:
        """All rows in the order of the page."""
        return (row for part in self.sections for copy in part.copies for row in copy.rows)

    @property
    def marks(self) -> str:
        """What the page has seen in every cell, for its one hidden field."""
        return " ".join(f"{row.id}={row.words.mark}" for row in self.rows if row.words.mark)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What was sent and is not stored: it stays in its fields."""

    sent: Sent = field(default_factory=Sent)
    conflicts: tuple[CellConflict, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    disputed_texts: tuple[str, ...] = ()


def sheet_of(response: Response, *, today: date, unsaved: Unsaved | None = None) -> Sheet:
    """Return an answer to be shown; the same few queries for any number of rows."""
    unsaved = unsaved or Unsaved()
    form, stored = form_of_round(response.round), stored_cells(response)
    values = {cell: one.value for cell, one in stored.items()}
    before = last_response(response)
    last = comparable_answer(before, form) if before else None
    told = doubts_of(response, answer_with(response, values), last=last, is_final=False)
    look = _Look(response, stored, computed(form, values), last, told, unsaved)
    due = response.due_on or response.round.due_on
    sections = tuple(
        ShownSection(
            part,
            tuple(look.copy(part, number) for number in range(copy_count(part, response.copies))),
        )
        for part in form.sections
    )
    return Sheet(
        form=form,
        sections=sections,
        questions=tuple(look.question(one) for one in form.questions),
        doubts=told,
        total=sum(1 for part in sections for copy in part.copies for row in copy.rows
                  if not row.line.formula),
        filled=len(values),
        carried=sum(one.is_carried for one in stored.values()),
        last_period=period_words(before.round.period_edtf) if before else "",
        due=due,
        days_left=(due - today).days,
    )  # fmt: skip


def words_of(stored: StoredCell | None, line: FormLine) -> Typed:
    """Return what stands in the fields of a stored cell."""
    value = stored.value if stored else None
    return value_words(value, line)


def value_words(value: CellValue | None, line: FormLine) -> Typed:
    """Return what stands in the fields of a cell with this value."""
    if value is None:
        return Typed(mark=cell_mark(None))
    if value.missing is not None:
        return Typed("", value.missing.value, value.comment, cell_mark(value))
    return Typed(typed_text(value, line.indicator), "", value.comment, cell_mark(value))


def told_value(value: CellValue | None, line: FormLine) -> str:
    """Return a value in words, with its comment."""
    if value is None:
        return "пусто"
    words = cell_text(value, line.indicator)
    return f"{words} ({value.comment})" if value.comment else words


class _Look:
    """Puts together what is shown of one row after another."""

    def __init__(
        self,
        response: Response,
        stored: Mapping[Cell, StoredCell],
        results: Mapping[Cell, CellValue],
        last: Answer | None,
        told: Iterable[Doubt],
        unsaved: Unsaved,
    ) -> None:
        self.response, self.stored, self.results = response, stored, results
        self.last, self.unsaved = last, unsaved
        self.theirs = {one.cell: one for one in unsaved.conflicts}
        self.doubts: dict[Cell, list[Doubt]] = {}
        for doubt in told:
            if doubt.cell is not None:
                self.doubts.setdefault(doubt.cell, []).append(doubt)
        self.last_results = computed(form_of_round(response.round), last.values) if last else {}

    def copy(self, section: FormSection, number: int) -> ShownCopy:
        names = self.response.copies.get(section.code, ())
        before = last_copy(self.response, self.last, section, number) if self.last else -1
        rows = tuple(self.row(line, number, before) for line in section.lines)
        return ShownCopy(number, str(names[number]) if number < len(names) else "", rows)

    def row(self, line: FormLine, copy: int, before: int) -> ShownRow:
        cell = Cell(line.indicator.code, copy)
        stored = self.stored.get(cell)
        row = ShownRow(line, cell, words_of(stored, line), doubts=self.doubts.get(cell, []))
        row.last = self.last_words(line, before)
        if line.formula:
            result = self.results.get(cell)
            row.printed = cell_text(result, line.indicator) if result else ""
            return row
        row.printed = cell_text(stored.value, line.indicator) if stored else ""
        row.is_carried = stored is not None and stored.is_carried
        self.keep_typed(row)
        return row

    def keep_typed(self, row: ShownRow) -> None:
        """Leave what was sent and not stored in the fields of its row."""
        sent, cell = self.unsaved.sent, row.cell
        conflict = self.theirs.get(cell)
        if cell in sent.problems or conflict is not None:
            typed, mark = sent.typed.get(cell, row.words), row.words.mark
            row.words = Typed(typed.text, typed.reason, typed.comment, mark)
            row.problem = sent.problems.get(cell, "")
        if conflict is not None:
            row.theirs = told_value(conflict.theirs, row.line)

    def last_words(self, line: FormLine, before: int) -> str:
        if self.last is None or before < 0:
            return ""
        place = Cell(line.indicator.code, before)
        value = self.last_results.get(place) if line.formula else self.last.values.get(place)
        return cell_text(value, line.indicator) if value else ""

    def question(self, question: Question) -> ShownQuestion:
        stored = str(self.response.texts.get(question.code, ""))
        text = self.unsaved.texts.get(question.code, stored)
        is_disputed = question.code in self.unsaved.disputed_texts
        return ShownQuestion(question, text, stored, is_disputed)
