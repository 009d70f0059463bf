"""A report in the look of a speech."""

import pytest

from planbook.documents.printed import Align, ParagraphRole, PrintedParagraph
from planbook.narrative import (
    EventSheet,
    Name,
    Paragraph,
    ParagraphKind,
    ReportText,
    Span,
    paragraphs_of,
    render,
    report_pages,
)

pytestmark = pytest.mark.core

INDENT = "\u2003\u2003"


def test_a_speech_has_its_parts_in_order() -> None:
    report = ReportText(
        ("Отчётный доклад", "о работе Союза", "в 2024 году"),
        (
            Paragraph((Span("Секции"),), ParagraphKind.HEADING),
            *paragraphs_of((Span("Проведены:\n- бег – в Шуе;\n\n- лыжи."),)),
        ),
        salutation="Уважаемые участники Собрания!",
        closing="Спасибо за внимание!",
        signature=("Председатель Союза",),
        stamp="Проект",
    )

    printed = report_pages(report)

    assert printed.title == "Отчётный доклад о работе Союза в 2024 году"
    assert printed.blocks == (
        PrintedParagraph("Проект", ParagraphRole.STAMP, Align.RIGHT),
        PrintedParagraph(
            "Отчётный доклад\nо работе Союза\nв 2024 году",
            ParagraphRole.TITLE,
            Align.CENTER,
            level=1,
            is_bold=True,
        ),
        PrintedParagraph("Уважаемые участники Собрания!", align=Align.CENTER, is_bold=True),
        PrintedParagraph("Секции", ParagraphRole.HEADING, Align.CENTER, level=2, is_bold=True),
        PrintedParagraph(f"{INDENT}Проведены:", align=Align.JUSTIFY),
        PrintedParagraph(f"{INDENT}–\u00a0бег – в Шуе;"),
        PrintedParagraph(f"{INDENT}–\u00a0лыжи."),
        PrintedParagraph(f"{INDENT}Спасибо за внимание!", align=Align.JUSTIFY),
        PrintedParagraph("Председатель Союза", ParagraphRole.SIGNATURE),
    )


def test_lines_keep_their_facts() -> None:
    event = EventSheet("1", "бег", hosts=(Name("Шуя"),))

    paragraphs = paragraphs_of(render("Проведены:\n- {название} – {город:в}", event).spans)

    assert [(one.kind.value, one.text) for one in paragraphs] == [
        ("text", "Проведены:"),
        ("dash", "бег – в Шуе"),
    ]
    assert [span.fact.field for span in paragraphs[1].spans if span.fact] == ["title", "hosts"]


def test_an_empty_report_is_still_a_document() -> None:
    assert report_pages(ReportText((), ())).title == "Отчёт"
    assert paragraphs_of((Span(" \n"),)) == ()
