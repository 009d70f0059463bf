"""Copies of repeated sections of an answer: suppliers, zones and the like, named and taken away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mezhgorod.exchanges.actions.answer_guards import (
    Step,
    begin_and_tell,
    ensure_editable,
    locked_response,
)
from mezhgorod.exchanges.actions.cell_writing import write_cells
from mezhgorod.exchanges.models import Response
from mezhgorod.exchanges.queries.answers import form_of_round, stored_cells
from mezhgorod.exchanges.rules import StepKind
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.indicators import Cell, CellValue, FormSection

MAX_COPY_NAME = 200


@transaction.atomic
def save_copies(
    *, response: Response, section: str, names: Sequence[str], actor: Actor, now: datetime
) -> Response:
    """Name the copies of a repeated section in their order; more names add copies.

    Raises:
        RuleViolation: as `save_cells`; not a repeated section, too many, two alike, or fewer names
            than there are copies (`remove_copy` takes one away).
    """
    found = locked_response(response, actor=actor)
    ensure_editable(found)
    place = _repeated(found, section)
    before = [str(name) for name in found.copies.get(section, ())]
    after = _copy_names(place, names)
    if len(after) < len(before):
        message = "Имён меньше, чем мест в разделе. Чтобы убрать лишнее, нажмите «Убрать» у него."
        raise RuleViolation("exchange.fewer_copies", message)
    if after != before:
        found.copies = {**found.copies, section: after}
        change = {"section": section, "before": before, "after": after}
        begin_and_tell(found, Step(StepKind.TYPED, changes=[change]), actor, now)
    return found


@transaction.atomic
def remove_copy(
    *, response: Response, section: str, copy: int, actor: Actor, now: datetime
) -> Response:
    """Take one copy of a repeated section away with its cells; those after it move up.

    Raises:
        RuleViolation: as `save_cells`; there is no such copy.
    """
    found = locked_response(response, actor=actor)
    ensure_editable(found)
    place = _repeated(found, section)
    before = [str(name) for name in found.copies.get(section, ())]
    if not 0 <= copy < len(before):
        raise RuleViolation(
            "exchange.no_copy", "Такого места в разделе уже нет. Обновите страницу."
        )
    typed = [line.indicator.code for line in place.lines if not line.formula]
    stored = stored_cells(found)
    moved: dict[Cell, CellValue | None] = {}
    for code in typed:
        for number in range(copy, len(before)):
            following = stored.get(Cell(code, number + 1))
            moved[Cell(code, number)] = following.value if following else None
    written = write_cells(response=found, cells=moved)
    after = before[:copy] + before[copy + 1 :]
    found.copies = {**found.copies, section: after}
    found.filled_count = len(written.stored)
    change = {"section": section, "before": before, "after": after}
    begin_and_tell(found, Step(StepKind.TYPED, changes=[change, *written.changes]), actor, now)
    return found


def _repeated(found: Response, code: str) -> FormSection:
    for section in form_of_round(found.round).sections:
        if section.code == code and section.is_repeated:
            return section
    message = "В этой форме нет такого повторяемого раздела. Обновите страницу."
    raise RuleViolation("exchange.unknown_section", message)


def _copy_names(section: FormSection, names: Sequence[str]) -> list[str]:
    cleaned = [" ".join(name.split()) for name in names]
    if len(cleaned) > section.max_copies:
        message = f"В разделе «{section.heading}» мест не больше {section.max_copies}."
        raise RuleViolation("exchange.too_many_copies", message)
    for name in cleaned:
        if not name:
            message = f"Назовите {section.repeated_for}: без названия значения не различить."
            raise RuleViolation("exchange.copy_unnamed", message, "name")
        if len(name) > MAX_COPY_NAME or "\0" in name:
            message = f"Название не длиннее {MAX_COPY_NAME} знаков: сократите «{name[:40]}…»."
            raise RuleViolation("exchange.copy_name", message, "name")
    seen = [name.casefold() for name in cleaned]
    twice = next((name for name in cleaned if seen.count(name.casefold()) > 1), "")
    if twice:
        message = f"«{twice}» названо дважды. Дайте разные названия."
        raise RuleViolation("exchange.copy_twice", message, "name")
    return cleaned
