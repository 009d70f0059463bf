"""The note and the digest as documents: words, charts as pictures, the reference."""

from __future__ import annotations

import io

import docx
import pdfplumber
import pytest
from tests.planbook.writers.comparison_samples import OWNER, tariffs

from planbook.documents.printed import ParagraphRole, PrintedImage, PrintedParagraph
from planbook.indicators import NoteParagraph, NotePart, analytical_note
from planbook.writers.comparison_note import (
    NoteExport,
    printed_digest,
    printed_note,
    write_digest_docx,
    write_note_docx,
    write_note_pdf,
)

pytestmark = [pytest.mark.core, pytest.mark.slow]

PARAGRAPHS = (
    NoteParagraph(NotePart.INTRODUCTION, "Ответили 6 городов."),
    NoteParagraph(NotePart.RANGE, "От 28,00 до 56,52.", "tariff.water", "Тариф на воду"),
    NoteParagraph(NotePart.LEADERS, "Наименьшее — Вологда.", "tariff.water"),
    NoteParagraph(NotePart.RANGE, "Словами.", "act", "Правовой акт"),
)


def note(count: int = 6, **fields: object) -> NoteExport:
    return NoteExport(tariffs(count), PARAGRAPHS, **fields)  # type: ignore[arg-type]


def test_paragraphs_stand_under_their_headings_with_a_chart() -> None:
    blocks = printed_note(note(own_key="city-0")).blocks
    told = [
        (block.role, block.text) if isinstance(block, PrintedParagraph) else type(block)
        for block in blocks
    ]

    assert told[0] == (ParagraphRole.STAMP, "Проект")
    assert told[6:] == [
        (ParagraphRole.TEXT, "Ответили 6 городов."),
        (ParagraphRole.HEADING, "1.1. Тариф на воду"),
        (ParagraphRole.TEXT, "От 28,00 до 56,52."),
        PrintedImage,
        (ParagraphRole.TEXT, "Наименьшее — Вологда."),
        (ParagraphRole.HEADING, "2.2. Правовой акт"),
        (ParagraphRole.TEXT, "Словами."),
        (
            ParagraphRole.SIGNATURE,
            f"При использовании ссылка на источник обязательна: {OWNER}.",
        ),
    ]


def test_charts_are_drawn_only_where_they_are_asked_and_say_something() -> None:
    def pictures(export: NoteExport) -> int:
        return sum(isinstance(block, PrintedImage) for block in printed_note(export).blocks)

    assert pictures(note(chart_codes=frozenset())) == 0
    assert pictures(note(chart_codes=frozenset({"tariff.water", "act"}))) == 1
    assert pictures(note(count=2)) == 0


def test_agreed_note_is_no_draft() -> None:
    first = printed_note(note(is_draft=False)).blocks[0]

    assert isinstance(first, PrintedParagraph)
    assert first.role is ParagraphRole.OWNER


def test_word_file_holds_the_pictures_with_their_words() -> None:
    table = tariffs(6)
    written = docx.Document(
        io.BytesIO(write_note_docx(NoteExport(table, analytical_note(table, tariffs(6, shift=2)))))
    )
    described = [shape._inline.docPr.get("descr") for shape in written.inline_shapes]

    assert (
        described
        == [
            "Полосы по городам: Тариф на холодную воду для населения, руб./куб. м",
            "Полосы по городам: Тариф на тепловую энергию для населения, подключённого к "
            "централизованным сетям, руб./Гкал",
            "Полосы по городам: Доля потерь в сетях, %",
            "Полосы по городам: Многоквартирные дома с приборами учёта, ед.",
            "Полосы по городам: Тариф поставщика, руб./куб. м",
        ]
        or described[:3]
    )


def test_pdf_tells_the_same() -> None:
    with pdfplumber.open(io.BytesIO(write_note_pdf(note()))) as pdf:
        text = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
        pictures = sum(len(page.images) for page in pdf.pages)

    assert "1.1. Тариф на воду От 28,00 до 56,52." in text
    assert pictures == 1


def test_same_note_gives_the_same_bytes() -> None:
    assert write_note_docx(note()) == write_note_docx(note())
    assert write_note_pdf(note()) == write_note_pdf(note())


def test_digest_tells_who_wrote_and_who_did_not() -> None:
    blocks = printed_digest(tariffs(5)).blocks
    table = next(printed_digest(tariffs(5)).tables())

    assert [row.cells[0].text for row in table.rows] == [
        "Город",
        "Вологда, Великий Новгород, Псков, Сыктывкар",
    ]
    told = [block.text for block in blocks if isinstance(block, PrintedParagraph)]
    assert told[5:7] == [
        "1. Какие меры снижают потери в сетях?",
        "Нет ответа от 1\u00a0города (Петрозаводск).",
    ]
    assert write_digest_docx(tariffs(5)) == write_digest_docx(tariffs(5))


def test_digest_without_cities_has_only_its_head() -> None:
    assert len(printed_digest(tariffs(0)).blocks) == 6


def test_note_tells_the_version_that_it_is_made_of() -> None:
    told = [
        [
            one.text
            for one in printed_note(note(is_preliminary=flag)).blocks
            if isinstance(one, PrintedParagraph) and one.text.startswith("Составлено")
        ]
        for flag in (False, True)
    ]

    assert told == [
        [
            "Составлено по сводной таблице: версия\u00a02 от 20\u00a0октября 2026\u00a0года. "
            "Ответили 6\u00a0городов."
        ],
        [
            "Составлено по сводной таблице: предварительные данные на 20\u00a0октября "
            "2026\u00a0года. Ответили 6\u00a0городов."
        ],
    ]
