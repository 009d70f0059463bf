"""Letters as one Word file, a page for each addressee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planbook.documents.printed import (
    Align,
    PrintedBlock,
    PrintedDocument,
    PrintedParagraph,
)
from planbook.writers.docx import write_docx


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter to print: to whom, what about, the text as it would be mailed."""

    addressee: str
    subject: str
    body: str


def letters_docx(*, letters: Sequence[LetterPage], sender: str) -> bytes:
    """Return letters of one sender as a Word file, each on a page of its own."""
    blocks: list[PrintedBlock] = []
    for index, letter in enumerate(letters):
        blocks += _page(letter, sender, starts_page=index > 0)
    return write_docx(PrintedDocument(title=f"Письма: {sender}", blocks=tuple(blocks)))


def _page(letter: LetterPage, sender: str, *, starts_page: bool) -> list[PrintedBlock]:
    first = PrintedParagraph(letter.addressee, align=Align.RIGHT, starts_page=starts_page)
    paragraphs = [part for part in letter.body.split("\n\n") if part.strip()]
    if paragraphs and paragraphs[0].strip() == letter.addressee:
        paragraphs = paragraphs[1:]
    return [
        first,
        PrintedParagraph(letter.subject, level=1, is_bold=True),
        *(PrintedParagraph(part) for part in paragraphs),
        PrintedParagraph(sender, align=Align.LEFT),
    ]
