"""Reading a .docx plan of about 15 pages: beside a bare XML parse, python-docx and mammoth."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import mammoth
from lxml import etree

from planbook.documents import Cell, Table
from planbook.readers import read_document

SOURCE = Path(__file__).parents[1] / "tests" / "corpus" / "smolensk-plan-2023-h2" / "source.txt"
REPEATS = 15
SLOW_REPEATS = 3

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
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


def run() -> list[Sequence[object]]:
    """Return a row for every reader: milliseconds and how many bare parses that makes."""
    data = plan_as_docx()
    markup = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    readers: list[tuple[str, Callable[[], object], int]] = [
        ("lxml, разбор разметки", lambda: etree.fromstring(markup), REPEATS),
        ("planbook.readers", lambda: read_document(data, file_name="план.docx"), REPEATS),
        ("python-docx", lambda: _read_with_python_docx(data), SLOW_REPEATS),
        ("mammoth", lambda: mammoth.convert_to_html(io.BytesIO(data)), SLOW_REPEATS),
    ]
    times = [(name, _milliseconds(read, repeats)) for name, read, repeats in readers]
    bare = times[0][1]
    rows: list[Sequence[object]] = [(f"{len(markup) // 1024} КБ разметки", "мс", "× разбор")]
    rows += [(name, f"{spent:.1f}", f"{spent / bare:.1f}") for name, spent in times]
    return rows


def plan_as_docx() -> bytes:
    """Return a plan of the corpus as a .docx with markup as heavy as Word makes it."""
    table = next(read_document(SOURCE).tables())
    body = (
        f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{_table_markup(table)}<w:p/>'
        "</w:body></w:document>"
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}" Target="word/document.xml"/></Relationships>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", body)
    return buffer.getvalue()


def _table_markup(table: Table) -> str:
    grid = '<w:gridCol w:w="2000"/>' * table.column_count
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + "".join(map(_cell_markup, row.cells)) + "</w:tr>"
        for row in table.rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


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


def _read_with_python_docx(data: bytes) -> list[list[str]]:
    document = docx.Document(io.BytesIO(data))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def _milliseconds(read: Callable[[], object], repeats: int) -> float:
    """Return the best of several runs in milliseconds of processor time."""
    best = float("inf")
    for _ in range(repeats):
        began = time.process_time()
        read()
        best = min(best, time.process_time() - began)
    return best * 1000


if __name__ == "__main__":
    for row in run():
        print(*row, sep="\t")
