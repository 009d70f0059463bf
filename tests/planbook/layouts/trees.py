"""A printed document turned back into a document tree, as a reader of its file would give it."""

from __future__ import annotations

from planbook.documents import Block, Cell, Document, Footnote, Paragraph, Row, Table
from planbook.documents.notes import note_marks, split_note
from planbook.documents.printed import (
    ParagraphRole,
    PrintedDocument,
    PrintedParagraph,
    PrintedTable,
)
from planbook.findings import SourceRef


def as_read(printed: PrintedDocument) -> Document:
    """Return the tree of a format that shows merged cells."""
    blocks: list[Block] = []
    notes: list[Footnote] = []
    tables = 0
    for number, block in enumerate(printed.blocks, start=1):
        if isinstance(block, PrintedTable):
            tables += 1
            blocks.append(_table(block, number, tables))
        elif isinstance(block, PrintedParagraph) and block.role is ParagraphRole.NOTE:
            notes.append(Footnote(*(split_note(block.text) or ("", block.text))))
        elif isinstance(block, PrintedParagraph):
            blocks.append(Paragraph(block.text, block.level, source=SourceRef(block=number)))
    return Document(tuple(blocks), tuple(notes), format_name="docx", file_name="план.docx")


def _table(table: PrintedTable, block: int, number: int) -> Table:
    rows = []
    for index, row in enumerate(table.rows, start=1):
        cells = []
        column = 1
        for cell in row.cells:
            cells.append(
                Cell(
                    cell.text,
                    column,
                    cell.column_span,
                    cell.row_span,
                    cell.is_continuation,
                    note_marks(cell.text) if row.role == "section" else (),
                    source=SourceRef(block=block, table=number, row=index, column=column),
                )
            )
            column += cell.column_span
        is_header = index <= table.header_count
        source = SourceRef(block=block, table=number, row=index)
        rows.append(Row(tuple(cells), is_header, source))
    return Table(tuple(rows), len(table.widths), SourceRef(block=block, table=number))
