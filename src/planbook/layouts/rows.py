"""The rows of a plan as cells of text: numbered, worded, in the columns of their section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planbook.dates import Period
from planbook.layouts.fields import DEFAULT_TEMPLATES, ITEM_FIELDS, ItemWords
from planbook.layouts.layout import Layout, LayoutColumn, Source
from planbook.layouts.numbering import HeadingCounter, RowCounter
from planbook.layouts.regrouping import sections_of
from planbook.layouts.template import field_names, parse_template, render
from planbook.layouts.verbatim import authors_cell, without_mark
from planbook.plans import CellDraft, EventDraft, PlanDraft, SectionDraft

_TIMED = frozenset({"timing", "place_timing"})
NUMBER = "number"
TITLE = "title"


@dataclass(frozen=True, slots=True)
class CellWords:
    """The words of a cell; `is_inherited` when its source was merged with the cell above."""

    text: str
    is_inherited: bool = False


@dataclass(frozen=True, slots=True)
class WordedRow:
    """A row with a cell per column of its section; `mark` is its number or bullet."""

    event: EventDraft
    mark: str
    cells: tuple[CellWords, ...]


@dataclass(frozen=True, slots=True)
class WordedSection:
    """A section with its heading as printed, its columns and its rows."""

    section: SectionDraft
    heading: str
    columns: tuple[LayoutColumn, ...]
    rows: tuple[WordedRow, ...]


@dataclass(frozen=True, slots=True)
class RowSetting:
    """What is the same for every row of a plan."""

    layout: Layout
    period: Period | None
    source: Source


def plan_period(plan: PlanDraft) -> Period | None:
    """Return the period of a plan as days."""
    return Period.from_edtf(plan.period) if plan.period else None


def worded_sections(plan: PlanDraft, layout: Layout, source: Source) -> list[WordedSection]:
    """Return the sections of a plan with every row worded and numbered, in printed order."""
    period = plan_period(plan)
    setting = RowSetting(layout, period, source)
    homes = {id(item): section for section in plan.sections for item in section.items}
    headings, counter = HeadingCounter(layout.headings), RowCounter(layout)
    worded = []
    for section in sections_of(plan, layout, period):
        columns = layout.columns_for(section.grouping)
        heading = headings.words(section)
        counter.begin_section(section.grouping, headings.label)
        rows = tuple(
            _worded_row(item, counter.mark(item), columns, setting, homes[id(item)])
            for item in section.items
        )
        worded.append(WordedSection(section, heading, columns, rows))
    return worded


def _worded_row(
    event: EventDraft,
    mark: str,
    columns: Sequence[LayoutColumn],
    setting: RowSetting,
    home: SectionDraft,
) -> WordedRow:
    """Word a row; `home` is its section in the plan, wherever it is printed."""
    words = ItemWords(event, setting.layout.wording, setting.period, setting.source, home)
    seen: dict[str, int] = {}
    cells = []
    for column in columns:
        occurrence = seen.get(column.role, 0)
        seen[column.role] = occurrence + 1
        cells.append(_cell(column, occurrence, words, mark))
    marked = _marked_column(columns)
    if mark and marked is not None:
        cell = cells[marked]
        cells[marked] = CellWords(f"{mark} {cell.text}".strip(), cell.is_inherited)
    return WordedRow(event, mark, tuple(cells))


def _marked_column(columns: Sequence[LayoutColumn]) -> int | None:
    """Return the column before whose words the number stands, None when it has its own."""
    roles = [column.role for column in columns]
    if NUMBER in roles:
        return None
    return roles.index(TITLE) if TITLE in roles else 0


def _cell(column: LayoutColumn, occurrence: int, words: ItemWords, mark: str) -> CellWords:
    if column.role == NUMBER:
        return CellWords(mark)
    own = _authors_cell(column, occurrence, words)
    if own is not None:
        text = own.text.strip()
        if column.role == TITLE:
            text = without_mark(text, words.event.number)
        return CellWords(text, own.is_inherited)
    if occurrence and not column.template:
        return CellWords("")
    cell = words.event.cell(column.role)
    return CellWords(_composed(column, words), cell is not None and cell.is_inherited)


def _authors_cell(column: LayoutColumn, occurrence: int, words: ItemWords) -> CellDraft | None:
    """Return the cell printed as it stands; a template that adds to its words takes them itself."""
    if words.source is not Source.VERBATIM or not column.role:
        return None
    if column.role in field_names(parse_template(column.template)):
        return None
    if column.role in _TIMED and not words.dates_are_verbatim:
        return None
    return authors_cell(words.event, column.role, occurrence)


def _composed(column: LayoutColumn, words: ItemWords) -> str:
    template = column.template or DEFAULT_TEMPLATES.get(column.role, "")
    if template:
        return render(parse_template(template), words.value).strip()
    if column.role in ITEM_FIELDS:
        value = words.value(column.role)
        return value.strip() if isinstance(value, str) else ", ".join(value)
    # A column of the author's own has no field behind it: its cell is all there is.
    cell = words.event.cell(column.role)
    return cell.text.strip() if cell else ""
