"""The page of a plan: structure for screen readers, nothing loaded, nothing executed."""

from __future__ import annotations

import base64
import hashlib

import pytest
from lxml import html
from tests.planbook.writers.printed_samples import EMPTY, HOSTILE, PLAN, RAGGED, row

from planbook.documents.printed import (
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
    PrintedTable,
)
from planbook.readers import read_document
from planbook.writers.html import style_hash, write_html

pytestmark = pytest.mark.core

PAGE = write_html(PLAN)
TREE = html.document_fromstring(PAGE)


def test_language_title_and_headings() -> None:
    headings = [(one.tag, one.text_content()) for one in TREE.iter("h1", "h2", "h3")]

    assert (TREE.get("lang"), TREE.findtext("head/title")) == ("ru-RU", "План на 2023 год")
    assert headings == [("h1", "Планна 2023 год"), ("h2", "Приложение")]
    assert '<h1 class="center title bold">План<br>на 2023 год</h1>' in PAGE


def test_headers_of_the_table_name_columns_and_groups() -> None:
    table = TREE.xpath("//table")[0]

    told = [
        (one.text_content(), one.get("scope"), one.get("colspan"), one.get("rowspan"))
        for one in table.xpath("thead//th")
    ]
    assert told == [
        ("№ п/п", "col", None, "2"),
        ("Мероприятие", "col", None, "2"),
        ("Срок", "colgroup", "2", None),
        ("начала", "col", None, None),
        ("окончания", "col", None, None),
        *[(str(number), "col", None, None) for number in range(1, 5)],
    ]
    assert table.findtext("caption") == "Мероприятия по разделам"


def test_every_section_is_a_group_of_rows_under_its_heading() -> None:
    bodies = TREE.xpath("//table[1]")[0].findall("tbody")

    told = [(one.xpath("tr[1]/th[@scope='rowgroup']")[0].text, len(one)) for one in bodies]
    assert told == [("I. Форумы", 4), ("II. Выставки", 2)]


def test_cells_keep_paragraphs_lines_and_signs() -> None:
    assert "<td><p>Форум «Диалог»</p><p>(ВКС)</p></td>" in PAGE
    assert "<td>30 марта-<br>1 апреля</td>" in PAGE
    assert "<td>Слёт &lt;&amp;&gt; «Друзья»</td>" in PAGE


def test_caption_is_not_said_twice() -> None:
    table = PrintedTable((row("а"),), (1.0,), "План")

    page = write_html(PrintedDocument("План", (PrintedParagraph("План"), table)))

    assert "<caption>" not in page


def test_page_asks_for_nothing_and_runs_nothing() -> None:
    addresses = [one for _, _, one, _ in TREE.iterlinks()]

    assert all(one.startswith("data:image/png;base64,") for one in addresses)
    assert TREE.xpath("//script | //*[@style] | //link | //*[starts-with(name(@*), 'on')]") == []


def test_policy_of_content_can_name_the_only_style() -> None:
    (style,) = TREE.xpath("//style")

    digest = hashlib.sha256(style.text.encode()).digest()
    assert style_hash(PLAN) == f"sha256-{base64.b64encode(digest).decode()}"
    assert "size: 297mm 210mm; margin: 15mm 10mm 15mm 20mm;" in style.text


def test_hostile_text_stays_text() -> None:
    blocks = (PrintedParagraph(HOSTILE), PrintedTable((row(HOSTILE),), (1.0,), HOSTILE))
    hostile = PrintedDocument(
        HOSTILE, blocks, author=HOSTILE, footer=HOSTILE, language='"><script>'
    )

    page = write_html(hostile)

    assert html.document_fromstring(page).xpath("//script | //b") == []
    assert "\x00" not in page
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in page


def test_picture_that_is_none_leaves_its_words() -> None:
    page = write_html(PrintedDocument("План", (PrintedImage(b"<svg onload=x>", "Герб"),)))

    assert "<p>Герб</p>" in page


@pytest.mark.parametrize("document", [EMPTY, RAGGED], ids=["empty", "ragged"])
def test_any_document_gives_a_page(document: PrintedDocument) -> None:
    assert html.document_fromstring(write_html(document)).xpath("//main") != []


def test_cells_read_back_as_written() -> None:
    document = read_document(PAGE.encode(), file_name="план.html")

    table = next(document.tables())
    assert [cell.text for cell in table.rows[4].cells] == [
        "1.",
        "Форум «Диалог»\n\n(ВКС)",
        "30 марта-\n1 апреля",
        "апрель",
    ]
