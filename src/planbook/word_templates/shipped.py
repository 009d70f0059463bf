"""Ready templates, one for each kind of paper: made by code, so that they need no licence."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from planbook.documents.page import Page
from planbook.documents.printed import (
    Align,
    ParagraphRole,
    PrintedBlock,
    PrintedCell,
    PrintedDocument,
    PrintedParagraph,
    PrintedRow,
    PrintedTable,
    RowRole,
)
from planbook.writers.docx.writer import write_docx

_PAGE = Page(right=15.0, left=25.0)
_FONT_SIZE = 14.0
_CENTERED = frozenset({ParagraphRole.OWNER, ParagraphRole.TITLE})
_COMPRESSION = 6
_FOOT = "word/footer1.xml"
_WORDS_OF_FOOT = re.compile(rb"<w:p>.*</w:p>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ShippedTemplate:
    """A ready template: its key, its Russian name, the .docx; the same bytes every time."""

    key: str
    name: str
    content: bytes


@cache
def shipped_templates() -> tuple[ShippedTemplate, ...]:
    """Return the ready templates in the order of their file.

    >>> [one.key for one in shipped_templates()][:3]
    ['invitation', 'programme', 'participants']
    """
    source = files("planbook.word_templates").joinpath("data/shipped.toml")
    found = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(_template(key, data) for key, data in found.items())


def _template(key: str, data: dict[str, Any]) -> ShippedTemplate:
    blocks = tuple(_block(one) for one in data["blocks"])
    printed = PrintedDocument(
        data["name"], blocks, page=_PAGE, font_size=data.get("font_size", _FONT_SIZE)
    )
    return ShippedTemplate(key, data["name"], _without_page_numbers(write_docx(printed)))


def _without_page_numbers(content: bytes) -> bytes:
    """Return a document with an empty foot: letters and diplomas have no numbers of pages."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", compresslevel=_COMPRESSION) as archive,
    ):
        for entry in source.infolist():
            data = source.read(entry)
            is_foot = entry.filename == _FOOT
            archive.writestr(
                entry, _WORDS_OF_FOOT.sub(b"<w:p/>", data, count=1) if is_foot else data
            )
    return target.getvalue()


def _block(data: dict[str, Any]) -> PrintedBlock:
    if "table" in data:
        return _table(data)
    role = ParagraphRole(data.get("role", "text"))
    return PrintedParagraph(
        data["text"],
        role=role,
        align=Align(data.get("align", "center" if role in _CENTERED else "left")),
        level=data.get("level", 0),
        is_bold=data.get("bold", False),
    )


def _table(data: dict[str, Any]) -> PrintedTable:
    header = PrintedRow(
        tuple(PrintedCell(text, is_bold=True) for text in data["table"]), RowRole.HEADER
    )
    item = PrintedRow(tuple(PrintedCell(text) for text in data["row"]))
    return PrintedTable((header, item), tuple(float(one) for one in data["widths"]))
