"""Every format that is written: what its writer is given; libraries are loaded on first use.

The imports stand inside functions, so that nobody waits for the library of a format he does not
ask for; import-linter and mypy see them there all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Takes(StrEnum):
    """What a writer is given."""

    PRINTED = "printed"
    FLAT = "flat"
    DRAFT = "draft"
    CALENDAR = "calendar"


Write = Callable[..., bytes | str]


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: what its writer takes, its media type (RFC 6838), whether it tells a moment."""

    takes: Takes
    media_type: str
    load: Callable[[], Write]
    is_dated: bool = False

    def write(self, value: Any, *, created: datetime | None = None) -> bytes:
        """Write a value of the kind that `takes` names.

        `created` is the aware moment for the properties of formats that have such.
        """
        write = self.load()
        written = write(value, created=created) if self.is_dated else write(value)
        return written.encode("utf-8") if isinstance(written, str) else written


def _docx() -> Write:
    from planbook.writers.docx import write_docx  # noqa: PLC0415

    return write_docx


def _pdf() -> Write:
    from planbook.writers.pdf import write_pdf  # noqa: PLC0415

    return write_pdf


def _html() -> Write:
    from planbook.writers.html import write_html  # noqa: PLC0415

    return write_html


def _xlsx() -> Write:
    from planbook.writers.xlsx import write_xlsx  # noqa: PLC0415

    return write_xlsx


def _csv() -> Write:
    from planbook.writers.csv import write_csv  # noqa: PLC0415

    return write_csv


def _json() -> Write:
    from planbook.writers.plan_json import write_json  # noqa: PLC0415

    return write_json


def _ics() -> Write:
    from planbook.writers.ics import write_ics  # noqa: PLC0415

    return write_ics


_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml.document"
_EXCEL = f"{_OFFICE}.spreadsheetml.sheet"

# By the extension of the file, without its dot.
WRITERS: dict[str, Writer] = {
    "docx": Writer(Takes.PRINTED, _WORD, _docx, is_dated=True),
    "pdf": Writer(Takes.PRINTED, "application/pdf", _pdf, is_dated=True),
    "html": Writer(Takes.PRINTED, "text/html; charset=utf-8", _html),
    "xlsx": Writer(Takes.FLAT, _EXCEL, _xlsx, is_dated=True),
    "csv": Writer(Takes.FLAT, "text/csv; charset=utf-8", _csv),
    "json": Writer(Takes.DRAFT, "application/json", _json),
    "ics": Writer(Takes.CALENDAR, "text/calendar; charset=utf-8", _ics),
}


def formats_told() -> str:
    """Return the formats that are written, as a Russian sentence.

    >>> formats_told()
    'Записываются: .docx, .pdf, .html, .xlsx, .csv, .json, .ics.'
    """
    return f"Записываются: {', '.join(f'.{name}' for name in WRITERS)}."
