"""The look of Word documents: the sheet, the widths of columns, where their lines stand."""

from __future__ import annotations

import pytest
from tests.planbook.readers.docx_builder import cell, docx, paragraph, root, row, table

from planbook.documents import Document, Page
from planbook.documents.printed import Align
from planbook.readers import DEFAULT_LIMITS
from planbook.readers.docx import read_docx

pytestmark = pytest.mark.core

PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
LINE = row("1.", "Форум")


def read(body: str, **parts: str) -> Document:
    return read_docx(docx(body, **parts), file_name="план.docx", limits=DEFAULT_LIMITS)


def section(inner: str) -> str:
    return f"<w:sectPr>{inner}</w:sectPr>"


def ending(inner: str) -> str:
    """Return the last paragraph of a section."""
    return f"<w:p><w:pPr>{section(inner)}</w:pPr></w:p>"


def test_sheet_of_the_last_section() -> None:
    margins = '<w:pgMar w:top="1134" w:right="567" w:bottom="850" w:left="1134" w:gutter="283"/>'

    assert read(table(LINE) + section(LANDSCAPE + margins)).page == Page(
        297.0, 210.0, 20.0, 10.0, 15.0, 25.0
    )


def test_sheet_of_the_section_that_holds_most_rows() -> None:
    body = paragraph("Титул") + ending(PORTRAIT) + table(LINE, LINE) + ending(LANDSCAPE)

    page = read(body + table(LINE) + section(PORTRAIT)).page

    assert page is not None
    assert (page.width, page.height) == (297.0, 210.0)


def test_sheet_of_a_long_document_read_as_a_stream() -> None:
    filler = "".join(paragraph("Ж" * 4000) for _ in range(160))

    page = read(table(LINE) + ending(LANDSCAPE) + filler + section(PORTRAIT)).page

    assert page is not None
    assert page.width == 297.0


def test_properties_of_a_section_before_a_tracked_change_do_not_count() -> None:
    change = f"<w:sectPrChange>{section(PORTRAIT)}</w:sectPrChange>"

    page = read(table(LINE) + section(LANDSCAPE + change)).page

    assert page is not None
    assert page.width == 297.0


@pytest.mark.parametrize(
    "size",
    [
        "",
        "<w:pgSz/>",
        '<w:pgSz w:w="0" w:h="16838"/>',
        '<w:pgSz w:w="-5" w:h="16838"/>',
        '<w:pgSz w:w="999999999999" w:h="16838"/>',
        '<w:pgSz w:w="1e5" w:h="auto"/>',
    ],
)
def test_no_sheet_where_none_is_told(size: str) -> None:
    assert read(table(LINE) + section(size)).page is None


def test_margins_that_leave_no_room_are_not_taken() -> None:
    margins = '<w:pgMar w:top="1134" w:right="9000" w:bottom="850" w:left="9000"/>'

    assert read(table(LINE) + section(PORTRAIT + margins)).page == Page(210.0, 297.0)


def looks(document: Document) -> tuple[tuple[float, ...], tuple[Align, ...]]:
    (found,) = document.tables()
    return found.widths, found.aligns


def test_widths_of_the_grid() -> None:
    assert looks(read(table(LINE, LINE, widths=(900, 6470))))[0] == (900.0, 6470.0)


def test_widths_of_cells_outweigh_an_even_grid() -> None:
    def wide(text: str, width: int) -> str:
        return cell(text, f'<w:tcW w:w="{width}" w:type="dxa"/>')

    rows = row(wide("1.", 700), wide("Форум", 8000))

    assert looks(read(table(rows, widths=(4000, 4000))))[0] == (700.0, 8000.0)


def test_borders_drawn_unsteadily_share_their_widths() -> None:
    span = '<w:gridSpan w:val="2"/>'
    rows = (row("а", cell("б", span), "в"), row(cell("г", span), "д", "е"))

    assert looks(read(table(*rows, widths=(1000, 30, 3000, 2000))))[0] == (1000.0, 3030.0, 2000.0)


def test_a_column_without_width_makes_all_unknown() -> None:
    assert looks(read(table(LINE, widths=(900, 0))))[0] == ()


def aligned(text: str, align: str) -> str:
    return cell(paragraph(text, f'<w:jc w:val="{align}"/>'))


def test_lines_of_a_column_stand_where_most_of_its_cells_do() -> None:
    header = row(aligned("№", "center"), aligned("Мероприятие", "center"))
    items = [row(aligned(f"{n}.", "center"), aligned("Форум", "both")) for n in range(3)]
    heading = row(cell(paragraph("Раздел", '<w:jc w:val="right"/>'), '<w:gridSpan w:val="2"/>'))

    assert looks(read(table(header, heading, *items)))[1] == (Align.CENTER, Align.JUSTIFY)


def test_lines_stand_as_the_style_of_the_paragraph_says() -> None:
    styles = root(
        "styles",
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>',
    )
    styled = cell(paragraph("1.", '<w:pStyle w:val="b"/>'))

    assert looks(read(table(row(styled, "Форум")), styles=styles))[1] == (Align.CENTER, Align.LEFT)


def test_content_controls_around_cells_hide_no_alignment() -> None:
    control = f"<w:sdt><w:sdtContent>{aligned('1.', 'center')}</w:sdtContent></w:sdt>"

    assert looks(read(table(row(control, "Форум"))))[1] == (Align.CENTER, Align.LEFT)


def test_the_look_takes_no_part_in_equality() -> None:
    plain, wide = table(LINE, LINE), table(LINE, LINE, widths=(900, 6470))

    assert read(plain) == read(wide + section(LANDSCAPE))
