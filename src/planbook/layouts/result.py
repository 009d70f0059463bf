"""A plan printed with one more column: what became of every row («Результат»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planbook.documents.printed import Align
from planbook.layouts.errors import LayoutError
from planbook.layouts.layout import MAX_COLUMNS, Layout, LayoutColumn, SectionColumns
from planbook.plans import CellDraft, EventDraft, PlanDraft

RESULT = "result"
_HEADER = "Результат"
# Results are sentences: as wide as the contents of a row.
_SHARE = 0.25


def with_result(layout: Layout) -> Layout:
    """Return a layout whose rows end with the result; the other columns stay as they are.

    Raises:
        LayoutError: the layout has no room for one more column.

    >>> from planbook.layouts import layout_named
    >>> [column.role for column in with_result(layout_named("sgcszr-plan")).columns]
    ['title', 'place', 'timing', 'result']
    """
    sets = (layout.columns, *(one.columns for one in layout.section_columns))
    if any(len(columns) >= MAX_COLUMNS for columns in sets):
        raise LayoutError("columns", f"столбцов уже {MAX_COLUMNS}, для результата нет места.")
    return replace(
        layout,
        columns=_widened(layout.columns),
        section_columns=tuple(
            SectionColumns(one.grouping, _widened(one.columns)) for one in layout.section_columns
        ),
    )


def plan_with_results(plan: PlanDraft, results: Sequence[str], layout: Layout) -> PlanDraft:
    """Return a plan whose rows say what became of them, to be printed by `layout`.

    A plan may have a column «Ожидаемый результат» of its own: the result stands after it.

    Args:
        results: the words for every row, in the order of the sections and rows of the plan.
        layout: made by `with_result`.

    >>> from planbook.dates import Unscheduled
    >>> from planbook.findings import SourceRef
    >>> from planbook.layouts import layout_named
    >>> from planbook.plans import SectionDraft
    >>> row = EventDraft("Форум", Unscheduled(), (), SourceRef())
    >>> plan = PlanDraft("План", None, "plan", None, (SectionDraft("", (row,)),))
    >>> layout = with_result(layout_named("sgcszr-plan"))
    >>> told = plan_with_results(plan, ["Проведён 25 мая"], layout)
    >>> told.sections[0].items[0].cells[-1].text
    'Проведён 25 мая'
    """
    words = iter(results)
    sections = tuple(
        replace(section, items=tuple(_told(row, next(words), own) for row in section.items))
        for section in plan.sections
        for own in (_own_columns(layout.columns_for(section.grouping)),)
    )
    return replace(plan, sections=sections)


def _own_columns(columns: Sequence[LayoutColumn]) -> int:
    """Return how many columns of results the plan had before ours."""
    return sum(column.role == RESULT for column in columns) - 1


def _told(row: EventDraft, words: str, own: int) -> EventDraft:
    cells = sum(cell.role == RESULT for cell in row.cells)
    blank = (CellDraft(RESULT, ""),) * max(own - cells, 0)
    return replace(row, cells=(*row.cells, *blank, CellDraft(RESULT, words)))


def _widened(columns: Sequence[LayoutColumn]) -> tuple[LayoutColumn, ...]:
    width = min(sum(column.width for column in columns) * _SHARE, 100.0)
    column = LayoutColumn(header=(_HEADER,), role=RESULT, width=width, align=Align.LEFT)
    return (*columns, column)
