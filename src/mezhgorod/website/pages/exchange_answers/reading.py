"""What people type into cells, read: by the fields of a form or by what the script sends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mezhgorod.exchanges.actions.cell_writing import copy_count
from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.queries.answers import form_of_round
from mezhgorod.exchanges.rules.cell_marks import cell_mark
from mezhgorod.exchanges.rules.storing import columns_of
from mezhgorod.registry.rules import RuleViolation, count_in
from planbook.indicators import (
    Cell,
    CellError,
    CellValue,
    Indicator,
    IndicatorForm,
    MissingReason,
    cell_reading,
)

_MAX_ID = 100


@dataclass(frozen=True, slots=True)
class Typed:
    """The words of one cell as they were sent, with what the page had seen in it."""

    text: str = ""
    reason: str = ""
    comment: str = ""
    mark: str = ""


@dataclass(slots=True)
class Sent:
    """Cells that were sent: read ones, what was wrong with the others, remarks on readings."""

    cells: dict[Cell, CellValue | None] = field(default_factory=dict)
    seen: dict[Cell, str] = field(default_factory=dict)
    problems: dict[Cell, str] = field(default_factory=dict)
    remarks: dict[Cell, str] = field(default_factory=dict)
    typed: dict[Cell, Typed] = field(default_factory=dict)


def cell_id(cell: Cell) -> str:
    """Return how a page names a cell: «tariff.water.0»."""
    return f"{cell.code}.{cell.copy}"


def cell_of_id(text: str) -> Cell | None:
    """Return the cell a page names, None for a name no page has."""
    code, _, copy = text[:_MAX_ID].rpartition(".")
    number = count_in(copy)
    return None if not code or number is None else Cell(code, number)


def typed_cells(form: IndicatorForm, copies: Mapping[str, object]) -> Iterable[Cell]:
    """Return the cells that people fill, in the order of the page."""
    for section in form.sections:
        for copy in range(copy_count(section, copies)):
            for line in section.lines:
                if not line.formula:
                    yield Cell(line.indicator.code, copy)


def sent_by_form(response: Response, data: Mapping[str, str]) -> Sent:
    """Read the fields of a page; a cell nobody has touched is left alone."""
    marks = dict(pair.split("=", 1) for pair in data.get("marks", "").split() if "=" in pair)
    typed = {}
    for cell in typed_cells(form_of_round(response.round), response.copies):
        name = cell_id(cell)
        if f"v-{name}" in data:
            typed[cell] = Typed(
                data[f"v-{name}"],
                data.get(f"r-{name}", ""),
                data.get(f"c-{name}", ""),
                marks.get(name, ""),
            )
    return read_cells(response, typed, is_touched=False)


def read_cells(response: Response, typed: Mapping[Cell, Typed], *, is_touched: bool) -> Sent:
    """Read words into values; one that cannot be read keeps nobody from reading the rest.

    Args:
        is_touched: every cell is meant, also one that is as the page had seen it: a person who
            types a carried value again confirms it.
    """
    form, sent = form_of_round(response.round), Sent()
    indicators = {line.indicator.code: line.indicator for line in form.lines}
    for cell, words in typed.items():
        indicator = indicators.get(cell.code)
        try:
            if indicator is None:
                message = "Такой ячейки в форме нет. Обновите страницу."
                raise RuleViolation("exchange.unknown_cell", message)
            value, remark = _value(words, indicator)
            mark = cell_mark(value)
        except (CellError, RuleViolation) as wrong:
            sent.problems[cell] = wrong.message
            sent.typed[cell] = words
            continue
        if mark == words.mark and not is_touched:
            continue
        sent.cells[cell] = value
        sent.typed[cell] = words
        if words.mark:
            sent.seen[cell] = words.mark
        if remark:
            sent.remarks[cell] = remark
    return sent


def _value(words: Typed, indicator: Indicator) -> tuple[CellValue | None, str]:
    text, comment = words.text.strip(), words.comment.strip()
    if words.reason and words.reason not in set(MissingReason):
        raise CellError("Такой причины нет. Выберите причину из списка.")
    reason = MissingReason(words.reason) if words.reason else None
    if not text and reason is None:
        if comment:
            raise CellError(
                "Есть пояснение, но нет значения. Впишите значение или выберите, почему его нет."
            )
        return None, ""
    if not text:
        value = CellValue(missing=reason, comment=comment)
        columns_of(value)
        return value, ""
    reading = cell_reading(text, indicator)
    read = reading.value
    if reason is not None and read.missing is not reason:
        raise CellError(
            "Вписано значение и выбрана причина, почему его нет. Оставьте что-нибудь одно."
        )
    value = CellValue(read.number, read.text, read.parts, read.missing, comment)
    columns_of(value)
    return value, reading.remark
