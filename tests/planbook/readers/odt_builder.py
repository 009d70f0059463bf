"""Small OpenDocument texts made of markup, so that every case shows what it is about."""

from __future__ import annotations

import io
import zipfile

MIME = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{_OASIS}:{local}:1.0"'
    for prefix, local in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)


def content(body: str, styles: str = "", prologue: str = "") -> str:
    return (
        f"{prologue}<office:document-content {_NAMESPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt(body: str, automatic: str = "", **parts: str) -> bytes:
    """Return a document; further parts are named without their ending."""
    texts = {f"{name}.xml": text for name, text in parts.items()}
    return package({"mimetype": MIME, "content.xml": content(body, automatic), **texts})


def page_styles(inner: str) -> str:
    return (
        f"<office:document-styles {_NAMESPACES}><office:master-styles>"
        f'<style:master-page style:name="Standard">{inner}</style:master-page>'
        "</office:master-styles></office:document-styles>"
    )


def package(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def p(inner: str = "", style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{inner}</text:p>"


def cell(inner: str = "", **spans: int) -> str:
    """Return a cell; spans are `columns`, `rows` and `repeated`."""
    names = {
        "columns": "number-columns-spanned",
        "rows": "number-rows-spanned",
        "repeated": "number-columns-repeated",
    }
    attributes = "".join(f' table:{names[key]}="{count}"' for key, count in spans.items())
    body = inner if inner.startswith("<") else p(inner)
    return f"<table:table-cell{attributes}>{body}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def row(*cells: str, repeated: int = 1) -> str:
    attribute = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    texts = "".join(text if text.startswith("<table:") else cell(text) for text in cells)
    return f"<table:table-row{attribute}>{texts}</table:table-row>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"
