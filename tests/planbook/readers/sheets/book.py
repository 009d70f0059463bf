"""Small workbooks made by openpyxl, and a document as plain lists to compare with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

from planbook.documents import Document, Table
from planbook.readers import DEFAULT_LIMITS, Limits
from planbook.readers.sheets import read_sheets

Shape = str | list[list[str]]


def workbook(*rows: Sequence[object], change: Callable[[Any], None] | None = None) -> bytes:
    """Return a workbook of one sheet with the rows; `change` works on the sheet before saving."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Лист1"
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(data: bytes, **parts: str | None) -> bytes:
    """Return a package with parts replaced; a part given as None is left out."""
    changed = {name.replace("__", "/").replace("_dot_", "."): text for name, text in parts.items()}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, text in changed.items():
            if text is not None:
                new.writestr(name, text)
    return stream.getvalue()


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    return read_sheets(data, file_name="план.xlsx", limits=limits)


def shapes(document: Document) -> list[Shape]:
    """Return paragraphs as text and tables as rows of texts."""
    return [
        [[cell.text for cell in row.cells] for row in block.rows]
        if isinstance(block, Table)
        else block.text
        for block in document.blocks
    ]


def told(document: Document) -> list[tuple[str, str, str]]:
    return [(found.code, found.message, found.evidence) for found in document.findings]
