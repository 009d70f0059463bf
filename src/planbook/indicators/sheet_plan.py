"""Where which cell of an answer stands in a workbook sent to a city, and how the file is marked.

Nothing here knows a file format: the writer lays the sheet out by this plan, the reader finds
rows and columns again by the codes that stand in a hidden row and a hidden column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from planbook.indicators.answers import Answer, Cell
from planbook.indicators.form_storage import form_digest
from planbook.indicators.forms import FormLine, FormSection, IndicatorForm

ANSWER_SHEET = "Ответ"
QUESTIONS_SHEET = "Вопросы"
HELP_SHEET = "Как заполнить"
MARK_SHEET = "Метка"
COLUMNS_MARK = "@columns"
QUESTIONS_MARK = "@questions"
QUESTIONS_SEEN = "@seen"
DIGEST_LENGTH = 12
# So many copies of a repeated section are laid out at least, and two more than have a name.
_LEAST_COPIES, _SPARE_COPIES = 3, 2
_MARK = re.compile(
    r"МГ1-(?P<exchange>\d{1,10})-(?P<round>\d{1,10})-(?P<form_version>\d{1,5})-"
    r"(?P<party>\d{1,10})-(?P<digest>[0-9a-f]{12})(?:-(?P<revision>\d{1,10}))?"
)
_ROW_CODE = re.compile(r"(?P<is_name>@)?(?P<code>[A-Za-z0-9_.]{1,120})(?:#(?P<copy>\d{1,4}))?")


class SheetColumn(StrEnum):
    """The columns of the answer sheet in their order; the value stands in the hidden row."""

    CODE = "@columns"
    NUMBER = "number"
    NAME = "name"
    UNIT = "unit"
    VALUE = "value"
    REASON = "reason"
    COMMENT = "comment"
    LAST = "last"
    SEEN = "seen"


COLUMN_HEADERS: dict[SheetColumn, str] = {
    SheetColumn.CODE: "Код",
    SheetColumn.NUMBER: "№",
    SheetColumn.NAME: "Показатель",
    SheetColumn.UNIT: "Единица",
    SheetColumn.VALUE: "Значение",
    SheetColumn.REASON: "Почему нет значения",
    SheetColumn.COMMENT: "Пояснение",
    SheetColumn.LAST: "В прошлый раз",
    SheetColumn.SEEN: "Было",
}
# Row 1 is hidden and holds the codes of the columns; rows 2 to 5 tell what the file is.
CODES_ROW, HEADER_ROW = 1, 6


@dataclass(frozen=True, slots=True)
class SheetStamp:
    """The mark of a file: what it was made for. `party` 0 stands for any city.

    Attributes:
        digest: the beginning of the checksum of the form.
        revision: how often the answer had been changed when the file was made.
    """

    exchange: int
    round: int
    form_version: int
    party: int
    digest: str
    revision: int = 0

    @property
    def text(self) -> str:
        """The mark as it is printed.

        >>> SheetStamp(1, 2, 3, 4, "45d77c06e0e0").text
        'МГ1-1-2-3-4-45d77c06e0e0-0'
        """
        parts = (self.exchange, self.round, self.form_version, self.party, self.digest)
        return "-".join(map(str, ("МГ1", *parts, self.revision)))


def stamp_of(text: str) -> SheetStamp | None:
    """Return the mark that stands in a text, None where there is none.

    >>> stamp_of("Метка файла: МГ1-1-2-3-4-45d77c06e0e0-7").party
    4
    """
    found = _MARK.search(text)
    if found is None:
        return None
    numbers = {name: int(found[name] or 0) for name in
               ("exchange", "round", "form_version", "party", "revision")}  # fmt: skip
    return SheetStamp(digest=found["digest"], **numbers)


def short_digest(form: IndicatorForm) -> str:
    """Return the part of the checksum of a form that stands in the mark."""
    return form_digest(form)[:DIGEST_LENGTH]


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What is written into a workbook for one city.

    Attributes:
        period: as printed, «II квартал 2026 года».
        answer: what is filled already.
        last: the answer of the round before, for comparison.
        owner: the association, as printed.
        deadline: as printed, «15 июля 2026 года».
        marks: what is kept of every cell in a hidden column and given back by the reader, so that
            a value changed elsewhere meanwhile is not overwritten.
    """

    form: IndicatorForm
    city: str
    period: str
    stamp: SheetStamp
    answer: Answer
    last: Answer | None = None
    owner: str = ""
    deadline: str = ""
    marks: Mapping[Cell, str] = field(default_factory=dict)


class RowKind(StrEnum):
    """What a row of the sheet is."""

    SECTION = "section"
    COPY = "copy"
    LINE = "line"


class RowKey(NamedTuple):
    """What the hidden code of a row names: a line or, with `is_name`, the name of a copy."""

    code: str
    copy: int = 0
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the answer sheet; rows count from 1 as people see them."""

    row: int
    kind: RowKind
    section: FormSection
    copy: int = 0
    line: FormLine | None = None
    number: str = ""

    @property
    def code(self) -> str:
        """What stands in the hidden column."""
        if self.line is not None:
            return row_code(self.line.indicator.code, self.copy, is_repeated=self.is_repeated)
        if self.kind is RowKind.COPY:
            return "@" + row_code(self.section.code, self.copy, is_repeated=True)
        return ""

    @property
    def is_repeated(self) -> bool:
        """Whether the row stands in a section that is filled several times."""
        return self.section.is_repeated

    @property
    def cell(self) -> Cell | None:
        """The cell of the answer that the row holds."""
        return Cell(self.line.indicator.code, self.copy) if self.line is not None else None


def row_code(code: str, copy: int, *, is_repeated: bool) -> str:
    """Return the hidden code of a row; copies count from 1 there.

    >>> row_code("tariff.water", 0, is_repeated=True), row_code("total", 0, is_repeated=False)
    ('tariff.water#1', 'total')
    """
    return f"{code}#{copy + 1}" if is_repeated else code


def row_key(text: str) -> RowKey | None:
    """Return what a hidden code names, None for anything else.

    >>> row_key("tariff.water#2"), row_key("@supply#1").is_name
    (RowKey(code='tariff.water', copy=1, is_name=False), True)
    """
    found = _ROW_CODE.fullmatch(text.strip())
    if found is None or found["copy"] == "0":
        return None
    return RowKey(found["code"], int(found["copy"] or 1) - 1, bool(found["is_name"]))


def copy_label(section: FormSection, copy: int) -> str:
    """Return what a copy is called before it has a name: «Поставщик 2»."""
    words = section.repeated_for
    return f"{words[:1].upper()}{words[1:]} {copy + 1}"


def copy_count(section: FormSection, answer: Answer) -> int:
    """Return how many copies of a section are laid out for an answer."""
    if not section.is_repeated:
        return 1
    codes = {line.indicator.code for line in section.lines}
    filled = max((cell.copy + 1 for cell in answer.values if cell.code in codes), default=0)
    named = max(len(answer.copies.get(section.code, ())), filled)
    most = max(section.max_copies, 1)
    return max(named, min(most, max(_LEAST_COPIES, named + _SPARE_COPIES)))


def planned_rows(form: IndicatorForm, answer: Answer) -> tuple[PlannedRow, ...]:
    """Return the rows of the answer sheet below its header, in their order.

    >>> from planbook.indicators import Indicator, Unit, UnitKind
    >>> line = FormLine(Indicator("a", "Вода", Unit(UnitKind.MONEY, "руб.")))
    >>> form = IndicatorForm("Тарифы", (FormSection("s", "Вода", (line,)),))
    >>> [(row.row, row.kind.value, row.code) for row in planned_rows(form, Answer("Вологда"))]
    [(7, 'section', ''), (8, 'line', 'a')]
    """
    return tuple(_rows(form, answer))


def _rows(form: IndicatorForm, answer: Answer) -> Iterator[PlannedRow]:
    row = HEADER_ROW + 1
    for place, section in enumerate(form.sections, start=1):
        yield PlannedRow(row, RowKind.SECTION, section)
        row += 1
        for copy in range(copy_count(section, answer)):
            if section.is_repeated:
                yield PlannedRow(row, RowKind.COPY, section, copy)
                row += 1
            for index, line in enumerate(section.lines, start=1):
                number = f"{place}.{index}"
                yield PlannedRow(row, RowKind.LINE, section, copy, line, number)
                row += 1


@dataclass(frozen=True, slots=True)
class PlannedCells:
    """The rows in which cells of the answer stand, for formulas between them."""

    rows: Mapping[Cell, int]
    sections: Mapping[str, FormSection] = field(default_factory=dict)

    def rows_of(self, code: str, *, seen_from: PlannedRow) -> tuple[int, ...]:
        """Return the rows of a code as a formula in another row sees it: one copy, or all."""
        home = self.sections[code]
        if not home.is_repeated:
            return (self.rows[Cell(code)],)
        if home.code == seen_from.section.code:
            return (self.rows[Cell(code, seen_from.copy)],)
        return tuple(row for cell, row in self.rows.items() if cell.code == code)


def planned_cells(form: IndicatorForm, rows: tuple[PlannedRow, ...]) -> PlannedCells:
    """Return where the cells of a form stand among its planned rows."""
    sections = {line.indicator.code: section for section in form.sections for line in section.lines}
    return PlannedCells({row.cell: row.row for row in rows if row.cell is not None}, sections)
