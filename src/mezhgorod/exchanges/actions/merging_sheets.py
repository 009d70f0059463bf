"""What a filled workbook changes in an answer: only what a person has changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.exchanges.actions.answer_copies import save_copies
from mezhgorod.exchanges.actions.answering import CellBatch, save_cells, save_texts
from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.queries.answers import stored_cells
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.rules import StepKind
from mezhgorod.exchanges.rules.cell_marks import cell_mark
from mezhgorod.exchanges.rules.sheet_marks import sheet_mark
from mezhgorod.registry.rules import Actor
from planbook.findings import Finding, Severity
from planbook.indicators import Cell, CellValue, FormSection, IndicatorForm, cell_text
from planbook.indicators.sheet_plan import copy_label
from planbook.readers.answer_sheet import SheetReading

_LONGEST = 80


@dataclass(slots=True)
class Merged:
    """What became of a workbook: how many cells and words were written, what was not."""

    count: int = 0
    findings: list[Finding] = field(default_factory=list)


def merge_sheet(
    *,
    response: Response,
    reading: SheetReading,
    document: SourceDocument,
    actor: Actor,
    now: datetime,
) -> Merged:
    """Write what a person has changed in a workbook; call it inside a transaction.

    A cell that is empty in the file is left as it is on the site. A cell that somebody has changed
    on the site since the file was made is told and left as it is.

    Raises:
        RuleViolation: as `save_cells` and `save_copies`.
    """
    merged = Merged()
    places = _settle_copies(response, reading, actor, now)
    response.refresh_from_db(fields=["copies"])
    _merge_cells(merged, response, reading, (places, document, actor, now))
    texts = {
        code: text for code, text in reading.texts.items() if text != reading.seen_texts.get(code)
    }
    if texts:
        disputed = save_texts(
            response=response, texts=texts, seen=reading.seen_texts or None, actor=actor, now=now
        )
        merged.count += len(texts) - len(disputed)
        questions = {one.code: one.text for one in form_of(response.round.form).questions}
        for code in disputed:
            message = (
                f"Ответ на вопрос «{_clipped(questions.get(code, code))}» изменён на сайте после "
                "того, как скачан этот файл; из файла он не взят."
            )
            merged.findings.append(Finding("sheet.conflict", message, Severity.ERROR))
    return merged


def _merge_cells(
    merged: Merged,
    response: Response,
    reading: SheetReading,
    told: tuple[Mapping[tuple[str, int], int], SourceDocument, Actor, datetime],
) -> None:
    places, document, actor, now = told
    form = form_of(response.round.form)
    sections = {line.indicator.code: part for part in form.sections for line in part.lines}
    computed = {line.indicator.code for line in form.lines if line.formula}
    stored = {cell: one.value for cell, one in stored_cells(response).items()}
    changed: dict[Cell, CellValue | None] = {}
    for cell, value in reading.values.items():
        section = sections[cell.code]
        copy = places.get((section.code, cell.copy)) if section.is_repeated else 0
        if cell.code in computed or copy is None:
            continue
        target = Cell(cell.code, copy)
        here, seen, mine = sheet_mark(stored.get(target)), reading.seen.get(cell), sheet_mark(value)
        if mine == here or (seen and mine == seen):
            continue
        if seen is not None and (seen or sheet_mark(None)) != here:
            place = reading.places.get(cell, "")
            merged.findings.append(_conflict(form, place, cell, stored.get(target)))
            continue
        changed[target] = value
    if changed:
        batch = CellBatch(
            changed,
            seen={cell: cell_mark(stored.get(cell)) for cell in changed},
            kind=StepKind.FILE,
            document=document,
        )
        saved = save_cells(response=response, batch=batch, actor=actor, now=now)
        merged.count += len(saved.written)
        merged.findings.extend(
            _conflict(form, "", conflict.cell, conflict.theirs) for conflict in saved.conflicts
        )


def _conflict(form: IndicatorForm, place: str, cell: Cell, theirs: CellValue | None) -> Finding:
    line = form.line(cell.code)
    name = line.indicator.name if line is not None else cell.code
    shown = cell_text(theirs, line.indicator) if theirs is not None and line is not None else ""
    now = f"на сайте теперь «{_clipped(shown)}»" if shown else "на сайте ячейка теперь пуста"
    message = (
        f"{place or f'«{name}»'}: после того, как скачан этот файл, значение изменили; {now}. Из "
        "файла оно не взято. Если верно значение из файла, впишите его на странице ответа."
    )
    return Finding("sheet.conflict", message, Severity.ERROR, evidence=place)


def _settle_copies(
    response: Response, reading: SheetReading, actor: Actor, now: datetime
) -> dict[tuple[str, int], int]:
    """Name suppliers and zones as the file does; return where each of its copies stands here.

    They are found by name, for somebody may have added or removed others meanwhile.
    """
    places: dict[tuple[str, int], int] = {}
    for section in form_of(response.round.form).sections:
        if not section.is_repeated or section.code not in reading.copies:
            continue
        before = [str(name) for name in response.copies.get(section.code, ())]
        names = list(before)
        for copy, name in enumerate(reading.copies[section.code]):
            if not _is_empty(reading, section, copy, name):
                seen = reading.seen_copies.get((section.code, copy), "")
                places[section.code, copy] = _placed(names, name, seen)
        if names != before:
            save_copies(response=response, section=section.code, names=names, actor=actor, now=now)
    return places


def _is_empty(reading: SheetReading, section: FormSection, copy: int, name: str) -> bool:
    codes = {line.indicator.code for line in section.lines if not line.formula}
    is_filled = any(cell.copy == copy and cell.code in codes for cell in reading.values)
    return name == copy_label(section, copy) and not is_filled


def _placed(names: list[str], name: str, seen: str) -> int:
    """Return where a copy stands among the names; a new one is added, a renamed one changed."""
    known = [one.casefold() for one in names]
    if name.casefold() in known:
        return known.index(name.casefold())
    if seen and seen.casefold() in known:
        place = known.index(seen.casefold())
        names[place] = name
        return place
    names.append(name)
    return len(names) - 1


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
