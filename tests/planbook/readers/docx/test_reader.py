"""Whole Word documents: headings, notes, headers, both namespaces, other readers as a check."""

from __future__ import annotations

import io
import re

import docx as python_docx
import mammoth
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.planbook.readers.docx_builder import (
    STRICT_W,
    W,
    cell,
    docx,
    paragraph,
    root,
    row,
    run,
    table,
)

from planbook.documents import Footnote, Paragraph, Table
from planbook.findings import SourceRef
from planbook.readers import read_document
from planbook.readers.docx import reader

pytestmark = pytest.mark.core

HEADINGS = root(
    "styles",
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="o"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="x"/></w:style>',
)


@pytest.mark.parametrize(
    ("properties", "heading_level"),
    [
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="a"/>', 1),
        ('<w:pStyle w:val="t"/>', 1),
        ('<w:pStyle w:val="o"/>', 3),
        ('<w:pStyle w:val="x"/>', 0),
        ('<w:pStyle w:val="missing"/>', 0),
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', 0),
    ],
)
def test_heading_level_comes_from_style_or_outline(properties: str, heading_level: int) -> None:
    document = read_document(
        docx(paragraph("План", properties), styles=HEADINGS), file_name="план.docx"
    )

    assert document.blocks == (
        Paragraph("План", heading_level=heading_level, source=SourceRef(block=1)),
    )


@pytest.mark.parametrize("namespace", [W, STRICT_W])
def test_both_namespaces_are_read(namespace: str) -> None:
    body = paragraph("План") + table(row("а", "б"))

    document = read_document(docx(body, namespace=namespace), file_name="план.docx")

    texts = [cell.text for row in next(document.tables()).rows for cell in row.cells]
    assert (document.format_name, document.blocks[0].source, texts) == (
        "docx",
        SourceRef(block=1),
        ["а", "б"],
    )


def test_footnotes_are_bound_to_their_marks() -> None:
    footnotes = root(
        "footnotes",
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Ориентировочно")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("По согласованию")}</w:footnote>',
    )
    endnotes = root("endnotes", f'<w:endnote w:id="2">{paragraph("Конец")}</w:endnote>')
    note = '<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:{}Reference w:id="{}"/></w:r></w:p>'
    body = table(
        row(
            cell(note.format("Юбилеи", "footnote", 3)),
            cell(note.format("Дни", "footnote", 2)),
            cell(note.format("Слёт", "footnote", 3)),
            cell(note.format("Форум", "endnote", 2)),
        )
    )

    document = read_document(
        docx(body, footnotes=footnotes, endnotes=endnotes), file_name="план.docx"
    )

    cells = next(document.tables()).rows[0].cells
    assert [(cell.text, cell.footnotes) for cell in cells] == [
        ("Юбилеи", ("1",)),
        ("Дни", ("2",)),
        ("Слёт", ("1",)),
        ("Форум", ("i",)),
    ]
    assert document.footnotes == (
        Footnote("1", "По согласованию"),
        Footnote("2", "Ориентировочно"),
        Footnote("i", "Конец"),
    )


def test_typed_footnote_is_bound_by_a_look_alike_mark() -> None:
    raised = run("1", '<w:vertAlign w:val="superscript"/>')
    body = table(row(cell(f"<w:p>{run('Дни городов ')}{raised}</w:p>"))) + paragraph("^і Примерно")

    document = read_document(docx(body), file_name="план.docx")

    assert next(document.tables()).rows[0].cells[0].footnotes == ("¹",)
    assert document.footnotes == (Footnote("^і", "Примерно", SourceRef(block=2)),)


def test_headers_footers_and_comments_are_told() -> None:
    document = read_document(
        docx(
            paragraph("План"),
            header=root("hdr", paragraph("ПРОЕКТ")),
            footer=root("ftr", paragraph("Исполнитель: отдел планирования")),
            comments=root("comments", f"<w:comment>{paragraph('уточнить')}</w:comment>"),
        ),
        file_name="план.docx",
    )

    assert [(finding.code, finding.message, finding.evidence) for finding in document.findings] == [
        ("docx.header", "Текст верхнего колонтитула в документ не вошёл.", "ПРОЕКТ"),
        (
            "docx.footer",
            "Текст нижнего колонтитула в документ не вошёл.",
            "Исполнитель: отдел планирования",
        ),
        ("docx.comments", "Примечания рецензентов (1) в текст не вошли.", ""),
    ]


@pytest.mark.parametrize(
    "footer",
    [
        paragraph("3"),
        paragraph("– 3 –"),
        paragraph("Страница 1 из 12"),
        f"{paragraph('стр.')}{paragraph('1')}",
        '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>',
    ],
)
def test_a_footer_that_only_numbers_pages_says_nothing(footer: str) -> None:
    document = read_document(
        docx(paragraph("План"), footer=root("ftr", footer)), file_name="план.docx"
    )

    assert document.findings == ()


def test_of_a_footer_only_the_words_are_told() -> None:
    footer = root("ftr", paragraph("Лист рассылки") + paragraph("Лист 2"))
    document = read_document(docx(paragraph("План"), footer=footer), file_name="план.docx")

    assert [finding.evidence for finding in document.findings] == ["Лист рассылки"]


def test_embedded_document_is_told() -> None:
    document = read_document(docx(paragraph("План") + "<w:altChunk/>"), file_name="план.docx")

    assert [finding.message for finding in document.findings] == [
        "В документ вставлен другой файл; его текст не прочитан. "
        "Откройте документ в Word и сохраните заново."
    ]


def test_document_without_text_is_told() -> None:
    document = read_document(docx(paragraph()), file_name="план.docx")

    assert (document.blocks, [finding.code for finding in document.findings]) == (
        (),
        ["document.no_text"],
    )


def test_paragraph_whose_end_was_deleted_joins_the_next() -> None:
    body = paragraph("План на ", "<w:rPr><w:del/></w:rPr>") + paragraph("2023 год")

    document = read_document(docx(body), file_name="план.docx")

    assert [block.text for block in document.paragraphs()] == ["План на 2023 год"]


def test_table_in_a_text_box_is_no_table_of_the_document() -> None:
    box = f"<w:pict><w:txbxContent>{table(row('УТВЕРЖДЕНО', 'приказом'))}</w:txbxContent></w:pict>"

    document = read_document(
        docx(f"<w:p><w:r>{box}</w:r></w:p>{table(row('1.', 'Форум'))}"), file_name="план.docx"
    )

    assert [block.text for block in document.paragraphs()] == ["УТВЕРЖДЕНО", "приказом"]
    assert [len(found.rows) for found in document.tables()] == [1]


def test_file_of_python_docx_is_read() -> None:
    made = python_docx.Document()
    made.add_heading("План на 2023 год", level=1)
    grid = made.add_table(rows=2, cols=3)
    for index, text in enumerate(("Мероприятие", "Место", "Срок")):
        grid.cell(0, index).text = text
    grid.cell(1, 0).merge(grid.cell(1, 2)).text = "I. Собрания"
    buffer = io.BytesIO()
    made.save(buffer)

    document = read_document(buffer.getvalue(), file_name="план.docx")

    assert document.blocks[0] == Paragraph("План на 2023 год", 1, source=SourceRef(block=1))
    rows = next(document.tables()).rows
    assert [[(cell.text, cell.column_span) for cell in row.cells] for row in rows] == [
        [("Мероприятие", 1), ("Место", 1), ("Срок", 1)],
        [("I. Собрания", 3)],
    ]


CELL_TEXTS = st.text("абв ГД«»—12.,-\n", max_size=12)


@given(st.lists(st.lists(CELL_TEXTS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_cells_read_as_mammoth_reads_them(texts: list[list[str]]) -> None:
    rows = [
        row(*(cell("".join(map(paragraph, text.split("\n")))) for text in line)) for line in texts
    ]
    data = docx(table(*rows))

    ours = [
        [squeeze(cell.text) for cell in row.cells]
        for row in next(read_document(data, file_name="план.docx").tables()).rows
    ]

    assert ours == cells_of_mammoth(data)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def cells_of_mammoth(data: bytes) -> list[list[str]]:
    page = html.fromstring(mammoth.convert_to_html(io.BytesIO(data)).value)
    return [
        [squeeze("".join(cell.itertext())) for cell in row.iter("td", "th")]
        for row in page.iter("tr")
    ]


def test_block_kinds_keep_their_order() -> None:
    body = paragraph("а") + table(row("б")) + paragraph("в") + table(row("г"))

    document = read_document(docx(body), file_name="план.docx")

    assert [(type(block), block.source.block) for block in document.blocks] == [
        (Paragraph, 1),
        (Table, 2),
        (Paragraph, 3),
        (Table, 4),
    ]


def _nested(count: int) -> str:
    control = f"<w:sdt><w:sdtContent>{row('в поле', 'б')}</w:sdtContent></w:sdt>"
    inner = table(row("вложенная"))
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{table(row('в надписи'))}</w:txbxContent>"
    box += "</v:textbox></w:pict></w:r>"
    return (
        (
            f"<w:p>{box}</w:p>"
            + paragraph("до")
            + table(row("а", f"<w:tc>{inner}<w:p/></w:tc>"), control)
        )
        * count
        + "<w:p><w:subDoc/></w:p><w:altChunk/>"
        + paragraph("после")
    )


@pytest.mark.parametrize("body", [_nested(1), _nested(3), paragraph("План")])
def test_a_small_document_is_read_like_a_streamed_one(
    body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long parts are streamed and small ones parsed as a whole; nobody sees which."""
    data = docx(body)
    whole = read_document(data, file_name="план.docx")
    monkeypatch.setattr(reader, "_WHOLE_SIZE", 0)

    assert read_document(data, file_name="план.docx") == whole
