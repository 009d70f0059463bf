"""The analytical note as a Word or PDF document, with charts as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from planbook.indicators import ComparisonTable, NoteParagraph


@dataclass(frozen=True, slots=True)
class NoteExport:
    """A note and the table that it is about.

    Attributes:
        own_key: key of the city that charts highlight, empty for none.
        chart_codes: indicators that get a chart, None for every numeric one of the note.
        is_draft: «Проект» stands above the note.
    """

    table: ComparisonTable
    paragraphs: Sequence[NoteParagraph]
    own_key: str = ""
    chart_codes: frozenset[str] | None = None
    is_draft: bool = True
    source_url: str = ""


def write_note_docx(note: NoteExport, *, created: datetime | None = None) -> bytes:
    """Write a note as a Word document."""
    raise NotImplementedError


def write_note_pdf(note: NoteExport, *, created: datetime | None = None) -> bytes:
    """Write a note as PDF.

    Raises:
        UnprintableDocument: the note cannot be set.
    """
    raise NotImplementedError


def write_digest_docx(table: ComparisonTable, *, created: datetime | None = None) -> bytes:
    """Write the answers in words, question by question, as a Word document."""
    raise NotImplementedError
