"""Word documents of a plan, plain or with all that people leave in them, as markup written here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planbook.documents import Cell, Document, Paragraph, Row, Table
from tools.variants import word_parts
from tools.variants.package import pack
from tools.variants.word_runs import RunWriter, WordStyle

_WIDTHS = {
    3: (8970, 2800, 2800),
    4: (900, 6470, 3400, 3800),
    7: (700, 2200, 2870, 1900, 2200, 2600, 2100),
}
_NUMBER = re.compile(r"(\d{1,3})\.")
_BULLET = re.compile(r"·\s+")
# Every how many-th row or cell bears a thing that not all of them bear.
_CONTROLLED_CELL, _CONTROLLED_ROW, _INSERTED_ROW = 4, 7, 9
_DELETED_AFTER = 3


def write_docx(document: Document, style: WordStyle) -> bytes:
    """Return the bytes of a .docx of the document in the style."""
    writer = _Writer(document, style)
    body = writer.body()
    has_notes = style.has_real_notes and bool(document.footnotes)
    notes = [note.text for note in document.footnotes] if has_notes else []
    return pack(
        word_parts.parts(
            body,
            list_starts=writer.list_starts,
            has_overrides=style.has_overrides,
            notes=notes,
        )
    )


@dataclass(slots=True)
class _Writer:
    document: Document
    style: WordStyle
    list_starts: int = 1
    runs: RunWriter = field(init=False)
    counter: int = 0
    cell_count: int = 0
    row_count: int = 0

    def __post_init__(self) -> None:
        self.runs = RunWriter(self.style)

    def body(self) -> str:
        parts = [self._paragraph_block(block) for block in self.document.paragraphs()]
        before = [
            index for index, block in enumerate(self.document.blocks) if isinstance(block, Table)
        ]
        tables = [self._table(table) for table in self.document.tables()]
        parts[before[0] : before[0]] = tables
        if not self.style.has_real_notes:
            parts += [
                _paragraph(self.runs.line(f"{note.mark} {note.text}"))
                for note in self.document.footnotes
            ]
        return "".join(parts)

    def _paragraph_block(self, block: Paragraph) -> str:
        return _paragraph(self.runs.line(block.text), '<w:jc w:val="center"/>')

    def _table(self, table: Table) -> str:
        widths = _WIDTHS[table.column_count]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows: list[str] = []
        for index, row in enumerate(table.rows):
            rows.append(self._row(row, widths))
            if self.style.has_tracking and index == _DELETED_AFTER:
                rows.append(self._deleted_row(widths))
        return (
            f'<w:tbl><w:tblPr>{word_parts.BORDERS}<w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"
        )

    def _row(self, row: Row, widths: tuple[int, ...]) -> str:
        self.row_count += 1
        cells = "".join(self._cell(cell, widths, row) for cell in row.cells)
        properties = "<w:tblHeader/>" if row.is_header else ""
        if self.style.has_tracking and self.row_count % _INSERTED_ROW == 0:
            properties += self.runs.change("ins", "")
        inside = f"<w:trPr>{properties}</w:trPr>" if properties else ""
        markup = f"<w:tr>{inside}{cells}</w:tr>"
        if self.style.has_controls and self.row_count % _CONTROLLED_ROW == 0:
            return _control(markup)
        return markup

    def _deleted_row(self, widths: tuple[int, ...]) -> str:
        """A row struck out under tracking: it is not printed once the changes are accepted."""
        cells = "".join(
            _cell(_paragraph(self.runs.deleted("снято с рассмотрения")), f'<w:tcW w:w="{width}"/>')
            for width in widths
        )
        return f"<w:tr><w:trPr>{self.runs.change('del', '')}</w:trPr>{cells}</w:tr>"

    def _cell(self, cell: Cell, widths: tuple[int, ...], row: Row) -> str:
        self.cell_count += 1
        first = cell.column - 1
        width = sum(widths[first : first + cell.column_span])
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if cell.column_span > 1:
            properties += f'<w:gridSpan w:val="{cell.column_span}"/>'
        if cell.is_continuation:
            properties += "<w:vMerge/>"
        elif cell.row_span > 1:
            properties += '<w:vMerge w:val="restart"/>'
        markup = _cell(self._content(cell, is_header=row.is_header), properties)
        if self.style.has_cell_controls and self.cell_count % _CONTROLLED_CELL == 0:
            return _control(markup)
        return markup

    def _content(self, cell: Cell, *, is_header: bool) -> str:
        text, properties = cell.text, ""
        if self.style.has_lists and not is_header:
            text, properties = self._list_part(text)
        paragraphs = text.split("\n\n")
        boxed = paragraphs.pop() if self.style.has_boxes and len(paragraphs) > 1 else ""
        parts = []
        for index, part in enumerate(paragraphs):
            runs = self.runs.text(part, cell.footnotes, is_edited=not (is_header or index))
            if boxed and index == len(paragraphs) - 1:
                runs += word_parts.text_box(_paragraph(self.runs.line(boxed)))
            parts.append(_paragraph(runs, "" if index else properties))
        return "".join(parts)

    def _list_part(self, text: str) -> tuple[str, str]:
        """Return what is left to print and the list that prints the number or the bullet."""
        bullet = _BULLET.match(text)
        if bullet:
            return text[bullet.end() :], _list(word_parts.BULLETS)
        number = _NUMBER.fullmatch(text)
        if not number:
            return text, ""
        value = int(number[1])
        if value == 1 and self.counter:
            self.list_starts += 1
            self.counter = 0
        if value != self.counter + 1:
            return text, ""
        self.counter = value
        return "", _list(word_parts.NUMBERS + self.list_starts - 1)


def _paragraph(runs: str, properties: str = "") -> str:
    inside = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inside}{runs}</w:p>"


def _cell(content: str, properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _control(markup: str) -> str:
    """Put markup into a content control, as forms of offices do."""
    properties = '<w:sdtPr><w:alias w:val="Поле"/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{markup}</w:sdtContent></w:sdt>"


def _list(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
