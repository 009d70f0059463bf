"""Cells of an answer written in a fixed number of statements, whatever their number.

No rights and no states are looked at here: actions do that before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mezhgorod.exchanges.models import Observation, Response
from mezhgorod.exchanges.queries.answers import StoredCell, stored_cells
from mezhgorod.exchanges.queries.forms import form_of, indicator_ids
from mezhgorod.exchanges.rules.cell_marks import cell_mark
from mezhgorod.exchanges.rules.storing import columns_of
from mezhgorod.registry.rules import RuleViolation
from planbook.indicators import Cell, CellValue, FormSection, IndicatorForm, cell_to_data

MAX_CELLS = 10_000
_UPDATED = ("mantissa", "scale", "text", "missing", "comment", "is_carried")


@dataclass(frozen=True, slots=True)
class CellConflict:
    """A cell that somebody else has changed meanwhile: both values, nothing was overwritten."""

    cell: Cell
    mine: CellValue | None
    theirs: CellValue | None
    by: str = ""
    at: datetime | None = None


@dataclass(slots=True)
class Written:
    """What was written: changes in the form of a step, what is stored now, what was not."""

    changes: list[dict[str, Any]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    conflicts: list[CellConflict] = field(default_factory=list)
    stored: dict[Cell, StoredCell] = field(default_factory=dict)


def write_cells(
    *,
    response: Response,
    cells: Mapping[Cell, CellValue | None],
    seen: Mapping[Cell, str] | None = None,
    is_carried: bool = False,
) -> Written:
    """Write cells of a locked answer; see `answering.CellBatch` for `seen`.

    Raises:
        RuleViolation: a cell the form does not ask or computes, a value that cannot be kept, too
            many cells: nothing is written.
    """
    form = form_of(response.round.form)
    ensure_cells(form, response, cells)
    written = Written(stored=stored_cells(response))
    for cell, value in cells.items():
        _decide(written, cell, value, seen or {}, is_carried)
    _store(response, written, is_carried)
    return written


def ensure_cells(
    form: IndicatorForm, response: Response, cells: Mapping[Cell, CellValue | None]
) -> None:
    """Refuse cells that nobody may fill.

    Raises:
        RuleViolation: unknown, computed, or too many.
    """
    if len(cells) > MAX_CELLS:
        message = f"За один раз сохраняется не больше {MAX_CELLS} ячеек, а пришло {len(cells)}."
        raise RuleViolation("exchange.too_many_cells", message)
    places = {
        line.indicator.code: (section, line) for section in form.sections for line in section.lines
    }
    for cell in cells:
        section, line = places.get(cell.code, (None, None))
        if section is None or line is None:
            message = f"В форме нет показателя с кодом «{cell.code[:60]}». Обновите страницу."
            raise RuleViolation("exchange.unknown_cell", message)
        if line.formula:
            message = f"«{line.indicator.name}» программа считает сама, вписывать его не нужно."
            raise RuleViolation("exchange.computed_cell", message)
        if not 0 <= cell.copy < copy_count(section, response.copies):
            message = (
                f"В разделе «{section.heading}» нет места № {cell.copy + 1}: сначала добавьте его."
            )
            raise RuleViolation("exchange.unknown_cell", message)


def copy_count(section: FormSection, copies: Mapping[str, Any]) -> int:
    """Return how often a section is filled: once, or as often as copies are named."""
    return max(len(copies.get(section.code, ())), 1) if section.is_repeated else 1


def change_of(cell: Cell, before: CellValue | None, after: CellValue | None) -> dict[str, Any]:
    """Return a change of a cell in the form that steps keep."""
    return {
        "code": cell.code,
        "copy": cell.copy,
        "before": None if before is None else cell_to_data(before),
        "after": None if after is None else cell_to_data(after),
    }


def _decide(
    written: Written,
    cell: Cell,
    value: CellValue | None,
    seen: Mapping[Cell, str],
    is_carried: bool,
) -> None:
    stored = written.stored.get(cell)
    theirs = stored.value if stored else None
    is_same = cell_mark(value) == cell_mark(theirs)
    if is_same and (stored is None or stored.is_carried == is_carried):
        return
    if not is_same and cell in seen and seen[cell] != cell_mark(theirs):
        written.conflicts.append(CellConflict(cell, value, theirs))
        return
    written.changes.append(change_of(cell, theirs, value))
    written.cells.append(cell)
    if value is None:
        del written.stored[cell]
    else:
        version = stored.version if stored else 1
        written.stored[cell] = StoredCell(value, version, is_carried)


def _store(response: Response, written: Written, is_carried: bool) -> None:
    if not written.cells:
        return
    ids = indicator_ids(response.round.form)
    rows, emptied = [], []
    for cell in written.cells:
        indicator = ids.get(cell.code)
        if indicator is None:
            message = f"Показатель «{cell.code}» не заведён. Сообщите дирекции."
            raise RuleViolation("exchange.no_indicator", message)
        stored = written.stored.get(cell)
        if stored is None:
            emptied.append((indicator, cell.copy))
            continue
        kept = columns_of(stored.value)
        rows.append(
            Observation(
                response=response, indicator_id=indicator, copy=cell.copy, mantissa=kept.mantissa,
                scale=kept.scale, text=kept.text, missing=kept.missing, comment=kept.comment,
                is_carried=is_carried,
            )
        )  # fmt: skip
    _delete(response, emptied)
    Observation.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=("response", "indicator", "copy"),
        update_fields=_UPDATED,
    )


def _delete(response: Response, places: list[tuple[int, int]]) -> None:
    """Delete observations by indicator and copy; two statements for any number of them."""
    if not places:
        return
    wanted = set(places)
    found = Observation.objects.filter(
        response=response, indicator__in={indicator for indicator, _ in wanted}
    ).values_list("pk", "indicator_id", "copy")
    gone = [pk for pk, indicator, copy in found if (indicator, copy) in wanted]
    Observation.objects.filter(pk__in=gone).delete()
