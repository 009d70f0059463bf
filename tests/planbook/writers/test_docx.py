"""Word files as Word, python-docx and our own reader meet them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.planbook.writers.printed_samples import (
    EMPTY,
    HOSTILE,
    PLAN,
    RAGGED,
    TABLE,
    png,
    row,
)

from planbook.documents.printed import (
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
    PrintedTable,
)
from planbook.readers import read_document
from planbook.writers.docx import write_docx

pytestmark = pytest.mark.core

WRITTEN = write_docx(PLAN, created=datetime(2023, 1, 9, 12, tzinfo=UTC))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(data: bytes = WRITTEN) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def body(data: bytes = WRITTEN) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))


def test_paragraphs_have_styles_of_their_roles() -> None:
    told = [(one.style.name, one.text) for one in opened().paragraphs if one.text]

    assert told == [
        ("Гриф", "Проект"),
        ("Утверждение", "УТВЕРЖДАЮ"),
        ("Владелец плана", "Союз городов"),
        ("Title", "План"),
        ("Title", "на 2023 год"),
        ("Heading 1", "Приложение"),
        ("Примечание к плану", "¹ Сроки указаны ориентировочно"),
        ("Signature", "Директор\tПодпись"),
    ]


def test_cells_read_back_as_written() -> None:
    (first, second) = read_document(WRITTEN, file_name="план.docx").tables()

    assert [
        [(cell.text, cell.column_span, cell.row_span, cell.is_continuation) for cell in one.cells]
        for one in first.rows
    ] == [
        [(cell.text, cell.column_span, cell.row_span, cell.is_continuation) for cell in one.cells]
        for one in TABLE.rows
    ]
    assert [[cell.text for cell in one.cells] for one in second.rows] == [
        ["Город", "Дата"],
        ["Шуя", "май"],
    ]


def test_rows_of_the_header_are_repeated_and_no_row_breaks() -> None:
    rows = body().findall(f".//{W}tbl")[0].findall(f"{W}tr")

    repeated = [one.find(f"{W}trPr/{W}tblHeader") is not None for one in rows]
    whole = [one.find(f"{W}trPr/{W}cantSplit") is not None for one in rows]
    assert repeated == [True] * 3 + [False] * 6
    assert whole == [True] * 9


def test_a_row_that_takes_most_of_a_page_may_break() -> None:
    table = PrintedTable((row("1.", "Форум"), row("2.", "Форум городов. " * 400)), (1.0, 9.0))
    rows = body(write_docx(PrintedDocument("План", (table,)))).findall(f".//{W}tbl/{W}tr")

    assert [one.find(f"{W}trPr/{W}cantSplit") is not None for one in rows] == [True, False]


def test_screen_readers_are_told_what_the_table_is() -> None:
    properties = body().find(f".//{W}tbl/{W}tblPr")

    assert properties.find(f"{W}tblCaption").get(f"{W}val") == "План на 2023 год"
    assert properties.find(f"{W}tblDescription").get(f"{W}val") == "Мероприятия по разделам"
    assert properties.find(f"{W}tblLook").get(f"{W}firstRow") == "1"


def test_grid_is_as_wide_as_the_text() -> None:
    columns = body().findall(f".//{W}tbl")[0].findall(f"{W}tblGrid/{W}gridCol")

    # 267 mm are 15137 twips; shares 6 : 44 : 25 : 25.
    assert [int(one.get(f"{W}w")) for one in columns] == [908, 6660, 3785, 3784]


def test_page_footer_and_language() -> None:
    document = opened()
    section = document.sections[0]
    footer = section.footer.paragraphs[0]

    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert [round(one.mm) for one in (section.page_width, section.left_margin)] == [297, 20]
    assert [one.text for one in footer._p.iter(qn("w:t"))] == [
        "План на 2023 год",
        "Страница",
        " ",
        "1",
        " из ",
        "1",
    ]
    assert [one.get(qn("w:instr")).strip() for one in footer._p.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    assert document.styles.element.find(f".//{W}lang").get(f"{W}val") == "ru-RU"


def test_properties_of_the_file() -> None:
    told = opened().core_properties

    assert (told.title, told.author, told.language) == (
        "План на 2023 год",
        "Союз городов",
        "ru-RU",
    )
    assert told.created == datetime(2023, 1, 9, 12, tzinfo=UTC)


def test_picture_has_words_and_keeps_its_proportions() -> None:
    (shape,) = opened().inline_shapes

    assert (round(shape.width.mm), round(shape.height.mm)) == (20, 10)
    assert shape._inline.docPr.get("descr") == "Эмблема: «Союз»"


def test_one_picture_used_twice_is_stored_once() -> None:
    logo = PrintedImage(png(), "Герб")

    names = zipfile.ZipFile(
        io.BytesIO(write_docx(PrintedDocument("План", (logo, logo))))
    ).namelist()

    assert [name for name in names if name.startswith("word/media/")] == ["word/media/image1.png"]


def test_broken_picture_leaves_its_words() -> None:
    data = write_docx(PrintedDocument("План", (PrintedImage("не рисунок".encode(), "Герб"),)))

    assert [one.text for one in opened(data).paragraphs] == ["Герб"]


def test_same_document_gives_the_same_bytes() -> None:
    assert write_docx(PLAN) == write_docx(PLAN)


def test_hostile_text_stays_text() -> None:
    data = write_docx(
        PrintedDocument(HOSTILE, (PrintedParagraph(HOSTILE), PrintedTable((row(HOSTILE),), (1.0,))))
    )

    (table,) = read_document(data, file_name="план.docx").tables()
    shown = HOSTILE.translate(dict.fromkeys(range(32))).replace("\ufffe\ud800", "\ufffd\ufffd")
    assert table.rows[0].cells[0].text == shown


@pytest.mark.parametrize("document", [EMPTY, RAGGED], ids=["empty", "ragged"])
def test_any_document_opens_in_another_program(document: PrintedDocument) -> None:
    assert round(opened(write_docx(document)).sections[0].page_width.mm) == 210


def test_touching_tables_stay_apart() -> None:
    one = PrintedTable((row("а"),), (1.0,))

    data = write_docx(PrintedDocument("План", (one, one)))

    assert len(list(read_document(data, file_name="план.docx").tables())) == 2


TEXTS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Zl", "Zp", "Zs")),
    max_size=20,
)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=4))
@pytest.mark.slow
def test_any_words_come_back(texts: list[list[str]]) -> None:
    table = PrintedTable(tuple(row(*one) for one in texts), (1.0, 1.0))

    data = write_docx(PrintedDocument("План", (table,)))

    document = read_document(data, file_name="план.docx")
    assert [[cell.text for cell in one.cells] for t in document.tables() for one in t.rows] == [
        [text.strip() for text in one] for one in texts
    ]
