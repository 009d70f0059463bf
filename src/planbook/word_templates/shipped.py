"""Ready templates, one for each kind of paper: made by code, so that they need no licence."""

from __future__ import annotations

import tomllib
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
    printed = PrintedDocument(data["name"], blocks, page=_PAGE, font_size=_FONT_SIZE)
    return ShippedTemplate(key, data["name"], write_docx(printed))


def _block(data: dict[str, Any]) -> PrintedBlock:
    if "table" in data:
        return _table(data)
    return PrintedParagraph(
        data["text"],
        role=ParagraphRole(data.get("role", "text")),
        align=Align(data.get("align", "left")),
        level=data.get("level", 0),
        is_bold=data.get("bold", False),
    )


def _table(data: dict[str, Any]) -> PrintedTable:
    header = PrintedRow(
        tuple(PrintedCell(text, is_bold=True) for text in data["table"]), RowRole.HEADER
    )
    item = PrintedRow(tuple(PrintedCell(text) for text in data["row"]))
    return PrintedTable((header, item), tuple(float(one) for one in data["widths"]))
