"""Filling the answer of a city: cells, words, copies of sections, values of the last round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.exchanges.actions.answer_guards import (
    Step,
    begin_and_tell,
    ensure_editable,
    locked_response,
)
from mezhgorod.exchanges.actions.cell_writing import CellConflict, copy_count, write_cells
from mezhgorod.exchanges.models import Response, ResponseStep
from mezhgorod.exchanges.queries.answers import answer_with, last_answer, stored_cells
from mezhgorod.exchanges.queries.doubting import doubts_of
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.queries.steps import author_name
from mezhgorod.exchanges.rules import StepKind
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.indicators import Answer, Cell, CellValue, Doubt, FormSection, Question

_STEPS_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class CellBatch:
    """Cells that are saved together.

    Attributes:
        cells: the values to be stored; None empties a cell.
        seen: marks (`rules.cell_marks.cell_mark`) of what the page or file had shown in a cell. A
            cell that holds something else by now is not overwritten but told as a conflict. A cell
            that is not in it, or no mapping at all, is written whatever stands there.
        kind: by what the cells came.
        document: the file they came in.
    """

    cells: Mapping[Cell, CellValue | None]
    seen: Mapping[Cell, str] | None = None
    kind: StepKind = StepKind.TYPED
    document: SourceDocument | None = None


@dataclass(frozen=True, slots=True)
class SavedCells:
    """What became of a batch.

    Attributes:
        values: all typed cells of the answer as they are stored now.
        carried: cells taken from the last round that nobody has confirmed yet.
        doubts: doubts about the whole answer as it is now, without what is not filled yet.
    """

    written: tuple[Cell, ...] = ()
    conflicts: tuple[CellConflict, ...] = ()
    revision: int = 0
    filled_count: int = 0
    doubt_count: int = 0
    values: Mapping[Cell, CellValue] = field(default_factory=dict)
    carried: frozenset[Cell] = frozenset()
    doubts: tuple[Doubt, ...] = ()


@transaction.atomic
def save_cells(*, response: Response, batch: CellBatch, actor: Actor, now: datetime) -> SavedCells:
    """Store cells of an answer; what somebody else has changed meanwhile is told, not overwritten.

    A fixed number of statements for any number of cells. A cell equal to what is stored is not
    written again; nothing changed writes no step. A carried cell that is saved counts as confirmed.

    Raises:
        RuleViolation: no right, round closed, answer on its way, unknown or computed cells, values
            that cannot be kept, too many cells: nothing is written.
    """
    found = locked_response(response, actor=actor)
    ensure_editable(found)
    is_carried = batch.kind == StepKind.CARRIED
    written = write_cells(response=found, cells=batch.cells, seen=batch.seen, is_carried=is_carried)
    values = {cell: one.value for cell, one in written.stored.items()}
    told = _doubts(found, values)
    if written.changes:
        found.filled_count, found.doubt_count = len(values), len(told)
        step = Step(batch.kind, changes=written.changes, document=batch.document)
        begin_and_tell(found, step, actor, now)
    return SavedCells(
        written=tuple(written.cells),
        conflicts=tuple(_with_authors(found, written.conflicts)),
        revision=found.revision,
        filled_count=len(values),
        doubt_count=len(told),
        values=values,
        carried=frozenset(cell for cell, one in written.stored.items() if one.is_carried),
        doubts=told,
    )


def carry_last(*, response: Response, actor: Actor, now: datetime) -> SavedCells:
    """Put values of the last round into empty cells, marked as carried until they are confirmed.

    Copies of repeated sections are matched by name; where none is named yet they are named as the
    last time. Comments and reasons of absence that were only for then are not carried.

    Raises:
        RuleViolation: as `save_cells`; nothing to carry.
    """
    with transaction.atomic():
        found = locked_response(response, actor=actor)
        ensure_editable(found)
        last = last_answer(found)
        cells = _to_carry(found, last) if last else {}
        if not cells:
            message = "Брать нечего: в прошлом раунде нет значений для пустых ячеек этой формы."
            raise RuleViolation("exchange.nothing_to_carry", message)
        batch = CellBatch(cells, kind=StepKind.CARRIED)
        return save_cells(response=found, batch=batch, actor=actor, now=now)


@transaction.atomic
def confirm_carried(*, response: Response, actor: Actor, now: datetime) -> SavedCells:
    """Say that all values carried from the last round hold in this one.

    Raises:
        RuleViolation: as `save_cells`.
    """
    found = locked_response(response, actor=actor)
    carried = {cell: one.value for cell, one in stored_cells(found).items() if one.is_carried}
    return save_cells(response=found, batch=CellBatch(carried), actor=actor, now=now)


@transaction.atomic
def save_texts(
    *,
    response: Response,
    texts: Mapping[str, str],
    actor: Actor,
    now: datetime,
    seen: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Store answers to questions; return the codes somebody else has changed meanwhile.

    Args:
        seen: the words that the page had shown, by code.

    Raises:
        RuleViolation: as `save_cells`; a question the form does not ask, a text that is too long.
    """
    found = locked_response(response, actor=actor)
    ensure_editable(found)
    asked = {question.code: question for question in form_of(found.round.form).questions}
    changes, disputed = [], []
    for code, text in texts.items():
        words = _words(asked.get(code), text)
        before = str(found.texts.get(code, ""))
        if words == before:
            continue
        if seen is not None and code in seen and seen[code].strip() != before:
            disputed.append(code)
            continue
        found.texts = {**found.texts, code: words}
        changes.append({"question": code, "before": before, "after": words})
    if changes:
        begin_and_tell(found, Step(StepKind.TYPED, changes=changes), actor, now)
    return tuple(disputed)


def _doubts(found: Response, values: Mapping[Cell, CellValue]) -> tuple[Doubt, ...]:
    answer = answer_with(found, values)
    return doubts_of(found, answer, last=last_answer(found), is_final=False)


def _with_authors(found: Response, conflicts: Iterable[CellConflict]) -> Iterable[CellConflict]:
    """Tell who changed the cells of conflicts and when; one query, none without conflicts."""
    conflicts = list(conflicts)
    if not conflicts:
        return []
    authors: dict[tuple[str, int], ResponseStep] = {}
    for step in found.steps.select_related("by", "link").order_by("-id")[:_STEPS_LOOKED_AT]:
        for one in step.changes:
            authors.setdefault((one.get("code", ""), one.get("copy", 0)), step)
    told = []
    for conflict in conflicts:
        by = authors.get((conflict.cell.code, conflict.cell.copy))
        name = author_name(by) if by else ""
        told.append(replace(conflict, by=name, at=by.at if by else None))
    return told


def _to_carry(found: Response, last: Answer) -> dict[Cell, CellValue | None]:
    """Return the values for empty cells; names copies as the last time where none is named."""
    form, stored = form_of(found.round.form), stored_cells(found)
    cells: dict[Cell, CellValue | None] = {}
    for section in form.sections:
        before = last.copies.get(section.code, ())
        if section.is_repeated and before and not found.copies.get(section.code):
            found.copies = {**found.copies, section.code: list(before[: section.max_copies])}
            found.save(update_fields=["copies"])
        for code in (line.indicator.code for line in section.lines if not line.formula):
            for copy in range(copy_count(section, found.copies)):
                value = last.values.get(Cell(code, last_copy(found, last, section, copy)))
                if value is not None and value.is_value and Cell(code, copy) not in stored:
                    cells[Cell(code, copy)] = replace(value, comment="")
    return cells


def last_copy(found: Response, last: Answer, section: FormSection, copy: int) -> int:
    """Return which copy of the last answer a copy of a section continues, -1 for none."""
    names = found.copies.get(section.code, ())
    if not section.is_repeated or not names:
        return copy
    before = [name.casefold() for name in last.copies.get(section.code, ())]
    name = str(names[copy]).casefold() if copy < len(names) else ""
    return before.index(name) if name in before else -1


def _words(question: Question | None, text: str) -> str:
    if question is None:
        message = "Такого вопроса в форме нет. Обновите страницу."
        raise RuleViolation("exchange.unknown_question", message)
    words = text.replace("\r\n", "\n").strip()
    if "\0" in words or len(words) > question.max_length:
        message = (
            f"Ответ на вопрос «{question.text[:80]}»: {len(words)} знаков, помещается "
            f"{question.max_length}. Сократите или приложите файл."
        )
        raise RuleViolation("exchange.long_text", message, question.code)
    return words
