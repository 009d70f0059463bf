"""The look of pages: the sheet they are printed on, widths of columns, where lines stand."""

from __future__ import annotations

import pytest

from planbook.documents import Document, Page
from planbook.documents.printed import Align
from planbook.readers import DEFAULT_LIMITS
from planbook.readers.html import read_html

pytestmark = pytest.mark.core

CELLS = "<tr><td>1.</td><td>Форум</td></tr>"


def read(markup: str) -> Document:
    return read_html(markup.encode(), file_name="план.html", limits=DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("rule", "page"),
    [
        ("size: 297mm 210mm; margin: 20mm 10mm", Page(297.0, 210.0, 20.0, 10.0, 20.0, 10.0)),
        ("size:841.9pt 595.3pt;margin:2cm 1cm 3cm 4cm", Page(297.0, 210.0, 20.0, 10.0, 30.0, 40.0)),
        ("size: A4 landscape", Page(297.0, 210.0)),
        ("size: landscape; margin-left: 1in", Page(297.0, 210.0, left=25.4)),
        ("size: auto", None),
        ("size: 1mm 1mm", None),
        ("margin: 1cm", None),
    ],
)
def test_sheet(rule: str, page: Page | None) -> None:
    assert read(f"<style>@page {{ {rule} }}</style><table>{CELLS}</table>").page == page


def test_sheet_of_a_page_saved_by_word() -> None:
    style = "<style><!-- @page WordSection1 {size:595.3pt 841.9pt; margin:1cm;} --></style>"

    assert read(f"{style}<p>План").page == Page(210.0, 297.0, 10.0, 10.0, 10.0, 10.0)


def test_sheet_of_the_first_page_alone_is_not_taken() -> None:
    assert read("<style>@page :first { size: A5 }</style><p>План").page is None


@pytest.mark.parametrize(
    ("before", "widths"),
    [
        ('<col width="45"><col style="width: 90px">', (11.90625, 23.8125)),
        ('<colgroup><col span="2" width="50%"></colgroup>', (50.0, 50.0)),
        ('<tr><td width=20>№</td><td style="width:60pt">М</td></tr>', (5.291667, 21.166667)),
        ('<col width="10%"><col width="300">', ()),
        ('<col width="10%">', ()),
        ('<col width="*"><col width="2*">', ()),
        ("", ()),
    ],
)
def test_widths(before: str, widths: tuple[float, ...]) -> None:
    (table,) = read(f"<table>{before}{CELLS}</table>").tables()

    assert table.widths == pytest.approx(widths, abs=1e-5)


def test_widths_by_rules_for_the_columns_of_a_table() -> None:
    style = "#t col:nth-child(1) { width: 10% } #t col:nth-child(2) { width: 90% }"
    markup = f"<style>{style}</style><table id=t><colgroup><col><col></colgroup>{CELLS}</table>"

    (table,) = read(markup).tables()

    assert table.widths == (10.0, 90.0)


@pytest.mark.parametrize(
    "cell",
    [
        '<td align="center">1.</td>',
        '<td style="color: red; TEXT-ALIGN: Center">1.</td>',
        '<td><p align="center">1.</p></td>',
        "<td><center>1.</center></td>",
        '<td class="middle">1.</td>',
        "<th>1.</th>",
    ],
)
def test_lines_in_the_middle(cell: str) -> None:
    style = "<style>td.middle { text-align: center }</style>"

    (table,) = read(f"{style}<table><tr>{cell}<td>Форум</td></tr></table>").tables()

    assert table.aligns == (Align.CENTER, Align.LEFT)


def test_rows_may_say_where_their_lines_stand() -> None:
    (table,) = read("<table><tr align=right><td>1<td align=justify>Форум</table>").tables()

    assert table.aligns == (Align.RIGHT, Align.JUSTIFY)
