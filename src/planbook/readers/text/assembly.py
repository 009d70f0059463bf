"""From the pieces of a text dump to the numbered document tree: marks of dumps out, notes bound."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planbook.documents.tree import Block, Cell, Document, Paragraph, Row, Table
from planbook.findings import Finding, SourceRef
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal
from planbook.readers.remarks import Remarks
from planbook.readers.text.pieces import TextCell, TextPiece, TextTable
from planbook.readers.typed_notes import bind_typed_notes

# Words with which converters mark what a text file cannot hold.
DUMP_MARKS = ("image", "bookmark", "chart", "drawing", "object", "shape", "picture", "рисунок")
_DUMP_MARK = re.compile(rf"\[(?:{'|'.join(DUMP_MARKS)}):[^\]\[\n\t]{{0,200}}\]", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[-–—]?\s*\d{1,3}\s*[-–—]?")


def assemble(
    pieces: Sequence[TextPiece], findings: list[Finding], *, file_name: str, limits: Limits
) -> Document:
    """Number the pieces into a document; findings of the decoding come first."""
    assembly = _Assembly(file_name, limits, findings)
    for piece in pieces:
        if isinstance(piece, TextTable):
            assembly.add_table(piece)
        else:
            assembly.add_paragraph(piece)
    return assembly.document()


class _Assembly:
    """Counts blocks and tables, collects findings and enforces the limits."""

    def __init__(self, file_name: str, limits: Limits, findings: list[Finding]) -> None:
        self.file_name = file_name
        self.limits = limits
        self.remarks = Remarks(limits.findings_per_code)
        for finding in findings:
            self.remarks.add(finding)
        self.blocks: list[Block] = []
        self.table_count = 0
        self.row_count = 0
        self.cell_count = 0

    def add_paragraph(self, line: str) -> None:
        """Add a line of text as a paragraph; blank lines and lines of marks only make none."""
        source = SourceRef(block=len(self.blocks) + 1)
        text = self._without_marks(line, source)
        if not text:
            return
        if len(self.blocks) >= self.limits.paragraphs:
            raise refusal("document.too_long", self.file_name, limit=self.limits.paragraphs)
        self._check_length(text)
        self.blocks.append(Paragraph(text, source=source))

    def add_table(self, table: TextTable) -> None:
        """Add a table; rows that hold nothing but the number of a page are left out and told."""
        if table.column_count > self.limits.columns:
            raise refusal("document.too_many_columns", self.file_name, limit=self.limits.columns)
        self.table_count += 1
        source = SourceRef(block=len(self.blocks) + 1, table=self.table_count)
        rows: list[Row] = []
        for cells in table.rows:
            if _is_page_number(cells, table.column_count):
                self._report_page_number(cells, source)
                continue
            rows.append(self._row(cells, source, len(rows) + 1))
        self.blocks.append(Table(tuple(rows), table.column_count, source))

    def _row(self, cells: tuple[TextCell, ...], table: SourceRef, number: int) -> Row:
        self.row_count += 1
        if self.row_count > self.limits.rows:
            raise refusal("document.too_many_rows", self.file_name, limit=self.limits.rows)
        built: list[Cell] = []
        column = 1
        self.cell_count += len(cells)
        if self.cell_count > self.limits.cells:
            raise refusal("document.too_many_cells", self.file_name, limit=self.limits.cells)
        for cell in cells:
            source = SourceRef(table.block, table.table, number, column)
            text = self._without_marks(cell.text, source)
            self._check_length(text)
            built.append(Cell(text, column, cell.column_span, source=source))
            column += cell.column_span
        return Row(tuple(built), source=SourceRef(table.block, table.table, number))

    def _check_length(self, text: str) -> None:
        if len(text) > self.limits.cell_characters:
            raise refusal(
                "document.cell_too_long", self.file_name, limit=self.limits.cell_characters
            )

    def _without_marks(self, text: str, source: SourceRef) -> str:
        for mark in _DUMP_MARK.findall(text):
            message = "Пометка, оставленная при выгрузке из Word, в текст не вошла."
            self.remarks.note("text.dump_mark", message, source=source, evidence=mark)
        return _DUMP_MARK.sub("", text).strip()

    def _report_page_number(self, cells: tuple[TextCell, ...], source: SourceRef) -> None:
        message = "Номер страницы, попавший в таблицу, строкой не считается."
        evidence = next(cell.text for cell in cells if cell.text)
        self.remarks.note("text.page_number", message, source=source, evidence=evidence)

    def document(self) -> Document:
        """Bind the footnotes at the end to their marks and return the document."""
        blocks, notes = bind_typed_notes(self.blocks)
        return Document(blocks, notes, self.remarks.findings(), "txt", self.file_name)


def _is_page_number(cells: tuple[TextCell, ...], column_count: int) -> bool:
    """Tell a page number from a row: one bare number among cells that are all empty."""
    texts = [cell.text for cell in cells if cell.text]
    is_padded = len(cells) > 1 and column_count > 1
    return is_padded and len(texts) == 1 and bool(_PAGE_NUMBER.fullmatch(texts[0]))
