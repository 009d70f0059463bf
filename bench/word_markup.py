"""A plan of the corpus as a .docx with markup as heavy as Word makes it, as long as asked for."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from planbook.documents import Cell, Table

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Word writes properties with every run and cuts a line into runs after each edit.
_RUN_PROPERTIES = (
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
    'w:cs="Times New Roman"/><w:color w:val="000000"/><w:sz w:val="24"/>'
    '<w:szCs w:val="24"/><w:lang w:val="ru-RU" w:eastAsia="ru-RU"/></w:rPr>'
)
_PARAGRAPH_PROPERTIES = (
    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    f'<w:jc w:val="center"/>{_RUN_PROPERTIES}</w:pPr>'
)
_WORDS_IN_RUN = 4


def docx_of(table: Table, times: int = 1) -> bytes:
    """Return a document whose only table has the rows of `table` so many times over."""
    body = (
        f'<w:document xmlns:w="{_NAMESPACE}" xmlns:r="{_RELATIONS}"><w:body>'
        f"{_table_markup(table, times)}<w:p/></w:body></w:document>"
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", body)
    return buffer.getvalue()


def markup_of(data: bytes) -> bytes:
    """Return the main part of a document: what a bare parse takes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def _table_markup(table: Table, times: int) -> str:
    grid = '<w:gridCol w:w="2000"/>' * table.column_count
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + "".join(map(_cell_markup, row.cells)) + "</w:tr>"
        for row in table.rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows * times}</w:tbl>"


def _cell_markup(cell: Cell) -> str:
    paragraphs = "".join(
        f'<w:p w:rsidR="00A1B2C3" w:rsidRDefault="00A1B2C3">{_PARAGRAPH_PROPERTIES}'
        f"{_runs_markup(line)}</w:p>"
        for line in cell.text.split("\n")
    )
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/><w:gridSpan w:val="{cell.column_span}"/>'
        f"<w:tcBorders>{borders}</w:tcBorders></w:tcPr>{paragraphs}</w:tc>"
    )


def _runs_markup(line: str) -> str:
    words = line.split(" ")
    pieces = (
        " ".join(words[start : start + _WORDS_IN_RUN])
        for start in range(0, len(words), _WORDS_IN_RUN)
    )
    return "".join(
        f'<w:r w:rsidRPr="00A1B2C3">{_RUN_PROPERTIES}'
        f'<w:t xml:space="preserve">{escape(piece)} </w:t></w:r>'
        for piece in pieces
    )
