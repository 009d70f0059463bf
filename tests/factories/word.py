"""Word files as small as they can be: only what a test is about."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT_TYPE = f"{_WORD}.document.main+xml"


def paragraph(*runs: str, before: str = "") -> str:
    """A paragraph of runs; `before` stands in the properties of each run."""
    return f"<w:p>{''.join(run(one, before) for one in runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells with one paragraph each."""
    lines = (
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def text_box(text: str) -> str:
    """A paragraph that holds nothing but a text box."""
    return (
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph(text)}</w:txbxContent></w:pict></w:r></w:p>"
    )


def word_file(
    body: str,
    *,
    header: str = "",
    footer: str = "",
    kind: str = DOCUMENT_TYPE,
    relations: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A .docx; `relations` are further relationships of the document, `parts` further parts."""
    around = {"header": header, "footer": footer}
    listed = "".join(
        _relation(f"r{name}", f"{_OFFICE}/{name}", f"{name}1.xml")
        for name, text in around.items()
        if text
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{kind}"/></Types>'
        ),
        "_rels/.rels": _relations(
            _relation("r1", f"{_OFFICE}/officeDocument", "word/document.xml")
        ),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relations(listed + relations),
    }
    tags = {"header": "hdr", "footer": "ftr"}
    for name, text in around.items():
        if text:
            files[f"word/{name}1.xml"] = (
                f'<w:{tags[name]} xmlns:w="{_W}">{paragraph(text)}</w:{tags[name]}>'
            )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, **(parts or {})}.items():
            # A date of its own would make two files of the same words differ.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def relation(kind: str, target: str, *, is_external: bool = False) -> str:
    """A relationship of the document by the last word of its type."""
    return _relation("x1", f"{_OFFICE}/{kind}", target, is_external=is_external)


def part_of(data: bytes, name: str = "word/document.xml") -> str:
    """The markup of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def _relation(identifier: str, kind: str, target: str, *, is_external: bool = False) -> str:
    mode = ' TargetMode="External"' if is_external else ""
    return f'<Relationship Id="{identifier}" Type="{kind}" Target="{escape(target)}"{mode}/>'


def _relations(listed: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
