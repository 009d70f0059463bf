"""A document as a reader meets it, in reading order, and its numbering into the document tree.

Readers of markup that tells spans by counts (OpenDocument, HTML) give this form; the grid, the
places of cells and the pointers into the source are settled here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planbook.documents.page import Page
from planbook.documents.printed import Align
from planbook.documents.tree import Block, Cell, Document, Footnote, Paragraph, Row, Table
from planbook.findings import Severity, SourceRef
from planbook.readers.budget import Budget
from planbook.readers.measures import TELLING_ROWS, joined_widths, usual_aligns
from planbook.readers.remarks import Remarks
from planbook.readers.spans import PlacedCell, Span, column_borders, place_rows
from planbook.readers.typed_notes import bind_typed_notes


@dataclass(slots=True)
class FlowParagraph:
    """A paragraph; `marker` is the number or bullet printed before it, `page` 0 is not known."""

    text: str
    heading_level: int = 0
    marker: str = ""
    footnotes: tuple[str, ...] = ()
    page: int = 0

    @property
    def printed(self) -> str:
        """Return the text with its marker, as it stands in a cell."""
        return f"{self.marker} {self.text}".strip()


@dataclass(slots=True)
class FlowCell:
    """A cell with everything in it; `start` counts grid columns from 0, None for the next free."""

    items: list[FlowItem] = field(default_factory=list)
    column_span: int = 1
    row_span: int = 1
    start: int | None = None
    align: Align = Align.LEFT


@dataclass(slots=True)
class FlowRow:
    """A row of a table."""

    cells: list[FlowCell] = field(default_factory=list)
    is_header: bool = False
    page: int = 0


@dataclass(slots=True)
class FlowTable:
    """A table; `widths` are those of the columns of the markup, None where one is not told."""

    rows: list[FlowRow] = field(default_factory=list)
    page: int = 0
    widths: list[float | None] = field(default_factory=list)


FlowItem = FlowParagraph | FlowTable


def assemble_flow(
    items: Sequence[FlowItem],
    *,
    footnotes: Sequence[Footnote],
    remarks: Remarks,
    budget: Budget,
    format_name: str,
    page: Page | None = None,
) -> Document:
    """Return the document of the items: blocks and tables numbered, typed footnotes bound."""
    blocks: list[Block] = []
    table_count = 0
    for item in items:
        number = len(blocks) + 1
        if isinstance(item, FlowParagraph):
            if item.text or item.marker:
                budget.count_paragraph()
                budget.checked(item.text)
                blocks.append(_paragraph(item, number))
            continue
        source = SourceRef(number, table_count + 1, page=item.page)
        table = _table(item, source, budget)
        if table.rows:
            table_count += 1
            blocks.append(table)
    if not blocks:
        remarks.note(
            "document.no_text",
            "В документе нет текста. Если это изображения страниц, распознайте их "
            "и сохраните документ с текстом.",
            severity=Severity.WARNING,
        )
    bound, typed = bind_typed_notes(blocks)
    return Document(
        bound, (*footnotes, *typed), remarks.findings(), format_name, budget.file_name, page
    )


def flow_texts(items: Sequence[FlowItem]) -> list[str]:
    """Return the texts of paragraphs and of the cells of tables, in reading order."""
    texts: list[str] = []
    for item in items:
        if isinstance(item, FlowParagraph):
            texts.append(item.printed)
        else:
            for row in item.rows:
                for cell in row.cells:
                    texts.extend(flow_texts(cell.items))
    return [text for text in texts if text]


def _paragraph(item: FlowParagraph, number: int) -> Paragraph:
    source = SourceRef(number, page=item.page)
    return Paragraph(item.text, item.heading_level, item.marker, item.footnotes, source)


def _table(
    table: FlowTable, source: SourceRef, budget: Budget, *, is_nested: bool = False
) -> Table:
    """Settle the grid of a table; cells of a nested one point to its outer cell."""
    spans = [
        [Span(cell.start, cell.column_span, cell.row_span) for cell in row.cells]
        for row in table.rows
    ]
    placed = place_rows(spans, budget)
    columns = column_borders(placed)
    budget.check_columns(len(columns))
    rows: list[Row] = []
    aligned: list[tuple[int, Align]] = []
    for row, places in zip(table.rows, placed, strict=True):
        if not places:
            continue
        at = (
            source
            if is_nested
            else SourceRef(source.block, source.table, len(rows) + 1, 0, row.page or source.page)
        )
        cells = tuple(
            _cell(row, place, _Grid(columns, at, budget, is_nested=is_nested)) for place in places
        )
        rows.append(Row(cells, row.is_header, at))
        if len(rows) <= TELLING_ROWS:
            aligned += _aligned(row, places, cells)
    count = len(columns)
    widths = joined_widths(table.widths, sorted(columns)) if table.widths else ()
    return Table(tuple(rows), count, source, widths, usual_aligns(aligned, count))


def _aligned(
    row: FlowRow, places: Sequence[PlacedCell], cells: Sequence[Cell]
) -> Iterator[tuple[int, Align]]:
    """Yield the columns from 0 of the single cells of a row and where their lines stand."""
    for place, cell in zip(places, cells, strict=True):
        is_single = cell.column_span == 1 and cell.text and not row.is_header
        if place.index is not None and is_single:
            yield cell.column - 1, row.cells[place.index].align


@dataclass(frozen=True, slots=True)
class _Grid:
    """What the cells of one row need to know of their table."""

    columns: dict[int, int]
    row: SourceRef
    budget: Budget
    is_nested: bool

    def source(self, column: int) -> SourceRef:
        if self.is_nested:
            return self.row
        return SourceRef(self.row.block, self.row.table, self.row.row, column, self.row.page)


def _cell(row: FlowRow, place: PlacedCell, grid: _Grid) -> Cell:
    column = grid.columns[place.start] + 1
    # A border at which no cell begins is none: the cell reaches to the next one that is.
    ends = [number for border, number in grid.columns.items() if border >= place.end]
    span = (min(ends) if ends else len(grid.columns)) - column + 1
    source = grid.source(column)
    if place.index is None:
        return Cell("", column, span, is_continuation=True, source=source)
    items = row.cells[place.index].items
    paragraphs = [item for item in items if isinstance(item, FlowParagraph)]
    return Cell(
        text=grid.budget.checked(_text(paragraphs)),
        column=column,
        column_span=span,
        row_span=place.row_span,
        footnotes=tuple(mark for paragraph in paragraphs for mark in paragraph.footnotes),
        tables=tuple(
            _table(item, source, grid.budget, is_nested=True)
            for item in items
            if isinstance(item, FlowTable)
        ),
        source=source,
    )


def _text(paragraphs: Sequence[FlowParagraph]) -> str:
    """Join the paragraphs of a cell, parted by blank lines."""
    return "\n\n".join(printed for item in paragraphs if (printed := item.printed)).strip()
