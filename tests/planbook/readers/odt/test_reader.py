"""OpenDocument texts: spaces, signs, lists, notes, changes, hidden text, pages, headers."""

from __future__ import annotations

import pytest
from tests.planbook.readers.grids import texts, told
from tests.planbook.readers.odt_builder import cell, odt, p, page_styles, row, table

from planbook.documents import Document, Footnote, Paragraph
from planbook.findings import SourceRef
from planbook.readers import read_document

pytestmark = pytest.mark.core

BULLETS = (
    '<text:list-style style:name="Б"><text:list-level-style-bullet text:level="1" '
    'text:bullet-char="&#xF0B7;"><style:text-properties style:font-name="Symbol"/>'
    "</text:list-level-style-bullet></text:list-style>"
)
NUMBERS = (
    '<text:list-style style:name="Н"><text:list-level-style-number text:level="1" '
    'style:num-suffix="." style:num-format="1"/><text:list-level-style-number text:level="2" '
    'style:num-suffix="." style:num-format="1" text:display-levels="2"/></text:list-style>'
)
HIDDEN = (
    '<style:style style:name="Т" style:family="text"><style:text-properties text:display="none"/>'
    "</style:style>"
)
RAISED = (
    '<style:style style:name="В" style:family="text"><style:text-properties '
    'style:text-position="super 58%"/></style:style>'
)


def read(body: str, automatic: str = "", **parts: str) -> Document:
    return read_document(odt(body, automatic, **parts), file_name="план.odt")


def paragraphs(document: Document) -> list[tuple[str, str]]:
    return [(block.list_marker, block.text) for block in document.paragraphs()]


def listed(*items: str, attributes: str = 'text:style-name="Н"') -> str:
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f"<text:list {attributes}>{inside}</text:list>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("  План \n\t на   год ", "План на год"),
        ('а<text:s text:c="3"/>б', "а   б"),
        ("а<text:s/>б<text:tab/>в", "а б\tв"),
        ("30 марта <text:line-break/> 1 апреля", "30 марта\n1 апреля"),
        ("а <text:span> б</text:span> <text:a>в</text:a>", "а б в"),
        ("Фо<text:bookmark text:name='x'/>рум", "Форум"),
        ("с. <text:page-number>3</text:page-number>", "с. 3"),
        ('№ <text:sequence text:name="Т">7</text:sequence>', "№ 7"),
        ("а<text:soft-page-break/>б", "аб"),
        ("<text:ruby><text:ruby-base>а</text:ruby-base><text:ruby-text>б</text:ruby-text>"
         "</text:ruby>", "а"),
    ],
)  # fmt: skip
def test_text_is_taken_as_printed(inner: str, text: str) -> None:
    assert paragraphs(read(p(inner))) == [("", text)]


def test_headings_have_their_levels() -> None:
    styles = (
        '<style:style style:name="З" style:family="paragraph" style:default-outline-level="2"/>'
        '<style:style style:name="З1" style:family="paragraph" style:parent-style-name="З"/>'
    )
    body = '<text:h text:outline-level="1">План</text:h>' + p("Раздел", "З1") + p("Текст")

    assert [block.heading_level for block in read(body, styles).paragraphs()] == [1, 2, 0]


def test_list_numbers_go_on_over_cells() -> None:
    body = table(
        row(cell(listed(p()))),
        row(
            cell(
                listed(p("Форум"), attributes='text:style-name="Н" text:continue-numbering="true"')
            )
        ),
    )

    assert texts(read(body, NUMBERS)) == [["1."], ["2. Форум"]]


def test_list_goes_on_after_another_by_its_identifier() -> None:
    body = (
        listed(p("а"), attributes='text:style-name="Н" xml:id="л1"')
        + listed(p("б"))
        + listed(p("в"), attributes='text:style-name="Н" text:continue-list="л1"')
    )

    assert paragraphs(read(body, NUMBERS)) == [("1.", "а"), ("1.", "б"), ("2.", "в")]


def test_sublist_shows_the_numbers_above() -> None:
    body = listed(p("а") + listed(p("б"), p("в"), attributes=""), p("г"))

    assert [marker for marker, _text in paragraphs(read(body, NUMBERS))] == [
        "1.", "1.1.", "1.2.", "2.",
    ]  # fmt: skip


def test_bullets_of_symbol_fonts_are_written_in_unicode() -> None:
    body = listed(p("а") + p("дальше"), attributes='text:style-name="Б"')

    assert paragraphs(read(body, BULLETS)) == [("•", "а"), ("", "дальше")]


def test_notes_are_taken_out_of_the_text() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p('по согласованию')}</text:note-body></text:note>"
    )
    document = read(table(row(cell(p(f"Слёт{note}")), "май"), row("а", "б")))

    assert document.footnotes == (Footnote("1", "по согласованию"),)
    assert next(document.tables()).rows[0].cells[0].footnotes == ("1",)
    assert texts(document)[0] == ["Слёт", "май"]


def test_raised_figures_are_written_raised() -> None:
    document = read(p('Юбилеи<text:span text:style-name="В">1</text:span>'), RAISED)

    assert paragraphs(document) == [("", "Юбилеи¹")]


def test_deletions_are_told_and_insertions_read() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"{p('Удалено')}</text:deletion></text:changed-region><text:changed-region>"
        "<text:insertion/></text:changed-region></text:tracked-changes>"
    )
    document = read(changes + p('<text:change-start text:change-id="1"/>Вставлено'))

    assert paragraphs(document) == [("", "Вставлено")]
    assert told(document) == [("odt.tracked_changes", "Удалено")]


@pytest.mark.parametrize(
    ("body", "evidence"),
    [
        (p('<text:span text:style-name="Т">тайна</text:span>План'), "тайна"),
        (f'<text:section text:display="none">{p("тайна")}</text:section>' + p("План"), "тайна"),
        (p('<text:hidden-text text:string-value="тайна"/>План'), "тайна"),
        (p('<text:hidden-paragraph text:is-hidden="true"/>тайна') + p("План"), "тайна"),
        (p("План") + table(row("x").replace(
            "<table:table-row", '<table:table-row table:visibility="collapse"')), "x"),
    ],
)  # fmt: skip
def test_hidden_text_is_told_and_not_read(body: str, evidence: str) -> None:
    document = read(body, HIDDEN)

    assert paragraphs(document) == [("", "План")]
    assert told(document) == [("odt.hidden_text", evidence)]


def test_comments_placeholders_and_images_are_told() -> None:
    document = read(
        p(
            f"План<office:annotation>{p('проверить')}</office:annotation>"
            "<text:placeholder>&lt;дата&gt;</text:placeholder>"
            '<draw:frame draw:name="Герб"><draw:image/></draw:frame>'
        )
    )

    assert paragraphs(document) == [("", "План")]
    assert told(document) == [
        ("odt.image", "[image: Герб]"),
        ("odt.placeholder", "<дата>"),
        ("odt.comments", "проверить"),
    ]


def test_text_boxes_follow_the_paragraph_they_stand_in() -> None:
    box = f"<draw:frame><draw:text-box>{p('Утверждаю')}</draw:text-box></draw:frame>"

    assert paragraphs(read(p(f"План{box} на год"))) == [("", "План на год"), ("", "Утверждаю")]


def test_headers_and_footers_are_told() -> None:
    styles = page_styles(
        f"<style:header>{p('Проект')}</style:header>"
        f"<style:footer>{p('отдел планирования')}{p('стр. 1')}</style:footer>"
    )

    assert told(read(p("План"), "", styles=styles)) == [
        ("odt.header", "Проект"),
        ("odt.footer", "отдел планирования"),
    ]


def test_pages_are_counted_where_the_file_tells_them() -> None:
    body = p("План") + table(row("а"), "<text:soft-page-break/>", row("б"))
    document = read(body)

    rows = next(document.tables()).rows
    assert document.blocks[0] == Paragraph("План", source=SourceRef(1, page=1))
    assert [row.cells[0].source for row in rows] == [
        SourceRef(2, 1, 1, 1, 1),
        SourceRef(2, 1, 2, 1, 2),
    ]


def test_empty_document_says_so() -> None:
    assert told(read(p())) == [("document.no_text", "")]


def test_merged_cells_may_hold_text_that_is_not_seen() -> None:
    covered = f"<table:covered-table-cell>{p('не видно')}</table:covered-table-cell>"
    document = read(table(row(cell("а", columns=2), covered), row("б", "в")))

    assert told(document) == [("odt.covered_text", "не видно")]
