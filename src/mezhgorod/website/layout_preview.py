"""The beginning of a plan as a layout prints it, beside the form of the layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries import items_of_plan, plan_draft
from planbook.documents.printed import (
    Page,
    PrintedBlock,
    PrintedDocument,
    PrintedParagraph,
    PrintedRow,
    PrintedTable,
    RowRole,
)
from planbook.findings import Finding
from planbook.layouts import Layout, arrange, layout_findings
from planbook.writers.grid import whole_table

SHOWN_ROWS = 15
_ROWS_OF_SECTION = 5
# Numbers are counted over this many rows; a longer plan is shown as if it ended there.
_ARRANGED_ROWS = 300


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture of the sheet in millimetres, ready for SVG: the paper and the printed field."""

    words: str
    view_box: str
    paper: tuple[str, str]
    field: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell that is shown; the places it covers are left out."""

    text: str
    column_span: int
    row_span: int
    align: str
    is_bold: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: `role` is header, numbers, section or item."""

    role: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table: rows of its header, other rows, and shares of the columns in per cent."""

    header: tuple[ShownRow, ...]
    rows: tuple[ShownRow, ...]
    widths: tuple[str, ...]
    is_table: bool = True


@dataclass(frozen=True, slots=True)
class Preview:
    """Paragraphs and tables in order, the sheet, and what printing changes or leaves out."""

    blocks: tuple[PrintedParagraph | ShownTable, ...]
    sheet: Sheet
    findings: tuple[Finding, ...]
    row_count: int
    shown_count: int
    is_landscape: bool


def preview_of(plan: Plan, layout: Layout) -> Preview:
    """Arrange the beginning of a plan by a layout: the first rows of its first sections."""
    items = items_of_plan(plan=plan)
    first = list(items.values_list("pk", flat=True)[:_ARRANGED_ROWS])
    draft = plan_draft(plan=plan, items=PlanItem.objects.filter(pk__in=first))
    printed = arrange(draft, layout)
    blocks = tuple(_shown(printed))
    shown = sum(
        row.role == RowRole.ITEM.value
        for block in blocks
        if isinstance(block, ShownTable)
        for row in block.rows
    )
    findings = layout_findings(draft, layout)
    sheet, lies = _sheet(layout, printed.page), layout.page.is_landscape
    return Preview(blocks, sheet, findings, items.count(), shown, lies)


def _shown(printed: PrintedDocument) -> Iterator[PrintedParagraph | ShownTable]:
    left = SHOWN_ROWS
    for block in printed.blocks:
        if isinstance(block, PrintedTable):
            rows = tuple(_beginning(block, left))
            left -= sum(row.role is RowRole.ITEM for row in rows)
            if any(row.role is RowRole.ITEM for row in rows):
                yield shown_table(replace(block, rows=rows))
        elif isinstance(block, PrintedParagraph) and (left > 0 or not _is_heading(block)):
            yield block


def _sheet(layout: Layout, page: Page) -> Sheet:
    lies = "альбомный" if layout.page.is_landscape else "книжный"
    words = f"Лист {layout.page.size.value}, {lies}, шрифт {layout.page.font_size:g} пт"
    field = (
        page.left,
        page.top,
        max(page.width - page.left - page.right, 1),
        max(page.height - page.top - page.bottom, 1),
    )
    left, top, width, height = (f"{one:g}" for one in field)
    return Sheet(
        words.replace(".", ","),
        f"-2 -2 {page.width + 4:g} {page.height + 4:g}",
        (f"{page.width:g}", f"{page.height:g}"),
        (left, top, width, height),
    )


def _is_heading(block: PrintedBlock) -> bool:
    return isinstance(block, PrintedParagraph) and block.role.value == "heading"


def _beginning(table: PrintedTable, left: int) -> Iterator[PrintedRow]:
    """Yield the header, then headings with the first rows under each, `left` rows at most."""
    under = 0
    for row in table.rows:
        if row.role is RowRole.SECTION:
            under = 0
            if left > 0:
                yield row
        elif row.role is not RowRole.ITEM:
            yield row
        elif under < _ROWS_OF_SECTION and left > 0:
            under += 1
            left -= 1
            yield row


def shown_table(printed: PrintedTable) -> ShownTable:
    """Return a printed table as pages show it: every cell once, with what it spans."""
    table = whole_table(printed)
    rows = tuple(_row(row) for row in table.rows)
    total = sum(table.widths) or 1.0
    widths = tuple(f"{width / total * 100:.1f}%" for width in table.widths)
    return ShownTable(rows[: table.header_count], rows[table.header_count :], widths)


def _row(row: PrintedRow) -> ShownRow:
    cells = tuple(
        ShownCell(cell.text, cell.column_span, cell.row_span, cell.align.value, cell.is_bold)
        for cell in row.cells
        if not cell.is_continuation
    )
    return ShownRow(row.role.value, cells)
