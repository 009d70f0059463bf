"""The call of the typesetter (typst): a fixed template, the words beside it as data, no network.

The font is Libertinus Serif, which comes with typst: a book face with full Russian, narrow enough
for tables of seven columns.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from planbook.documents.printed import PrintedDocument
from planbook.errors import UnprintableDocument
from planbook.writers.headings import with_one_title
from planbook.writers.pdf.parts import document_parts

# Archival (PDF/A-2a, which insists on a date) and accessible (PDF/UA-1) where the document allows
# it; else a plain PDF, tagged all the same.
_NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)
_ARCHIVAL, _ACCESSIBLE, _PLAIN = ("a-2a", "ua-1"), ("ua-1",), ()


def write_pdf(printed: PrintedDocument, *, created: datetime | None = None) -> bytes:
    """Write a printed document as PDF.

    Args:
        printed: the document.
        created: aware moment told in the properties; without it none is told and the bytes depend
            on the document alone.

    Raises:
        UnprintableDocument: the document cannot be set, for example on a page without room.

    >>> write_pdf(PrintedDocument("План", ()))[:5]
    b'%PDF-'
    """
    printed = with_one_title(printed)
    parts = document_parts(printed, created=created)
    refusal: BaseException | None = None
    for binds in (True, False):
        words = json.dumps({**parts, "binds": binds}, ensure_ascii=False).encode()
        for standards in (*([_ARCHIVAL] if created else []), _ACCESSIBLE, _PLAIN):
            try:
                return _set({"main.typ": _template(), "words.json": words}, standards, created)
            except RuntimeError as err:
                refusal = err
            except BaseException as err:
                if not _is_panic(err):
                    raise
                refusal = err
                break
    raise UnprintableDocument(
        "Документ не удалось сверстать в PDF. Проверьте размер страницы, поля и изображения."
    ) from refusal


def _is_panic(err: BaseException) -> bool:
    """Tell whether typst itself has failed: its layout of headers does on rare tables.

    Such errors derive from BaseException and cannot be imported by name.
    """
    return type(err).__module__ == "pyo3_runtime"


def _set(sources: Any, standards: tuple[Any, ...], created: datetime | None) -> bytes:
    # typst takes whole seconds only.
    moment = (created or _NO_MOMENT).astimezone(UTC).replace(microsecond=0)
    return typst.compile(
        sources,
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        pdf_standards=list(standards),
        timestamp=moment,
    )


@cache
def _fonts() -> typst.Fonts:
    # The same fonts on every machine, so that the same document breaks at the same lines.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


@cache
def _template() -> bytes:
    return files("planbook.writers").joinpath("data/plan.typ").read_bytes()
