"""A report as a document in the look of a speech: title block, salutation, justified paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planbook.documents.printed import PrintedDocument
from planbook.narrative.sheets import Span


class ParagraphKind(StrEnum):
    """How a paragraph of a report looks."""

    TEXT = "text"
    HEADING = "heading"
    DASH = "dash"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a report with the facts behind its words."""

    spans: tuple[Span, ...]
    kind: ParagraphKind = ParagraphKind.TEXT

    @property
    def text(self) -> str:
        """Return the words without marks."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class ReportText:
    """A whole report: `title_lines` are centred, `signature` lines end it, `stamp` stands first."""

    title_lines: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    salutation: str = ""
    closing: str = ""
    signature: tuple[str, ...] = ()
    stamp: str = ""
    author: str = ""


def report_pages(report: ReportText) -> PrintedDocument:
    """Arrange a report for print."""
    raise NotImplementedError


def paragraphs_of(spans: tuple[Span, ...]) -> tuple[Paragraph, ...]:
    """Cut a rendered phrase at line breaks; lines that begin with «- » become dash lists."""
    raise NotImplementedError
