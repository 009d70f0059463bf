"""Answers in words below a comparison table: a little table of cities for every question."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planbook.documents.printed import (
    Align,
    ParagraphRole,
    PrintedBlock,
    PrintedCell,
    PrintedParagraph,
    PrintedRow,
    PrintedTable,
    RowRole,
)
from planbook.indicators import ComparisonTable, DigestTopic, digest
from planbook.writers.comparisons.figures import TableFigures
from planbook.writers.comparisons.words import breakable

_CITY_SHARE, _TEXT_SHARE = 18.0, 82.0


def narrative_blocks(
    table: ComparisonTable,
    figures: TableFigures,
    caption: Callable[[str], PrintedParagraph],
) -> Iterator[PrintedBlock]:
    """Yield the answers to questions, and to rows whose words are too long for a column."""
    codes = {question.code for question in table.form.questions}
    codes |= {row.code for row in figures.rows if row.is_told_below}
    for topic in digest(table):
        if topic.code in codes and (topic.entries or topic.silent):
            yield from topic_blocks(topic, caption(topic.heading))


def topic_blocks(topic: DigestTopic, heading: PrintedParagraph) -> Iterator[PrintedBlock]:
    """Yield a heading, the answers to one question, and who has not answered."""
    yield heading
    if topic.entries:
        head = ("Город", "Ответ")
        rows = [
            PrintedRow(
                tuple(PrintedCell(one, align=Align.CENTER, is_bold=True) for one in head),
                RowRole.HEADER,
            )
        ]
        for entry in topic.entries:
            city = "\n".join(filter(None, (breakable(entry.city), entry.copy_name)))
            rows.append(PrintedRow((PrintedCell(city), PrintedCell(entry.text))))
        yield PrintedTable(tuple(rows), (_CITY_SHARE, _TEXT_SHARE), topic.heading)
    if topic.silence_text:
        yield PrintedParagraph(topic.silence_text, ParagraphRole.NOTE)
