"""PDF files: tagged, with bookmarks and fonts inside, the same on every machine."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdftypes import resolve1
from tests.planbook.writers.printed_samples import EMPTY, HOSTILE, PLAN, RAGGED, png, row

from planbook.documents.printed import (
    Page,
    PrintedCell,
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
    PrintedRow,
    PrintedTable,
    RowRole,
)
from planbook.errors import UnprintableDocument
from planbook.writers.pdf import write_pdf

pytestmark = [pytest.mark.core, pytest.mark.slow]

SECTION, ITEM = RowRole.SECTION, RowRole.ITEM
MOMENT = datetime(2023, 1, 9, 12, tzinfo=UTC)


@cache
def written() -> bytes:
    return write_pdf(PLAN, created=MOMENT)


def pages(data: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_document_is_accessible_and_archival() -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in written()
    assert b"<pdfaid:part>2</pdfaid:part>" in written()
    with pdfplumber.open(io.BytesIO(written())) as pdf:
        catalog = pdf.doc.catalog
        assert resolve1(catalog["MarkInfo"])["Marked"] is True
        assert resolve1(catalog["Lang"]).decode() == "ru-RU"
        assert pdf.metadata["Title"] == "План на 2023 год"


def test_without_a_moment_the_document_is_accessible() -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in write_pdf(PLAN)


def test_bookmarks_lead_to_the_title_headings_and_sections() -> None:
    with pdfplumber.open(io.BytesIO(written())) as pdf:
        told = [(level, " ".join(title.split())) for level, title, *_ in pdf.doc.get_outlines()]

    assert told == [
        (1, "План на 2023 год"),
        (2, "I. Форумы"),
        (2, "II. Выставки"),
        (2, "Приложение"),
    ]


def test_fonts_are_inside() -> None:
    with pdfplumber.open(io.BytesIO(written())) as pdf:
        names = {char["fontname"].partition("+")[2] for char in pdf.chars}

    assert names == {"LibertinusSerif-Regular", "LibertinusSerif-Bold"}


def test_header_and_number_stand_on_every_page() -> None:
    header = row("№", "Мероприятие", role=RowRole.HEADER)
    rows = [row(f"{number}.", "Форум городов") for number in range(1, 100)]
    table = PrintedTable((header, *rows), (1.0, 9.0))

    told = pages(write_pdf(PrintedDocument("План", (table,), footer="Проект")))

    assert len(told) > 1
    assert [page.startswith("№ Мероприятие\n") for page in told] == [True] * len(told)
    assert [page.splitlines()[-1] for page in told] == [
        f"Проект Страница {number} из {len(told)}" for number in range(1, len(told) + 1)
    ]


def test_heading_row_never_ends_a_page() -> None:
    section = row("Раздел", role=RowRole.SECTION)
    heights = range(30, 50)
    documents = [
        PrintedDocument(
            "П", (PrintedTable((*[row("Форум")] * count, section, row("Слёт")), (1.0,)),)
        )
        for count in heights
    ]

    lasts = [pages(write_pdf(one))[0].splitlines()[-2] for one in documents]

    assert "Раздел" not in lasts
    assert {"Форум", "Слёт"} <= set(lasts)


@pytest.mark.parametrize("roles", [(SECTION, SECTION, ITEM), (SECTION, SECTION), (ITEM, SECTION)])
def test_headings_that_touch_stay_under_the_header(roles: tuple[RowRole, ...]) -> None:
    rows = [row(f"Строка {number}", role=role) for number, role in enumerate(roles)]
    table = PrintedTable((row("Шапка", role=RowRole.HEADER), *rows), (1.0,))

    # Two headers in a row make typst 0.15 fail, but only below a paragraph.
    data = write_pdf(PrintedDocument("План", (PrintedParagraph("План"), table)))

    words = ["План", "Шапка", *(f"Строка {number}" for number in range(len(roles)))]
    assert pages(data)[0].splitlines()[:-1] == words
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


@pytest.mark.parametrize(
    "text",
    [
        "щ" * 200_000,
        "а1" * 50_000,
        " ".join(
            f"{'межмуниципальн' * 2}{chr(0x430 + n % 32)}{'ы' * (n % 3)}" for n in range(3_000)
        ),
        " ".join("".join(chr(0x430 + (n >> s) % 32) for s in range(25)) for n in range(3_000)),
    ],
    ids=["one word", "code", "long words", "different long words"],
)
def test_cells_of_long_words_are_set(text: str) -> None:
    table = PrintedTable((row("1.", text),), (1.0, 2.0))

    data = write_pdf(PrintedDocument("П", (table,)))
    with pdfplumber.open(io.BytesIO(data), pages=[1]) as pdf:
        said = "".join(pdf.pages[0].extract_text().split())
    beginning = said.partition("1.")[2].replace("-", "").replace("\u200b", "")
    assert beginning[:500] == "".join(text.split())[:500]


CELLS = st.builds(
    PrintedCell,
    st.text(alphabet="аб \n\t#$\\*_@`<[]{}/ⁱ\u200b\u0301😀", max_size=40),
    column_span=st.integers(1, 3),
    is_continuation=st.booleans(),
)
ROWS = st.builds(PrintedRow, st.lists(CELLS, max_size=3).map(tuple), st.sampled_from(RowRole))


@given(st.lists(ROWS, max_size=6).map(tuple))
@settings(max_examples=25, deadline=None)
def test_any_table_is_set(rows: tuple[PrintedRow, ...]) -> None:
    blocks = (PrintedParagraph("План"), PrintedTable(rows, (1.0, 2.0)))

    assert write_pdf(PrintedDocument("План", blocks)).startswith(b"%PDF-")


def test_row_of_ordinary_size_is_not_broken() -> None:
    long = row("1.", "\n".join(f"Строка {number}" for number in range(15)))
    table = PrintedTable((*[row("", "Форум")] * 40, long), (1.0, 9.0))

    told = pages(write_pdf(PrintedDocument("План", (table,))))

    assert [page.count("Строка") for page in told] == [0, 15]


def test_row_higher_than_a_page_loses_nothing() -> None:
    long = row("1.", "\n".join(f"Строка {number}." for number in range(200)))

    told = "\n".join(pages(write_pdf(PrintedDocument("П", (PrintedTable((long,), (1.0, 9.0)),)))))

    assert [f"Строка {number}." in told for number in range(200)] == [True] * 200


def test_words_wider_than_a_column_stay_on_the_page() -> None:
    words = ("Ы" * 300, "https://example.org/" + "путь/" * 60, "перераспределение" * 3)
    table = PrintedTable((row(*words),), (1.0, 1.0, 1.0))

    data = write_pdf(PrintedDocument("П", (table,), Page(width=100.0)))

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        edge = pdf.pages[0].width - 10 / 25.4 * 72
        # The thickness of the line of the table is all that may pass the margin.
        assert max(char["x1"] for char in pdf.chars) < edge + 1


def test_hostile_text_stays_text() -> None:
    document = PrintedDocument(
        HOSTILE, (PrintedParagraph(HOSTILE), PrintedTable((row(HOSTILE),), (1.0,))), author=HOSTILE
    )

    told = " ".join("\n".join(pages(write_pdf(document))).split())

    assert told.count('#import "@preview/x:1.0.0"; $a$ *звезда* _черта_ `код` @ссылка') == 2


def test_broken_picture_leaves_its_words() -> None:
    images = (PrintedImage("не рисунок".encode(), "Герб"), PrintedImage(png(), "Эмблема"))

    told = pages(write_pdf(PrintedDocument("План", images)))

    assert told[0].splitlines()[0] == "Герб"


def test_picture_that_only_begins_well_is_refused_with_a_remedy() -> None:
    document = PrintedDocument("План", (PrintedImage(png()[:40], "Герб"),))

    with pytest.raises(UnprintableDocument, match="изображения"):
        write_pdf(document)


@pytest.mark.parametrize("document", [EMPTY, RAGGED], ids=["empty", "ragged"])
def test_any_document_is_set(document: PrintedDocument) -> None:
    assert len(pages(write_pdf(document))) == 1


def test_same_document_gives_the_same_bytes() -> None:
    assert write_pdf(PLAN, created=MOMENT) == written()
    assert write_pdf(PLAN) == write_pdf(replace(PLAN))
