"""Pages: what is shown is read, what is not is told; lists, notes, Word's and Excel's own ways."""

from __future__ import annotations

import pytest
from tests.planbook.readers.grids import texts, told

from planbook.documents import Document, Footnote
from planbook.readers import read_document

pytestmark = pytest.mark.core


def read(markup: str) -> Document:
    return read_document(f"<html><body>{markup}</body></html>".encode(), file_name="план.html")


def paragraphs(document: Document) -> list[tuple[str, str]]:
    return [(block.list_marker, block.text) for block in document.paragraphs()]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p>План\n\t на   <b>год</b></p>", ["План на год"]),
        ("<p>30&nbsp;марта <br> 1 апреля</p>", ["30\u00a0марта\n1 апреля"]),
        ("а<div>б<div>в</div>г</div>д", ["а", "б", "в", "г", "д"]),
        ("<pre>а  б\n в</pre>", ["а  б\n в"]),
        ("<p>Форум<o:p>&nbsp;</o:p></p>", ["Форум"]),
        ("<p>&laquo;Умный&nbsp;город&raquo; &amp; др.</p>", ["«Умный\u00a0город» & др."]),
        ("<p>Юбилеи<sup>1</sup></p>", ["Юбилеи¹"]),
        ("<p>а<sup>б</sup></p>", ["аб"]),
        ("<p>а<script>alert(1)</script><style>p{}</style><!-- б --></p>", ["а"]),
        ("<p>а<![if !supportEmptyParas]>&nbsp;<![endif]>б</p>", ["а\u00a0б"]),
        ("<!--[if gte mso 9]><xml>б</xml><![endif]--><p>а</p>", ["а"]),
        ("<template><p>б</p></template><p>а</p>", ["а"]),
        ("<p>a < b</p>", ["a < b"]),
    ],
)
def test_text_is_taken_as_shown(markup: str, found: list[str]) -> None:
    assert [text for _marker, text in paragraphs(read(markup))] == found


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><p>План</p></body></html><p>Хвост</p>",
        "<html><body><p>План</p></BODY ><div>Хвост",
        "<html><body><p>План</p></body></html><html><body><p>Хвост</p></body></html>",
    ],
)
def test_what_stands_after_the_end_of_the_page_is_read(markup: str) -> None:
    document = read_document(markup.encode(), file_name="план.html")

    assert [text for _marker, text in paragraphs(document)] == ["План", "Хвост"]


def test_headings_have_their_levels() -> None:
    document = read("<h1>План</h1><h3>Раздел</h3><p>Текст</p>")

    assert [block.heading_level for block in document.paragraphs()] == [1, 3, 0]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<ol><li>а<li>б</ol>", [("1.", "а"), ("2.", "б")]),
        ("<ol start=5 type=I><li><p>а</p><p>б</p></ol>", [("V.", "а"), ("", "б")]),
        ("<ol><li value=7>а</ol><ol><li>б</ol>", [("7.", "а"), ("1.", "б")]),
        ("<ul><li>а<ol><li>б</ol><li>в</ul>", [("•", "а"), ("1.", "б"), ("•", "в")]),
        ("<ol><li><p></p></ol>", [("1.", "")]),
        ("<ul style='list-style: none'><li>а</ul>", [("", "а")]),
        ("<li>а</li>", [("", "а")]),
    ],
)
def test_list_markers_are_written_out(markup: str, found: list[tuple[str, str]]) -> None:
    assert paragraphs(read(markup)) == found


@pytest.mark.parametrize(
    ("font", "sign", "marker"),
    [("Symbol", "·", "•"), ("Wingdings", "§", "▪"), ("Calibri", "3.1.", "3.1.")],
)
def test_markers_that_word_writes_out_are_markers(font: str, sign: str, marker: str) -> None:
    markup = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        f"<span style='font-family:{font}'><span style='mso-list:Ignore'>{sign}<span "
        "style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>"
        "Правление</p>"
    )

    assert paragraphs(read(markup)) == [(marker, "Правление")]


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='display: none'>тайна</p><p>План</p>",
        "<p>План<span style='mso-hide:all;display:none'>тайна</span></p>",
        "<style>.x, p.y { display : none }</style><p class='z Y'>тайна</p><p>План</p>",
        "<style>#k{visibility:hidden}</style><div id=k>тайна</div><p>План</p>",
        "<p hidden>тайна</p><p>План</p>",
        "<p>План</p><table><tr style='display:none'><td>тайна</table>",
    ],
)
def test_hidden_text_is_told_and_not_read(markup: str) -> None:
    document = read(markup)

    assert paragraphs(document) == [("", "План")]
    assert told(document) == [("html.hidden_text", "тайна")]


def test_style_rules_that_need_more_context_hide_nothing() -> None:
    markup = (
        "<style>div .x{display:none} @media print{.y{color:red} .x{display:none}}"
        " .z{display:none}</style><p class=x>а</p><p class=z>б</p>"
    )

    assert paragraphs(read(markup)) == [("", "а")]


def test_deleted_text_is_told_and_inserted_text_read() -> None:
    document = read("<p><del>май</del><ins>июнь</ins></p>")

    assert paragraphs(document) == [("", "июнь")]
    assert told(document) == [("html.tracked_changes", "май")]


WORD_NOTE = (
    "<p>Слёт<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span "
    "class=MsoFootnoteReference>[1]</span></a></p><div style='mso-element:footnote-list'><hr>"
    "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a "
    "style='mso-footnote-id:ftn1' href='#_ftnref1' name='_ftn1'>[1]</a> по согласованию</p>"
    "</div></div>"
)
OFFICE_NOTE = (
    '<p>Слёт<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>'
    '</p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" '
    'href="#sdfootnote1anc">1</a>по\n\tсогласованию</p></div>'
)
PAGE_NOTE = (
    '<p>Слёт<sup id="ref1"><a href="#note1">1</a></sup></p><ol><li id="note1">по согласованию '
    '<a href="#ref1">↑</a></li></ol>'
)


@pytest.mark.parametrize("markup", [WORD_NOTE, OFFICE_NOTE, PAGE_NOTE])
def test_notes_are_known_by_links_there_and_back(markup: str) -> None:
    document = read(markup)

    assert document.footnotes == (Footnote("1", "по согласованию"),)
    assert [(block.text, block.footnotes) for block in document.paragraphs()] == [("Слёт", ("1",))]


def test_links_to_places_of_the_page_are_no_notes() -> None:
    document = read('<p><a href="#a">Раздел 1</a></p><p id=a>Раздел 1. Форумы</p>')

    assert paragraphs(document) == [("", "Раздел 1"), ("", "Раздел 1. Форумы")]


def test_title_image_and_header_are_told() -> None:
    page = (
        "<html><head><title>План МАГ</title></head><body><div title='header'><p>Проект</p></div>"
        "<p>План<img src='http://x/y.png' alt='Герб'></p></body></html>"
    )
    document = read_document(page.encode(), file_name="план.html")

    assert paragraphs(document) == [("", "План")]
    assert told(document) == [
        ("html.header", "Проект"),
        ("html.image", "[image: Герб]"),
        ("html.title", "План МАГ"),
    ]


META = '<meta http-equiv=Content-Type content="text/html; charset={}">'


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1251", "cp1251"),
        ("utf-8", "utf-8"),
        ("koi8-r", "koi8-r"),
        ("unicode", "utf-16"),
        ("utf-8", "utf-8-sig"),
    ],
)
def test_declared_encoding_holds(declared: str, encoding: str) -> None:
    page = f"<html><head>{META.format(declared)}</head><p>План мероприятий</p></html>"
    document = read_document(page.encode(encoding), file_name="план.html")

    assert paragraphs(document) == [("", "План мероприятий")]
    assert document.findings == ()


def test_wrong_declaration_is_replaced_by_the_content() -> None:
    page = f"<html><head>{META.format('utf-8')}</head><p>План мероприятий на год</p></html>"
    document = read_document(page.encode("cp1251"), file_name="план.html")

    assert paragraphs(document) == [("", "План мероприятий на год")]
    assert [finding.code for finding in document.findings] == ["text.encoding_guessed"]


def test_cells_of_excel_keep_their_line_breaks() -> None:
    document = read(
        "<table><tr><td>30 марта-<br style='mso-data-placement:same-cell'>1 апреля<td>Форум"
        "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td></tr>"
        "<![endif]></table>"
    )

    assert texts(document) == [["30 марта-\n1 апреля", "Форум"]]


def test_chapters_that_link_back_to_the_contents_are_no_notes() -> None:
    document = read(
        '<p><a href="#c1" name="t1">1</a></p><div id=c1><p>Форумы <a href="#t1">↑</a></p>'
        "<table><tr><td>а<td>б</table></div>"
    )

    assert texts(document) == [["а", "б"]]
    assert document.footnotes == ()


def test_comments_of_style_sheets_hide_nothing() -> None:
    markup = "<style><!-- /* .x{display:none} */ .y{display:none} --></style>"

    assert paragraphs(read(f"{markup}<p class=x>а</p><p class=y>б</p>")) == [("", "а")]
