"""The look of sheets: paper, margins, widths of columns, and a name that was cut."""

from __future__ import annotations

import struct

import pytest
from openpyxl import Workbook
from tests.planbook.readers.docx_builder import package
from tests.planbook.readers.sheets.book import read, saved, shapes
from tests.planbook.readers.sheets.test_records import book

from planbook.documents import Page

pytestmark = pytest.mark.core
ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{name}="{ODF}:{tail}:1.0"'
    for name, tail in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
PAGES = (
    f"<office:document-styles {NAMESPACES}><office:automatic-styles>"
    '<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="29.7cm" '
    'fo:page-height="21cm" fo:margin="1cm"/></style:page-layout></office:automatic-styles>'
    '<office:master-styles><style:master-page style:name="Wide" style:page-layout-name="P"/>'
    "</office:master-styles></office:document-styles>"
)
STYLES = (
    '<style:style style:name="T" style:family="table" style:master-page-name="Wide"/>'
    '<style:style style:name="A" style:family="table-column">'
    '<style:table-column-properties style:column-width="1cm"/></style:style>'
    '<style:style style:name="B" style:family="table-column">'
    '<style:table-column-properties style:column-width="12cm"/></style:style>'
)
CELLS = "".join(
    f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("1.", "Форум")
)
SHEET = (
    '<table:table table:name="Лист1" table:style-name="T"><table:table-column '
    'table:style-name="A"/><table:table-column table:style-name="B" '
    'table:number-columns-repeated="16383"/>'
    f"<table:table-row>{CELLS}</table:table-row><table:table-row>{CELLS}</table:table-row>"
    "</table:table>"
)
ODS = package(
    {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "styles.xml": PAGES,
        "content.xml": f"<office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{SHEET}"
        "</office:spreadsheet></office:body></office:document-content>",
    }
)


def test_paper_and_widths_of_an_opendocument_sheet() -> None:
    found = read(ODS)

    (table,) = found.tables()
    assert (found.page, table.widths) == (
        Page(297.0, 210.0, 10.0, 10.0, 10.0, 10.0),
        (10.0, 120.0),
    )


def column(first: int, last: int, width: int) -> tuple[int, bytes]:
    return 0x7D, struct.pack("<HHHHHH", first, last, width, 0, 0, 0)


def setup(paper: int, flags: int) -> tuple[int, bytes]:
    return 0xA1, struct.pack("<HHHHHH", paper, 100, 1, 1, 1, flags) + b"\0" * 22


def test_paper_and_widths_of_an_old_workbook() -> None:
    (sheet,) = book(
        column(0, 0, 5 * 256),
        column(1, 2, 40 * 256),
        (0x26, struct.pack("<d", 1.0)),
        (0x28, struct.pack("<d", float("inf"))),
        setup(8, 0),
    ).sheets

    assert sheet.widths == {1: 5.0, 2: 40.0, 3: 40.0}
    assert sheet.page == Page(420.0, 297.0, left=25.4)


def test_paper_that_an_old_workbook_does_not_know_is_not_taken() -> None:
    (sheet,) = book(setup(8, 4)).sheets

    assert sheet.page == Page()


def test_a_column_record_beyond_the_sheet_is_bounded() -> None:
    (sheet,) = book(column(0, 65_535, 256)).sheets

    assert len(sheet.widths) == 256


TITLE = "План мероприятий в сфере межрегионального сотрудничества на 2023 год"


def titled(name: str, title: str | None) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = name
    made.properties.title = title
    for row in (["№", "Мероприятие"], ["1.", "Форум"]):
        sheet.append(row)
    return saved(made)


@pytest.mark.parametrize(
    ("name", "title", "told"),
    [
        (TITLE[:31], TITLE, TITLE),
        ("План мероприятий", TITLE, TITLE),
        (TITLE[:31], None, TITLE[:31]),
        (TITLE[:31], "Отчёт о сотрудничестве городов за 2023 год", TITLE[:31]),
        ("План 2023", "План 2023 (проект)", "План 2023"),
    ],
)
def test_a_name_that_was_cut_is_told_whole(name: str, title: str | None, told: str) -> None:
    assert shapes(read(titled(name, title)))[0] == told
