"""Every format that is written: what it takes and where its writer is; libraries load on use."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Takes(StrEnum):
    """What a writer is given."""

    PRINTED = "printed"
    FLAT = "flat"
    DRAFT = "draft"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: what its writer takes, its media type (RFC 6838), where the function stands."""

    takes: Takes
    media_type: str
    module: str
    function: str

    def write(self, value: object, **options: Any) -> bytes:
        """Write a value of the kind that `takes` names; the library of the format loads now."""
        write: Callable[..., bytes | str]
        write = getattr(importlib.import_module(self.module), self.function)
        written = write(value, **options)
        return written.encode("utf-8") if isinstance(written, str) else written


_OFFICE = "application/vnd.openxmlformats-officedocument"

# By the extension of the file, without its dot.
WRITERS: dict[str, Writer] = {
    "docx": Writer(
        Takes.PRINTED,
        f"{_OFFICE}.wordprocessingml.document",
        "planbook.writers.docx",
        "write_docx",
    ),
    "pdf": Writer(Takes.PRINTED, "application/pdf", "planbook.writers.pdf", "write_pdf"),
    "html": Writer(
        Takes.PRINTED, "text/html; charset=utf-8", "planbook.writers.html", "write_html"
    ),
    "xlsx": Writer(
        Takes.FLAT, f"{_OFFICE}.spreadsheetml.sheet", "planbook.writers.xlsx", "write_xlsx"
    ),
    "csv": Writer(Takes.FLAT, "text/csv; charset=utf-8", "planbook.writers.csv", "write_csv"),
    "json": Writer(Takes.DRAFT, "application/json", "planbook.writers.plan_json", "write_json"),
    "ics": Writer(
        Takes.CALENDAR, "text/calendar; charset=utf-8", "planbook.writers.ics", "write_ics"
    ),
}
