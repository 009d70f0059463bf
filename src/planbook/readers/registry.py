"""Every format that is read and its reader; a reader's libraries are loaded when it is first used.

The imports stand inside functions, so that the command line and the pages do not wait for
libraries of formats they do not meet; import-linter and mypy see them there all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from planbook.documents.tree import Document
from planbook.readers.docx import read_docx
from planbook.readers.limits import Limits
from planbook.readers.text import read_text


class Reader(Protocol):
    """A function that turns the bytes of one format into a document, or refuses them."""

    def __call__(self, data: bytes, /, *, file_name: str, limits: Limits) -> Document:
        """Read the bytes within the limits."""
        ...


@dataclass(frozen=True, slots=True)
class LazyReader:
    """A reader whose module is imported at its first use."""

    load: Callable[[], Reader]

    def __call__(self, data: bytes, /, *, file_name: str, limits: Limits) -> Document:
        """Import the reader and read with it."""
        return self.load()(data, file_name=file_name, limits=limits)


def _doc() -> Reader:
    from planbook.readers.doc import read_doc  # noqa: PLC0415

    return read_doc


def _html() -> Reader:
    from planbook.readers.html import read_html  # noqa: PLC0415

    return read_html


def _odt() -> Reader:
    from planbook.readers.odt import read_odt  # noqa: PLC0415

    return read_odt


def _pdf() -> Reader:
    from planbook.readers.pdf import read_pdf  # noqa: PLC0415

    return read_pdf


def _separated() -> Reader:
    from planbook.readers.separated import read_csv  # noqa: PLC0415

    return read_csv


def _sheets() -> Reader:
    from planbook.readers.sheets import read_sheets  # noqa: PLC0415

    return read_sheets


# By the name under which `Document.format_name` tells the format.
READERS: dict[str, Reader] = {
    "docx": read_docx,
    "odt": LazyReader(_odt),
    "doc": LazyReader(_doc),
    "pdf": LazyReader(_pdf),
    "xlsx": LazyReader(_sheets),
    "xls": LazyReader(_sheets),
    "ods": LazyReader(_sheets),
    "html": LazyReader(_html),
    "csv": LazyReader(_separated),
    "txt": read_text,
}
