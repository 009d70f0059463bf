"""A report as a document in the look of a speech: title block, salutation, justified paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from planbook.documents.printed import (
    Align,
    Page,
    ParagraphRole,
    PrintedBlock,
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
    PrintedTable,
)
from planbook.narrative.sheets import Span

_FONT_SIZE = 14.0
_INDENT = "\u2003\u2003"
_DASH_MARK = "- "


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
    """A whole report: `title_lines` are centred, `signature` lines end it, `stamp` stands first.

    `appendix` are pictures and tables after the text (charts, matrices), as they are.
    """

    title_lines: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    salutation: str = ""
    closing: str = ""
    signature: tuple[str, ...] = ()
    stamp: str = ""
    author: str = ""
    footer: str = ""
    appendix: tuple[PrintedParagraph | PrintedImage | PrintedTable, ...] = ()


def report_pages(report: ReportText) -> PrintedDocument:
    """Arrange a report for print.

    >>> report = ReportText(("Отчётный доклад", "за 2026 год"), (Paragraph((Span("Текст."),)),))
    >>> [block.text for block in report_pages(report).blocks]
    ['Отчётный доклад\\nза 2026 год', '\\u2003\\u2003Текст.']
    """
    title = " ".join(line.strip() for line in report.title_lines if line.strip())
    return PrintedDocument(
        title=title or "Отчёт",
        blocks=tuple(_blocks(report)),
        page=Page(top=20, right=15, bottom=20, left=30),
        author=report.author,
        footer=report.footer,
        font_size=_FONT_SIZE,
    )


def paragraphs_of(spans: tuple[Span, ...]) -> tuple[Paragraph, ...]:
    """Cut a rendered phrase at line breaks; lines that begin with «- » become dash lists.

    >>> [(one.text, one.kind.value) for one in paragraphs_of((Span("Проведены:\\n- бег"),))]
    [('Проведены:', 'text'), ('бег', 'dash')]
    """
    lines: list[list[Span]] = [[]]
    for span in spans:
        if "\n" not in span.text:
            lines[-1].append(span)
            continue
        first, *rest = span.text.split("\n")
        lines[-1].append(replace(span, text=first))
        lines += [[replace(span, text=part)] for part in rest]
    return tuple(_paragraph(line) for line in lines if "".join(one.text for one in line).strip())


def _paragraph(spans: list[Span]) -> Paragraph:
    kept = [span for span in spans if span.text]
    if not kept[0].text.startswith(_DASH_MARK):
        return Paragraph(tuple(kept))
    first = replace(kept[0], text=kept[0].text.removeprefix(_DASH_MARK))
    tail = [one for one in (first, *kept[1:]) if one.text]
    return Paragraph(tuple(tail), ParagraphKind.DASH)


def _blocks(report: ReportText) -> Iterator[PrintedBlock]:
    if report.stamp:
        yield PrintedParagraph(report.stamp, ParagraphRole.STAMP, Align.RIGHT)
    title = "\n".join(line for line in report.title_lines if line.strip())
    if title:
        yield PrintedParagraph(title, ParagraphRole.TITLE, Align.CENTER, level=1, is_bold=True)
    if report.salutation:
        yield PrintedParagraph(report.salutation, align=Align.CENTER, is_bold=True)
    for paragraph in report.paragraphs:
        yield _printed(paragraph)
    if report.closing:
        yield PrintedParagraph(_INDENT + report.closing, align=Align.JUSTIFY)
    yield from report.appendix
    if report.signature:
        yield PrintedParagraph("\n".join(report.signature), ParagraphRole.SIGNATURE)


def _printed(paragraph: Paragraph) -> PrintedParagraph:
    text = paragraph.text.strip()
    match paragraph.kind:
        case ParagraphKind.HEADING:
            return PrintedParagraph(
                text, ParagraphRole.HEADING, Align.CENTER, level=2, is_bold=True
            )
        case ParagraphKind.DASH:
            # Justified lines of a list that wrap once look torn.
            return PrintedParagraph(f"{_INDENT}–\u00a0{text}")
        case ParagraphKind.TEXT:
            return PrintedParagraph(_INDENT + text, align=Align.JUSTIFY)
