"""A row as the editor shows it: a field per column, and what was read of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mezhgorod.planning.queries.radar_hints import RowHints
from mezhgorod.website.board.evidence import header_of_role
from mezhgorod.website.row_editor.cells import (
    MAX_CELL,
    NUMBER_ROLE,
    blank_cells,
    cells_for,
    field_names,
)
from mezhgorod.website.row_editor.understanding import UnderstoodRow, understood_row
from mezhgorod.website.wording import bind_spaces
from planbook.plans import CellDraft, EventDraft, PlanDraft

# About as many letters as stand in a line of the narrowest column of a wide screen.
_LINE = 26
_LONGEST_FIELD = 8


@dataclass(frozen=True, slots=True)
class EditedCell:
    """A field of the editor; `lines` is how high it opens, `error` why its words were refused."""

    name: str
    html_id: str
    role: str
    header: str
    text: str
    lines: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class RowEditor:
    """Everything `website/row_editor/row.html` shows.

    Attributes:
        prefix: the row in the names of the fields.
        form_id: the form on the page that the fields belong to.
        section: place of the heading, empty for none; goes along when the row is read while typed.
        label: what the row is called for screen readers.
        cells: the fields.
        understood: what was read; None while the words are refused.
        save_url: where the row is saved while it is typed, empty where it is not.
        version: which stored row the fields show; saving refuses another one.
        headings: place and words of the headings the row may be put under, empty for no choice.
        hints: what the row meets in plans, None where the page does not ask.
    """

    prefix: str
    form_id: str
    section: str
    label: str
    cells: tuple[EditedCell, ...]
    understood: UnderstoodRow | None
    save_url: str = ""
    version: str = ""
    headings: tuple[tuple[str, str], ...] = ()
    error: str = ""
    hints: RowHints | None = None
    max_length: int = MAX_CELL


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row is edited: names of its fields, its form, its heading, what people call it.

    With `has_headings` the person chooses the heading: the field `heading-<prefix>` holds its place
    among the sections of the plan.
    """

    prefix: str
    form_id: str
    section: int | None = None
    label: str = ""
    save_url: str = ""
    version: str = ""
    has_headings: bool = False


def row_editor(
    plan: PlanDraft,
    place: RowPlace,
    row: EventDraft | None = None,
    cells: Sequence[CellDraft] | None = None,
) -> RowEditor:
    """Return the editor of a row of a plan.

    Args:
        plan: gives columns, headings and the period.
        place: names of the fields, the form and the heading.
        row: the row as it is stored, None for a new one.
        cells: its words where they differ from the stored ones (typed, but not kept yet).
    """
    given = cells if cells is not None else row.cells if row else blank_cells(plan.columns)
    laid = cells_for(plan.columns, given)
    return RowEditor(
        prefix=place.prefix,
        form_id=place.form_id,
        section="" if place.section is None else str(place.section),
        label=place.label or "Строка",
        cells=_fields(plan, place.prefix, laid),
        understood=understood_row(plan, place.section, row, laid),
        save_url=place.save_url,
        version=place.version,
        headings=_headings(plan) if place.has_headings else (),
    )


def refused_editor(
    plan: PlanDraft, place: RowPlace, data: dict[str, str], refusal: tuple[str, str]
) -> RowEditor:
    """Return the editor with words that were refused, so that nobody has to type them again.

    `refusal` is the name of the field («» for the whole row) and the message.
    """
    blank = blank_cells(plan.columns)
    names = field_names(place.prefix, (cell.role for cell in blank))
    typed = [
        CellDraft(cell.role, data.get(name, ""), cell.source)
        for name, cell in zip(names, blank, strict=True)
    ]
    field, message = refusal
    fields = _fields(plan, place.prefix, typed, {field: message})
    is_of_cell = any(one.error for one in fields)
    return RowEditor(
        prefix=place.prefix,
        form_id=place.form_id,
        section="" if place.section is None else str(place.section),
        label=place.label or "Строка",
        cells=fields,
        understood=None,
        save_url=place.save_url,
        version=place.version,
        headings=_headings(plan) if place.has_headings else (),
        error="" if is_of_cell else message,
    )


def _headings(plan: PlanDraft) -> tuple[tuple[str, str], ...]:
    named: dict[str, str] = {}
    for place, section in enumerate(plan.sections):
        if section.heading:
            named.setdefault(bind_spaces(section.heading), str(place))
    return tuple((place, words) for words, place in named.items()) if len(named) > 1 else ()


def _fields(
    plan: PlanDraft,
    prefix: str,
    cells: Sequence[CellDraft],
    errors: dict[str, str] | None = None,
) -> tuple[EditedCell, ...]:
    names = field_names(prefix, (cell.role for cell in cells))
    headers = [header for _, header in plan.columns]
    headers += [""] * (len(cells) - len(headers))
    return tuple(
        EditedCell(
            name=name,
            html_id=f"{prefix}-cell-{place}",
            role=cell.role,
            header=bind_spaces(" ".join(header.split())) or header_of_role(cell.role),
            text=cell.text,
            lines=_lines(cell.text),
            error=(errors or {}).get(name, ""),
        )
        for place, (name, header, cell) in enumerate(zip(names, headers, cells, strict=True))
        if cell.role != NUMBER_ROLE
    )


def _lines(text: str) -> int:
    need = sum(len(line) // _LINE + 1 for line in text.split("\n"))
    return max(2, min(need, _LONGEST_FIELD))
