"""What the clipboard of a browser gives after copying in Word or Excel."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planbook.readers.grids import texts

from planbook.errors import UnreadableDocument
from planbook.readers import DEFAULT_LIMITS
from planbook.readers.html import read_pasted

pytestmark = pytest.mark.core

EXCEL = (
    "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000000999\r\nStartFragment:0000000140\r\n"
    'EndFragment:0000000963\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
    "<style>tr{mso-height-source:auto}</style></head><body><table><!--StartFragment-->"
    "<col width=64><tr height=20><td class=xl65>Форум</td><td>30 марта-<br>1 апреля</td></tr>"
    "<!--EndFragment--></table></body></html>"
)
TEXT = 'Форум\t"30 марта-\n1 апреля"\nСлёт\t"«Лидер ""года"""\n'


def test_page_of_the_clipboard_is_preferred() -> None:
    assert texts(read_pasted(EXCEL, "что-то другое")) == [["Форум", "30 марта-\n1 апреля"]]


def test_quoted_cells_of_several_lines_stay_cells() -> None:
    assert texts(read_pasted("", TEXT)) == [
        ["Форум", "30 марта-\n1 апреля"],
        ["Слёт", '«Лидер "года"'],
    ]


def test_page_without_a_table_gives_way_to_tabbed_text() -> None:
    assert texts(read_pasted("<p>Форум май</p>", "Форум\tмай\nСлёт\tиюнь")) == [
        ["Форум", "май"],
        ["Слёт", "июнь"],
    ]


def test_text_without_a_table_stays_text() -> None:
    document = read_pasted("", "План на год\nутверждён")

    assert [block.text for block in document.paragraphs()] == ["План на год", "утверждён"]


def test_page_without_a_table_and_without_text_stays_a_page() -> None:
    document = read_pasted("<h2>План</h2>", " ")

    assert [(block.text, block.heading_level) for block in document.paragraphs()] == [("План", 2)]


@pytest.mark.parametrize(
    ("html", "text", "code"),
    [("", " \n", "file.empty"), ("<b>", "x" * 20, "file.too_large")],
)
def test_nothing_and_too_much_are_refused(html: str, text: str, code: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_pasted(html, text, limits=replace(DEFAULT_LIMITS, file_size=20))

    assert (caught.value.code, caught.value.file_name) == (code, "вставленная таблица")
