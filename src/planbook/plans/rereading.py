"""One row understood anew after a person has changed the words of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from planbook.dates import Period
from planbook.plans.blocks import BodyCell, BodyRow
from planbook.plans.columns import Column, ColumnSet, build_columns
from planbook.plans.draft import CellDraft, EventDraft, PlanDraft, SectionDraft
from planbook.plans.events import RowSetting, build_event
from planbook.plans.headings import NO_HEADING, Heading, makes_approximate, read_heading
from planbook.plans.section_levels import place_headings


def reread_row(
    plan: PlanDraft, section: SectionDraft, row: EventDraft, cells: Sequence[CellDraft]
) -> EventDraft:
    """Understand a row of a plan as if its cells had stood in the document with these words.

    Args:
        plan: the plan, which gives headers of columns and the period.
        section: the section of the plan the row stands in.
        row: the row as it is; its place in the document is kept.
        cells: the cells of the row with the words they shall have.

    >>> from planbook.plans import extract_plan
    >>> from planbook.readers import read_document
    >>> text = "План на 2023 год\\n\\nМероприятие\\tСрок\\nФорум\\tмай\\nСлёт\\tиюнь"
    >>> plan = extract_plan(read_document(text.encode(), file_name="план.txt"))
    >>> row = plan.sections[0].items[0]
    >>> cells = [row.cells[0], replace(row.cells[1], text="12 мая")]
    >>> reread_row(plan, plan.sections[0], row, cells).timing.edtf
    '2023-05-12'
    """
    columns = _columns(plan, cells)
    body = BodyRow(
        tuple(
            BodyCell(column.index, cell.text, cell.source, is_inherited=cell.is_inherited)
            for column, cell in zip(columns, cells, strict=True)
        ),
        row.source,
    )
    period = Period.from_edtf(plan.period) if plan.period else None
    setting = RowSetting(
        column_set=ColumnSet(columns),
        heading=_heading(plan, section, period),
        period=period,
        is_approximate=any(makes_approximate(note) for note in section.notes),
    )
    return build_event(body, setting)


def _columns(plan: PlanDraft, cells: Sequence[CellDraft]) -> tuple[Column, ...]:
    """Return a column per cell: the one of the plan with its role, else one of that role alone."""
    known = list(_known_columns(plan.columns))
    columns = []
    for index, cell in enumerate(cells, start=1):
        same = next((one for one in known if one.role == cell.role), None)
        if same is not None:
            known.remove(same)
        columns.append(replace(same or Column(index, cell.role, ""), index=index))
    return tuple(columns)


@lru_cache(maxsize=64)
def _known_columns(columns: tuple[tuple[str, str], ...]) -> tuple[Column, ...]:
    """Return the columns of a plan by roles and headers; all its rows share them."""
    printed = build_columns([(n, header) for n, (_, header) in enumerate(columns, 1)]).columns
    return tuple(replace(one, role=role) for one, (role, _) in zip(printed, columns, strict=True))


def _heading(plan: PlanDraft, section: SectionDraft, period: Period | None) -> Heading:
    """Return the heading of a section with what the headings above it add."""
    headings = [_own_heading(one, period) for one in plan.sections]
    placed = place_headings(headings, [bool(one.items) for one in plan.sections])
    index = next((i for i, one in enumerate(plan.sections) if one is section), None)
    return _own_heading(section, period) if index is None else placed[index].heading


def _own_heading(section: SectionDraft, period: Period | None) -> Heading:
    return _read_heading(section.heading_text or section.heading, period)


@lru_cache(maxsize=512)
def _read_heading(text: str, period: Period | None) -> Heading:
    parts = text.split("\n")
    return read_heading(parts, period) if any(parts) else NO_HEADING
