"""The analytical note and the digest of answers as Word or PDF documents, charts as pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from planbook.documents.printed import (
    Align,
    ParagraphRole,
    PrintedBlock,
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
)
from planbook.indicators import ComparisonTable, NoteParagraph, NotePart, digest
from planbook.writers.charts import PRINT_FONT, ChartFrame, chart_png, comparison_bars
from planbook.writers.charts.bars import indicator_title
from planbook.writers.comparison_export import ComparisonExport
from planbook.writers.comparisons.figures import RowFigures, TableFigures
from planbook.writers.comparisons.narrative import topic_blocks
from planbook.writers.comparisons.words import (
    answered_words,
    citation,
    edition_words,
    footer_words,
    period_words,
)
from planbook.writers.docx import write_docx
from planbook.writers.pdf import write_pdf

_FONT_SIZE = 12.0
# Millimetres of the page, units of the drawing; more bars would not fit on a page.
_CHART_WIDTH, _DRAWING_WIDTH, _MOST_BARS, _BAR_STEP = 165.0, 700, 24, 17.0
_FEWEST_BARS, _FOOTER_LETTERS, _RESOLUTION = 3, 34, 150.0


@dataclass(frozen=True, slots=True)
class NoteExport:
    """A note and the table that it is about.

    Attributes:
        own_key: key of the city that charts highlight, empty for none.
        chart_codes: indicators that get a chart, None for every one of the note; a chart needs
            three cities with one number each.
        is_draft: «Проект» stands above the note.
        is_preliminary: the table is no version yet.
        source_url: where the table is published, printed in the reference line.
    """

    table: ComparisonTable
    paragraphs: Sequence[NoteParagraph]
    own_key: str = ""
    chart_codes: frozenset[str] | None = None
    is_draft: bool = True
    is_preliminary: bool = False
    source_url: str = ""


def write_note_docx(note: NoteExport, *, created: datetime | None = None) -> bytes:
    """Write a note as a Word document.

    Args:
        note: the note.
        created: aware moment told in the properties; without it the bytes depend on the note alone.
    """
    return write_docx(printed_note(note), created=created)


def write_note_pdf(note: NoteExport, *, created: datetime | None = None) -> bytes:
    """Write a note as PDF.

    Raises:
        UnprintableDocument: the note cannot be set.
    """
    return write_pdf(printed_note(note), created=created)


def write_digest_docx(
    table: ComparisonTable, *, created: datetime | None = None, is_preliminary: bool = False
) -> bytes:
    """Write the answers in words, question by question, as a Word document."""
    printed = printed_digest(table, is_preliminary=is_preliminary)
    return write_docx(printed, created=created)


def printed_note(note: NoteExport) -> PrintedDocument:
    """Arrange a note for print: its paragraphs under headings, a chart below each first one."""
    export = ComparisonExport(note.table, own_key=note.own_key, is_preliminary=note.is_preliminary)
    figures = TableFigures(export)
    rows = {row.code: row for row in figures.rows}
    blocks: list[PrintedBlock] = []
    if note.is_draft:
        blocks.append(PrintedParagraph("Проект", ParagraphRole.STAMP, Align.RIGHT))
    blocks += _front(figures, "Аналитическая записка")
    for paragraph in note.paragraphs:
        blocks += _paragraph(paragraph, note, rows.get(paragraph.code))
    blocks.append(_reference(note.table, note.source_url))
    return _document("Аналитическая записка", blocks, figures)


def printed_digest(table: ComparisonTable, *, is_preliminary: bool = False) -> PrintedDocument:
    """Arrange the answers in words for print: a table of cities for every question."""
    figures = TableFigures(ComparisonExport(table, is_preliminary=is_preliminary))
    blocks: list[PrintedBlock] = [*_front(figures, "Свод ответов городов")]
    told = [topic for topic in digest(table) if topic.entries or topic.silent]
    for number, topic in enumerate(told, 1):
        text = f"{number}. {topic.heading}"
        blocks += topic_blocks(topic, PrintedParagraph(text, ParagraphRole.HEADING, level=1))
    blocks.append(_reference(table, ""))
    return _document("Свод ответов городов", blocks, figures)


def _document(kind: str, blocks: Sequence[PrintedBlock], figures: TableFigures) -> PrintedDocument:
    table, is_preliminary = figures.table, figures.export.is_preliminary
    title = f"{kind}. {' '.join(table.title.split())}. {period_words(table.period_edtf)}"
    return PrintedDocument(
        title,
        tuple(blocks),
        author=table.owner,
        footer=footer_words(table, most=_FOOTER_LETTERS, is_preliminary=is_preliminary),
        font_size=_FONT_SIZE,
    )


def _front(figures: TableFigures, kind: str) -> Iterator[PrintedBlock]:
    table = figures.table
    yield PrintedParagraph(table.owner, ParagraphRole.OWNER, Align.CENTER, is_bold=True)
    lines = (kind, " ".join(table.title.split()), f"за {period_words(table.period_edtf)}")
    for line in lines:
        yield PrintedParagraph(line, ParagraphRole.TITLE, Align.CENTER, 1, is_bold=True)
    edition = edition_words(table, is_preliminary=figures.export.is_preliminary)
    edition = f"{edition[0].lower()}{edition[1:]}"
    text = f"Составлено по сводной таблице: {edition}. {answered_words(figures)}"
    yield PrintedParagraph(text, align=Align.CENTER)


def _paragraph(
    paragraph: NoteParagraph, note: NoteExport, row: RowFigures | None
) -> Iterator[PrintedBlock]:
    if paragraph.heading:
        number = f"{row.number}. " if row is not None else ""
        yield PrintedParagraph(f"{number}{paragraph.heading}", ParagraphRole.HEADING, level=1)
    yield PrintedParagraph(paragraph.text, align=Align.JUSTIFY)
    if row is not None and paragraph.part is NotePart.RANGE:
        picture = _chart(note, row)
        if picture is not None:
            yield picture


def _chart(note: NoteExport, row: RowFigures) -> PrintedImage | None:
    if note.chart_codes is not None and row.code not in note.chart_codes:
        return None
    if row.summary.median is None or row.summary.count < _FEWEST_BARS:
        return None
    title = indicator_title(row.row.line.indicator)
    svg = comparison_bars(
        row.row,
        note.table.columns,
        frame=ChartFrame(title, width=_DRAWING_WIDTH, font=PRINT_FONT, has_title=False),
        own_key=note.own_key,
        most=_MOST_BARS,
        step=_BAR_STEP,
    )
    if not svg:
        return None
    return PrintedImage(
        chart_png(svg, pixels_per_inch=_RESOLUTION), f"Полосы по городам: {title}", _CHART_WIDTH
    )


def _reference(table: ComparisonTable, source_url: str) -> PrintedParagraph:
    text = citation(table, source_url)
    return PrintedParagraph(text, ParagraphRole.SIGNATURE, is_bold=True)
