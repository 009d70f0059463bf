"""Document trees drawn by hand: short lists of strings instead of files."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.documents import Block, Cell, Document, Paragraph, Row, Table
from planbook.findings import SourceRef


@dataclass(frozen=True)
class Wide:
    """A cell over several columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1


class Under:
    """A cell covered by a vertical merge from above."""


UNDER = Under()
Part = str | Wide | Under


def table(*rows: str | list[Part], columns: int, number: int = 1) -> Table:
    """Build a table; a lone string is a row merged over all columns."""
    return Table(
        tuple(_row(row, index, columns, number) for index, row in enumerate(rows, start=1)),
        columns,
        SourceRef(block=number, table=number),
    )


def document(*blocks: str | Table, format_name: str = "docx") -> Document:
    """Build a document of paragraphs and tables."""
    built: list[Block] = []
    for index, block in enumerate(blocks, start=1):
        source = SourceRef(block=index)
        built.append(Paragraph(block, source=source) if isinstance(block, str) else block)
    return Document(tuple(built), format_name=format_name, file_name="план.docx")


def row(*parts: Part, columns: int | None = None) -> Row:
    """Build one row on its own."""
    return _row(list(parts), 1, columns or len(parts), 1)


def _row(parts: str | list[Part], index: int, columns: int, number: int) -> Row:
    if isinstance(parts, str):
        parts = [Wide(parts, columns)]
    cells: list[Cell] = []
    column = 1
    for part in parts:
        source = SourceRef(table=number, row=index, column=column)
        if isinstance(part, Under):
            cells.append(Cell("", column, is_continuation=True, source=source))
            column += 1
            continue
        wide = part if isinstance(part, Wide) else Wide(part)
        cells.append(Cell(wide.text, column, wide.columns, wide.rows, source=source))
        column += wide.columns
    return Row(tuple(cells), source=SourceRef(table=number, row=index))
