"""Files made to harm or to mislead: bombs, loops, entities, depths, names and insides of others."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cache
from pathlib import Path

from tests.planbook.readers.docx_builder import CONTENT_TYPES, cell, docx, package, row, table
from tests.planbook.readers.docx_builder import document as word_body
from tests.planbook.readers.docx_builder import paragraph as word_paragraph
from tests.planbook.readers.sheets.book import repacked, workbook

VARIANTS = Path(__file__).parents[2] / "corpus" / "mag-plan-2023" / "variants"
MEBIBYTE = 1024 * 1024
SHEET = "xl__worksheets__sheet1_dot_xml"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE = "http://schemas.openxmlformats.org"
_KIND = f"{_OFFICE}/officeDocument/2006/relationships"
_RELATIONS = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    f'<Relationship Type="{_KIND}/worksheet" Target="worksheets/sheet1.xml" Id="rId1"/>'
    f'<Relationship Type="{_KIND}/sharedStrings" Target="sharedStrings.xml" Id="rId2"/>'
    "</Relationships>"
)
BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY d SYSTEM "file:///etc/passwd">]>'


def variant(name: str) -> bytes:
    return (VARIANTS / name).read_bytes()


def worksheet(rows: str, after: str = "", head: str = "") -> str:
    return f'{head}<worksheet xmlns="{S}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def xlsx(rows: str, after: str = "", *, head: str = "", strings: str | None = None) -> bytes:
    """Return a workbook whose only sheet has these rows."""
    parts = {SHEET: worksheet(rows, after, head)}
    if strings is not None:
        parts["xl__sharedStrings_dot_xml"] = strings
        parts["xl___rels__workbook_dot_xml_dot_rels"] = _RELATIONS
    return repacked(workbook(["а", "б"]), **parts)


def inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def opendocument(kind: str, content: str, head: str = "") -> bytes:
    """Return an OpenDocument package of a kind («text», «spreadsheet») with this content."""
    names = "".join(
        f' xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text", "style")
    )
    root = (
        f"{head}<office:document-content{names}><office:body><office:{kind}>{content}"
        f"</office:{kind}></office:body></office:document-content>"
    )
    return package({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": root})


def ods_rows(rows: str, head: str = "") -> bytes:
    return opendocument("spreadsheet", f'<table:table table:name="П">{rows}</table:table>', head)


def ods_cell(text: str, repeats: int = 1) -> str:
    return (
        f'<table:table-cell table:number-columns-repeated="{repeats}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def pdf(*objects: bytes, table: bytes | None = None) -> bytes:
    """Return a file of these objects, numbered from 1; the first one is the catalogue."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    if table is None:
        lines = b"".join(b"%010d 00000 n \n" % place for place in places)
        table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, lines)
    out.write(table + b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<>>>>"


def pdf_stream(data: bytes, *filters: str) -> bytes:
    names = "".join(f"/{name}" for name in filters).encode()
    return b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(data), names, data)


def deflated(data: bytes, times: int = 1) -> bytes:
    for _time in range(times):
        data = zlib.compress(data, 9)
    return data


@cache
def zeros(mebibytes: int) -> bytes:
    return b" " * (mebibytes * MEBIBYTE)


def million_empty_rows() -> bytes:
    rows = [f'<row r="1">{inline("План")}{inline("на 2023 год")}</row>']
    rows += [f'<row r="{row}" s="1" customFormat="1"/>' for row in range(2, 1_048_577)]
    return xlsx("".join(rows))


def many_merged_cells(count: int) -> bytes:
    rows = "".join(
        f'<row r="{n}">{inline("а")}{inline("")}{inline("б")}</row>' for n in range(1, count + 1)
    )
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, count + 1))
    return xlsx(rows, f"<mergeCells>{merges}</mergeCells>")


def zip_of(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_dot_", "."), data)
    return stream.getvalue()


def word_tables(depth: int) -> bytes:
    inner = word_paragraph("дно")
    for _level in range(depth):
        inner = table(row(cell(f"{inner}<w:p/>")))
    return docx(inner)


def word_merged(count: int) -> bytes:
    rows = [
        row(cell("а", f'<w:vMerge {"w:val=" + chr(34) + "restart" + chr(34) if not n else ""}/>'),
            "б", "в")
        for n in range(count)
    ]  # fmt: skip
    return docx(table(*rows))


def word_with_bomb() -> bytes:
    bomb = f"<w:p><w:r><w:t>{' ' * (210 * MEBIBYTE)}</w:t></w:r></w:p>"
    return package({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": word_body(bomb)})
