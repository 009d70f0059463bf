"""Every format of the table is written by its writer, and texts are cleaned for all alike."""

from __future__ import annotations

import pytest
from tests.planbook.writers.printed_samples import PLAN

from planbook.documents.flat import FlatTable
from planbook.documents.printed import (
    ParagraphRole,
    PrintedDocument,
    PrintedParagraph,
    PrintedTable,
)
from planbook.plans import PlanDraft
from planbook.writers import WRITERS, CalendarExport, Takes
from planbook.writers.characters import printable, texts_of, unprintable_count
from planbook.writers.headings import heading_levels

pytestmark = [pytest.mark.core, pytest.mark.slow]

GIVEN = {
    Takes.PRINTED: PrintedDocument("План", ()),
    Takes.FLAT: FlatTable("План", (), ()),
    Takes.DRAFT: PlanDraft("План", None, "plan", "2023", ()),
    Takes.CALENDAR: CalendarExport("План", "План", ()),
}
BEGINNINGS = {
    "docx": b"PK\x03\x04",
    "pdf": b"%PDF-",
    "html": b"<!DOCTYPE html>",
    "xlsx": b"PK\x03\x04",
    "csv": "\ufeff".encode(),
    "json": b"{",
    "ics": b"BEGIN:VCALENDAR",
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_is_written(name: str) -> None:
    writer = WRITERS[name]

    assert writer.write(GIVEN[writer.takes]).startswith(BEGINNINGS[name])


def test_texts_of_a_document_are_all_there() -> None:
    texts = list(texts_of(PLAN))

    assert texts[:5] == [
        "План на 2023 год",
        "Союз городов",
        "План на 2023 год",
        "Проект",
        "УТВЕРЖДАЮ",
    ]
    assert {"Эмблема: «Союз»", "Мероприятия по разделам", "Слёт <&> «Друзья»"} <= set(texts)


@pytest.mark.parametrize(
    ("text", "shown", "count"),
    [
        ("Форум\x00\x1f", "Форум", 2),
        ("а\ud800б\uffff", "а\ufffdб\ufffd", 2),
        ("а\r\nб\u2028в\x85г\tд", "а\nб\nв\nг\tд", 0),
        ("😀 ё ⁱ", "😀 ё ⁱ", 0),
    ],
)
def test_what_no_document_may_hold(text: str, shown: str, count: int) -> None:
    assert (printable(text), unprintable_count(text)) == (shown, count)


def test_levels_of_headings_leave_no_gap() -> None:
    def heading(level: int) -> PrintedParagraph:
        return PrintedParagraph("Раздел", ParagraphRole.HEADING, level=level)

    table = PrintedTable((), ())
    blocks = (heading(3), table, heading(6), heading(1), table, PrintedParagraph("Текст"))

    assert heading_levels(PrintedDocument("План", blocks)) == [1, 2, 2, 1, 2, 0]
