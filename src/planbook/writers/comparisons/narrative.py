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
from planbook.indicators.digest import SharedAnswer
from planbook.writers.comparisons.figures import TableFigures
from planbook.writers.comparisons.words import breakable

_CITY_SHARE, _TEXT_SHARE = 18.0, 82.0
_CITIES_SHARE = 45.0


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
        for answer in topic.shared:
            rows.append(PrintedRow((PrintedCell(_names(answer)), PrintedCell(answer.text))))
        has_many = len(topic.shared) < len(topic.entries)
        shares = (_CITIES_SHARE, 100 - _CITIES_SHARE) if has_many else (_CITY_SHARE, _TEXT_SHARE)
        yield PrintedTable(tuple(rows), shares, topic.heading)
    if topic.silence_text:
        yield PrintedParagraph(topic.silence_text, ParagraphRole.NOTE)


def _names(answer: SharedAnswer) -> str:
    """Return the city of an answer with its supplier below it; many cities stand in a row."""
    if len(answer.entries) == 1:
        entry = answer.entries[0]
        return "\n".join(filter(None, (breakable(entry.city), entry.copy_name)))
    told = (
        f"{breakable(one.city)} ({one.copy_name})" if one.copy_name else breakable(one.city)
        for one in answer.entries
    )
    return ", ".join(told)
