"""Numbers and bullets that Word prints but keeps outside the text."""

from __future__ import annotations

import pytest
from tests.planbook.readers.docx_builder import cell, docx, paragraph, root, row, table

from planbook.readers import read_document
from planbook.readers.docx.numbering import format_count

pytestmark = pytest.mark.core


def level(index: int, number_format: str, pattern: str, inner: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{inner}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def definition(identifier: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def listed(identifier: int, of: int, override: str = "") -> str:
    return (
        f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>'
        + (f'<w:lvlOverride w:ilvl="0">{override}</w:lvlOverride>' if override else "")
        + "</w:num>"
    )


def item(list_id: int, index: int = 0, text: str = "x") -> str:
    properties = f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, properties)


OUTLINE = definition(
    1,
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2)"),
    level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
)
BULLET = definition(
    2,
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>'
    '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>',
)
RESTARTED = listed(4, 1, '<w:startOverride w:val="1"/>')
NUMBERING = root("numbering", OUTLINE + BULLET + listed(1, 1) + listed(2, 2) + RESTARTED)


@pytest.mark.parametrize(
    ("paragraphs", "markers"),
    [
        ([item(1), item(1), item(1)], ["I.", "II.", "III."]),
        ([item(1), item(1, 1), item(1, 1), item(1), item(1, 1)], ["I.", "1)", "2)", "II.", "1)"]),
        ([item(1), item(1, 1), item(1, 2)], ["I.", "1)", "1.1.1"]),
        ([item(2), item(2)], ["•", "•"]),
        ([item(1), item(1), item(4), item(4)], ["I.", "II.", "I.", "II."]),
        ([item(9), item(0), item(1, 7)], ["", "", ""]),
    ],
    ids=["counts", "restarts under", "shows levels above", "bullet", "starts anew", "unknown"],
)
def test_list_marker_is_as_printed(paragraphs: list[str], markers: list[str]) -> None:
    document = read_document(docx("".join(paragraphs), numbering=NUMBERING), file_name="план.docx")

    assert [block.list_marker for block in document.paragraphs()] == markers


def test_number_of_an_empty_paragraph_is_the_text_of_its_cell() -> None:
    numbering = root("numbering", definition(1, level(0, "decimal", "%1.")) + listed(1, 1))
    rows = [row(cell(item(1, text="")), name) for name in ("Форум", "Слёт")]

    found = next(
        read_document(docx(table(*rows), numbering=numbering), file_name="план.docx").tables()
    )

    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["1.", "Форум"],
        ["2.", "Слёт"],
    ]


def test_numbering_of_a_style_is_inherited() -> None:
    styles = root(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Item">'
        '<w:basedOn w:val="Base"/></w:style>',
    )
    numbering = root("numbering", definition(1, level(0, "decimal", "%1.")) + listed(1, 1))
    body = table(row(cell(paragraph("Форум", '<w:pStyle w:val="Item"/>'))))

    found = next(
        read_document(docx(body, styles=styles, numbering=numbering), file_name="п.docx").tables()
    )

    assert found.rows[0].cells[0].text == "1. Форум"


@pytest.mark.parametrize(
    ("count", "number_format", "text"),
    [
        (4, "decimal", "4"),
        (7, "decimalZero", "07"),
        (28, "upperRoman", "XXVIII"),
        (19, "lowerRoman", "xix"),
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (29, "russianLower", "я"),
        (1, "russianUpper", "А"),
        (5, "chicago", "5"),
        (5, "none", ""),
        (1_000_000, "upperRoman", "1000000"),
        (1_000_000, "lowerLetter", "1000000"),
    ],
)
def test_count_is_written_in_its_format(count: int, number_format: str, text: str) -> None:
    assert format_count(count, number_format) == text
