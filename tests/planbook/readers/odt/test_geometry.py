"""The look of OpenDocument texts: master pages, widths of columns, where their lines stand."""

from __future__ import annotations

import pytest
from tests.planbook.readers.odt_builder import cell, odt, p, row, table

from planbook.documents import Document, Page
from planbook.documents.printed import Align
from planbook.readers import DEFAULT_LIMITS
from planbook.readers.odt import read_odt

pytestmark = pytest.mark.core

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_STYLES = (
    f'<office:document-styles xmlns:office="{_OASIS}:office:1.0" xmlns:style="{_OASIS}:style:1.0" '
    f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0"><office:automatic-styles>'
    '<style:page-layout style:name="A"><style:page-layout-properties fo:page-width="21cm" '
    'fo:page-height="29.7cm" fo:margin="2cm" fo:margin-right="1cm"/></style:page-layout>'
    '<style:page-layout style:name="B"><style:page-layout-properties fo:page-width="11.6929in" '
    'fo:page-height="8.2681in"/></style:page-layout></office:automatic-styles>'
    '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A"/>'
    '<style:master-page style:name="Wide" style:page-layout-name="B"/></office:master-styles>'
    "</office:document-styles>"
)
TURN = '<style:style style:name="T" style:family="paragraph" style:master-page-name="Wide"/>'
LINE = row("1.", "Форум")


def read(body: str, automatic: str = "", **parts: str) -> Document:
    return read_odt(odt(body, automatic, **parts), file_name="план.odt", limits=DEFAULT_LIMITS)


def test_sheet_of_the_usual_master_page() -> None:
    assert read(table(LINE), styles=_STYLES).page == Page(210.0, 297.0, 20.0, 10.0, 20.0, 20.0)


def test_sheet_of_the_master_page_on_which_most_rows_stand() -> None:
    page = read(table(LINE) + p("II", "T") + table(LINE, LINE), TURN, styles=_STYLES).page

    assert page is not None
    assert (page.width, page.height) == (297.0, 210.0)


def test_no_sheet_without_styles() -> None:
    assert read(table(LINE)).page is None


def column(style: str, repeated: int = 1) -> str:
    return (
        f'<table:table-column table:style-name="{style}" '
        f'table:number-columns-repeated="{repeated}"/>'
    )


def column_style(name: str, width: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-column">'
        f"<style:table-column-properties {width}/></style:style>"
    )


@pytest.mark.parametrize(
    ("widths", "told"),
    [
        (('style:column-width="1cm"', 'style:column-width="9cm"'), (10.0, 90.0)),
        (('style:rel-column-width="1*"', 'style:rel-column-width="3*"'), (1.0, 3.0)),
        (('style:column-width="wide"', 'style:column-width="9cm"'), ()),
    ],
)
def test_widths_of_columns(widths: tuple[str, str], told: tuple[float, ...]) -> None:
    styles = column_style("A", widths[0]) + column_style("B", widths[1])

    (found,) = read(table(column("A") + column("B") + LINE), styles).tables()

    assert found.widths == told


def test_a_column_repeated_beyond_all_bounds_tells_nothing() -> None:
    styles = column_style("A", 'style:column-width="1cm"')
    columns = "".join(column("A", 999_999_999) for _ in range(40))

    (found,) = read(table(columns + LINE), styles).tables()

    assert found.widths == ()


def test_lines_stand_as_most_cells_of_a_column() -> None:
    centred = (
        '<style:style style:name="C" style:family="paragraph">'
        '<style:paragraph-properties fo:text-align="center"/></style:style>'
        '<style:style style:name="D" style:family="paragraph" style:parent-style-name="C"/>'
    )
    rows = [row(cell(p(f"{n}.", "D")), cell(p("Форум"))) for n in range(3)]
    header = row(cell(p("№", "C")), cell(p("Мероприятие", "C")))

    (found,) = read(table(header, *rows), centred).tables()

    assert found.aligns == (Align.CENTER, Align.LEFT)
