"""A written report as Word and PDF: a speech, then its numbers as tables with pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mezhgorod.publication.files import WrittenFile
from mezhgorod.reporting.rules.content import LineRole, WrittenText
from mezhgorod.reporting.rules.report_tables import ReportTable
from planbook.documents.printed import (
    ParagraphRole,
    PrintedBlock,
    PrintedCell,
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
    PrintedRow,
    PrintedTable,
    RowRole,
)
from planbook.narrative import Paragraph, ParagraphKind, ReportText, Span, report_pages
from planbook.writers import WRITERS
from planbook.writers.charts import (
    PRINT_FONT,
    ChartFrame,
    CityDot,
    CountedBar,
    chart_png,
    city_map,
    counted_bars,
)

_KINDS = {
    LineRole.TEXT: ParagraphKind.TEXT,
    LineRole.HEADING: ParagraphKind.HEADING,
    LineRole.ITEM: ParagraphKind.DASH,
}
_EVENTS = ("мероприятие", "мероприятия", "мероприятий")
_APPENDIX = "Показатели"
_CHART_WIDTH = 150.0
_FIRST_WIDTH = 34.0


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """What is put into a file: the text, its tables, whose it is, when it was made."""

    text: WrittenText
    tables: tuple[ReportTable, ...]
    owner: str
    made_at: datetime
    stamp: str = ""


def report_document(report: PrintedReport) -> PrintedDocument:
    """Return a report arranged for print."""
    text = report.text
    pages = report_pages(
        ReportText(
            title_lines=tuple(line for line in text.title.splitlines() if line.strip()),
            paragraphs=tuple(
                Paragraph(tuple(Span(span.text) for span in line.spans), _KINDS[line.role])
                for line in text.lines
            ),
            salutation=text.salutation,
            stamp=report.stamp,
            author=report.owner,
        )
    )
    if not report.tables:
        return pages
    return replace(pages, blocks=(*pages.blocks, *_appendix(report.tables)))


def report_file(report: PrintedReport, *, extension: str) -> WrittenFile:
    """Write a report; equal reports give equal bytes.

    Raises:
        KeyError: the format is not written.
    """
    if extension not in {"docx", "pdf"}:
        raise KeyError(extension)
    writer = WRITERS[extension]
    content = writer.write(report_document(report), created=report.made_at)
    name = " ".join(report.text.title.split())[:120] or "Отчёт"
    return WrittenFile(content, writer.media_type, f"{name}.{extension}")


def table_picture(table: ReportTable, *, font: str = "", has_title: bool = False) -> str:
    """Return the picture of a table as SVG, empty where none is drawn."""
    if not table.is_drawn:
        return ""
    frame = ChartFrame(table.title, name=table.key, width=640, font=font, has_title=has_title)
    counts = {row.label: row.values[0] for row in table.rows if isinstance(row.values[0], int)}
    if table.points:
        dots = [
            CityDot(city, north, east, int(counts.get(city, 1)))
            for city, north, east in table.points
        ]
        return city_map(dots, frame=frame, noun=_EVENTS)
    bars = [CountedBar(label, int(count)) for label, count in counts.items()]
    return counted_bars(bars, frame=frame) if bars else ""


def _appendix(tables: Sequence[ReportTable]) -> Iterator[PrintedBlock]:
    yield PrintedParagraph(_APPENDIX, ParagraphRole.HEADING, level=1, starts_page=True)
    for table in tables:
        yield PrintedParagraph(table.title, ParagraphRole.HEADING, level=2)
        picture = table_picture(table, font=PRINT_FONT)
        if picture:
            yield PrintedImage(chart_png(picture), table.title, _CHART_WIDTH)
        yield _printed_table(table)
        if table.note:
            yield PrintedParagraph(table.note, ParagraphRole.NOTE)


def _printed_table(table: ReportTable) -> PrintedTable:
    heads = (table.label_head, *table.heads)
    rows = [PrintedRow(tuple(PrintedCell(one) for one in heads), RowRole.HEADER)]
    rows += [
        PrintedRow(tuple(PrintedCell(str(one)) for one in (row.label, *row.values)))
        for row in table.rows
    ]
    rest = (100.0 - _FIRST_WIDTH) / max(len(table.heads), 1)
    widths = (_FIRST_WIDTH, *(rest for _ in table.heads))
    return PrintedTable(tuple(rows), widths, summary=table.title)
