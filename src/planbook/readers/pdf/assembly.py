"""From pages taken apart to the numbered document tree, with remarks on what was joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite

from planbook.documents.page import Page
from planbook.documents.printed import Align
from planbook.documents.tree import Block, Cell, Document, Paragraph, Row, Table
from planbook.findings import SourceRef
from planbook.readers.limits import Limits
from planbook.readers.measures import TELLING_ROWS, sheet, usual_aligns
from planbook.readers.pdf.content import Box, Line, PageLayout, PageTable
from planbook.readers.pdf.footnotes import take_out_notes
from planbook.readers.pdf.hyphens import WordJoiner
from planbook.readers.pdf.paragraphs import BuiltParagraph, ParagraphBuilder, body_size
from planbook.readers.pdf.remarks import PdfRemarks
from planbook.readers.pdf.rows import BuiltCell, BuiltRow
from planbook.readers.pdf.running import take_out_running
from planbook.readers.pdf.stitching import BuiltTable, append_page, start_table
from planbook.readers.pdf.wrapping import Measure, usual_pitch
from planbook.readers.refusals import refusal
from planbook.readers.typed_notes import bind_typed_notes

_FULL_LINE = 0.95
_FEW_LINES = 4
# Margins are set in steps of so many millimetres, and contents begin no farther from them.
_STEP, _NEAR = 5.0, 2.0


def assemble(
    pages: Sequence[PageLayout], remarks: PdfRemarks, *, file_name: str, limits: Limits
) -> Document:
    """Put the pages together into one document."""
    remarks.note_running(take_out_running(pages))
    notes = take_out_notes(pages)
    joiner = WordJoiner()
    joiner.learn(line.text for line in _all_lines(pages))
    assembly = _Assembly(pages, joiner, remarks, (file_name, limits))
    for page in pages:
        for part in _parts(page):
            assembly.add(part, page.number)
    assembly.finish()
    for page_number, note in notes:
        assembly.add(note, page_number)
    assembly.finish()
    remarks.note_words(joiner)
    blocks, footnotes = bind_typed_notes(assembly.blocks)
    return Document(blocks, footnotes, remarks.findings(), "pdf", file_name, _sheet(pages))


def _all_lines(pages: Sequence[PageLayout]) -> Iterator[Line]:
    for page in pages:
        yield from page.lines
        for table in page.tables:
            for cell in table.cells:
                yield from cell.lines


def _parts(page: PageLayout) -> list[Line | PageTable]:
    """Return lines and tables of a page from top to bottom."""
    parts: list[tuple[float, float, Line | PageTable]] = [
        (table.ys[0], table.xs[0], table) for table in page.tables
    ]
    parts.extend((line.y, line.x0, line) for line in page.lines)
    return [part for _y, _x, part in sorted(parts, key=lambda part: part[:2])]


class _Assembly:
    """Counts blocks and tables, joins what pages cut and enforces the limits."""

    def __init__(
        self,
        pages: Sequence[PageLayout],
        joiner: WordJoiner,
        remarks: PdfRemarks,
        bounds: tuple[str, Limits],
    ) -> None:
        self.blocks: list[Block] = []
        self._joiner = joiner
        self._remarks = remarks
        self._file_name, self._limits = bounds
        lines = [line for page in pages for line in page.lines]
        self._size = body_size(list(_all_lines(pages)))
        self._paragraphs = ParagraphBuilder(_measure(pages, lines), joiner)
        self._table: BuiltTable | None = None
        self._table_count = self._row_count = self._cell_count = 0

    def add(self, part: Line | PageTable, page: int) -> None:
        """Add the next line or table of a page."""
        if isinstance(part, Line):
            self._close_table()
            self._paragraphs.add(part, page)
            return
        for paragraph in self._paragraphs.take():
            self._add_paragraph(paragraph)
        if self._table is None or not append_page(self._table, part, self._joiner):
            self._close_table()
            self._table = start_table(part, self._joiner)

    def finish(self) -> None:
        """End the open table or paragraph."""
        self._close_table()
        for paragraph in self._paragraphs.take():
            self._add_paragraph(paragraph)

    def _add_paragraph(self, built: BuiltParagraph) -> None:
        if len(self.blocks) >= self._limits.paragraphs:
            raise refusal("document.too_long", self._file_name, limit=self._limits.paragraphs)
        source = SourceRef(block=len(self.blocks) + 1, page=built.page)
        text = self._checked(built.text)
        level = built.heading_level(self._size)
        self.blocks.append(Paragraph(text, level, source=source))

    def _close_table(self) -> None:
        built, self._table = self._table, None
        if built is None or not any(row.filled() for row in built.rows):
            return
        for paragraph in self._paragraphs.take():
            self._add_paragraph(paragraph)
        self._table_count += 1
        page = built.rows[0].page
        source = SourceRef(block=len(self.blocks) + 1, table=self._table_count, page=page)
        edges = built.edges
        if len(edges) - 1 > self._limits.columns:
            limit = self._limits.columns
            raise refusal("document.too_many_columns", self._file_name, limit=limit)
        rows = tuple(
            self._row(row, edges, source, number) for number, row in enumerate(built.rows, 1)
        )
        self._remarks.note_table(built, source)
        widths = tuple(round(end - start, 1) for start, end in pairwise(edges))
        rows = _marked(rows, built.header_count)
        aligns = usual_aligns(_aligned(built, edges), len(edges) - 1)
        self.blocks.append(Table(rows, len(edges) - 1, source, widths, aligns))

    def _row(self, row: BuiltRow, edges: Sequence[float], table: SourceRef, number: int) -> Row:
        self._row_count += 1
        self._cell_count += len(row.cells)
        if self._row_count > self._limits.rows:
            raise refusal("document.too_many_rows", self._file_name, limit=self._limits.rows)
        if self._cell_count > self._limits.cells:
            raise refusal("document.too_many_cells", self._file_name, limit=self._limits.cells)
        source = SourceRef(table.block, table.table, number, page=row.page)
        cells = tuple(self._cell(cell, edges, source) for cell in row.cells)
        return Row(cells, source=source)

    def _cell(self, cell: BuiltCell, edges: Sequence[float], row: SourceRef) -> Cell:
        column = _nearest(edges, cell.x0) + 1
        span = max(1, _nearest(edges, cell.x1) + 1 - column)
        source = SourceRef(row.block, row.table, row.row, column, row.page)
        if cell.origin is not None:
            return Cell("", column, span, is_continuation=True, source=source)
        return Cell(self._checked(cell.text), column, span, cell.covers, source=source)

    def _checked(self, text: str) -> str:
        if len(text) > self._limits.cell_characters:
            limit = self._limits.cell_characters
            raise refusal("document.cell_too_long", self._file_name, limit=limit)
        return text


def _marked(rows: tuple[Row, ...], header_count: int) -> tuple[Row, ...]:
    """Mark the rows that the document repeats on every page as headers."""
    headers = (Row(row.cells, is_header=True, source=row.source) for row in rows[:header_count])
    return (*headers, *rows[header_count:])


def _aligned(table: BuiltTable, edges: Sequence[float]) -> Iterator[tuple[int, Align]]:
    """Yield the columns from 0 of the single cells below the header and where they stand."""
    for row in table.rows[table.header_count : TELLING_ROWS]:
        for cell in row.cells:
            column = _nearest(edges, cell.x0)
            is_single = _nearest(edges, cell.x1) == column + 1
            if is_single and cell.align is not None:
                yield column, cell.align


def _sheet(pages: Sequence[PageLayout]) -> Page | None:
    """Return the sheet on which most of the tables stands; margins end where its contents begin.

    Text ends above the lower margin on a last page, so an only page does not tell that margin.
    """
    if not pages:
        return None
    areas: dict[tuple[float, float], float] = {}
    for page in pages:
        size = (page.width, page.height)
        area = sum(one.box.width * (one.box.y1 - one.box.y0) for one in page.tables)
        areas[size] = areas.get(size, 0.0) + area
    width, height = max(areas, key=lambda size: areas[size])
    alike = [page for page in pages if (page.width, page.height) == (width, height)]
    boxes = [box for page in alike for box in _boxes(page)]
    if not boxes:
        return sheet(_millimetres(width), _millimetres(height))
    lower = [height - max(box.y1 for box in _boxes(page)) for page in alike if _boxes(page)]
    bottom = _millimetres(min(lower)) // _STEP * _STEP if len(lower) > 1 else None
    margins = (
        _margin(min(box.y0 for box in boxes)),
        _margin(width - max(box.x1 for box in boxes)),
        bottom,
        _margin(min(box.x0 for box in boxes)),
    )
    return sheet(_millimetres(width), _millimetres(height), margins)


def _margin(points: float) -> float:
    """Return a margin by where contents begin: offices set whole steps, lines keep near them."""
    own = _millimetres(points)
    step = round(own / _STEP) * _STEP if isfinite(own) else own
    return step if abs(own - step) <= _NEAR else own


def _boxes(page: PageLayout) -> list[Box]:
    lines = [Box(line.x0, line.y - line.size, line.x1, line.y) for line in page.lines]
    return [*lines, *(table.box for table in page.tables)]


def _millimetres(points: float) -> float:
    return max(0.0, round(points * 25.4 / 72, 1))


def _measure(pages: Sequence[PageLayout], lines: Sequence[Line]) -> Measure:
    """Return between which margins the text outside of tables stands."""
    boxes = [table.box for page in pages for table in page.tables]
    left = min([line.x0 for line in lines] + [box.x0 for box in boxes], default=0.0)
    right = max([line.x1 for line in lines] + [box.x1 for box in boxes], default=0.0)
    full = sum(line.x1 >= _FULL_LINE * right for line in lines)
    if not boxes and full < _FEW_LINES and pages:
        # Too few lines to tell the right margin by: it is taken to be no wider than the left one.
        right = max(right, pages[0].width - left)
    return Measure(left, right, usual_pitch([page.lines for page in pages]))


def _nearest(places: Sequence[float], place: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - place))
