"""From the pieces of a text dump to the numbered document tree: marks of dumps out, notes bound."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planbook.documents.notes import fold_note_mark, note_marks, split_note
from planbook.documents.tree import Block, Cell, Document, Footnote, Paragraph, Row, Table
from planbook.findings import Finding, Severity, SourceRef
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal
from planbook.readers.text.pieces import TextCell, TextPiece, TextTable

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
        self.findings = findings
        self.blocks: list[Block] = []
        self.table_count = 0
        self.row_count = 0

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
            self.findings.append(
                Finding("text.dump_mark", message, Severity.INFO, source, evidence=mark)
            )
        return _DUMP_MARK.sub("", text).strip()

    def _report_page_number(self, cells: tuple[TextCell, ...], source: SourceRef) -> None:
        message = "Номер страницы, попавший в таблицу, строкой не считается."
        evidence = next(cell.text for cell in cells if cell.text)
        self.findings.append(Finding("text.page_number", message, Severity.INFO, source, evidence))

    def document(self) -> Document:
        """Bind the footnotes at the end to their marks and return the document."""
        notes = self._take_notes()
        marks = {fold_note_mark(note.mark) for note in notes}
        blocks = tuple(_bind(block, marks) for block in self.blocks) if marks else self.blocks
        return Document(tuple(blocks), tuple(notes), tuple(self.findings), "txt", self.file_name)

    def _take_notes(self) -> list[Footnote]:
        """Take paragraphs off the end that begin with a mark which the text before refers to."""
        candidates: list[Footnote] = []
        for block in reversed(self.blocks):
            note = split_note(block.text) if isinstance(block, Paragraph) else None
            if note is None:
                break
            candidates.insert(0, Footnote(*note, source=block.source))
        body = self.blocks[: len(self.blocks) - len(candidates)]
        referred = {fold_note_mark(mark) for text in _texts(body) for mark in note_marks(text)}
        if not all(fold_note_mark(note.mark) in referred for note in candidates):
            return []
        self.blocks = body
        return candidates


def _is_page_number(cells: tuple[TextCell, ...], column_count: int) -> bool:
    """Tell a page number from a row: one bare number among cells that are all empty."""
    texts = [cell.text for cell in cells if cell.text]
    is_padded = len(cells) > 1 and column_count > 1
    return is_padded and len(texts) == 1 and bool(_PAGE_NUMBER.fullmatch(texts[0]))


def _texts(blocks: Sequence[Block]) -> list[str]:
    texts = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        else:
            texts.extend(cell.text for row in block.rows for cell in row.cells)
    return texts


def _bind(block: Block, marks: set[str]) -> Block:
    """Return the block with the marks of known notes noted on its cells or on itself."""
    if isinstance(block, Paragraph):
        return Paragraph(block.text, footnotes=_known(block.text, marks), source=block.source)
    rows = tuple(
        Row(
            tuple(
                Cell(
                    cell.text,
                    cell.column,
                    cell.column_span,
                    footnotes=_known(cell.text, marks),
                    source=cell.source,
                )
                for cell in row.cells
            ),
            source=row.source,
        )
        for row in block.rows
    )
    return Table(rows, block.column_count, block.source)


def _known(text: str, marks: set[str]) -> tuple[str, ...]:
    return tuple(mark for mark in note_marks(text) if fold_note_mark(mark) in marks)
