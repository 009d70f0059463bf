"""OpenDocument sheets: repetitions, spans, values with their styles, what is hidden."""

from __future__ import annotations

import pytest
from tests.planbook.readers.docx_builder import package
from tests.planbook.readers.sheets.book import read, shapes, told

pytestmark = pytest.mark.core
ODF = "urn:oasis:names:tc:opendocument:xmlns"
STYLES = (
    '<number:date-style style:name="N1"><number:month number:style="long" number:textual="true"/>'
    '<number:text> </number:text><number:year number:style="long"/></number:date-style>'
    '<number:percentage-style style:name="N2"><number:number number:decimal-places="1"/>'
    "<number:text>%</number:text></number:percentage-style>"
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="share" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="away" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)


def ods(*tables: str) -> bytes:
    names = "".join(
        f' xmlns:{name}="{ODF}:{tail}:1.0"'
        for name, tail in (
            ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
            ("number", "datastyle"),
        )
    )  # fmt: skip
    calcext = (
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    )
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content{names}{calcext}><office:automatic-styles>"
            f"{STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
            f"{''.join(tables)}</office:spreadsheet></office:body></office:document-content>",
        }
    )


def table(*rows: str, name: str = "Лист1", columns: str = "", style: str = "") -> str:
    return (
        f'<table:table table:name="{name}" table:style-name="{style}">{columns}'
        f"{''.join(rows)}</table:table>"
    )


def row(*cells: str, attributes: str = "") -> str:
    inner = "".join(text if text.startswith("<") else cell(text) for text in cells)
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def cell(text: str = "", attributes: str = "", tag: str = "table-cell") -> str:
    inner = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:{tag} {attributes}>{inner}</table:{tag}>"


def value(kind: str, number: str, style: str = "", shown: str = "?") -> str:
    name = "value" if kind in ("float", "percentage") else f"{kind}-value"
    attributes = f'office:value-type="{kind}" office:{name}="{number}" table:style-name="{style}"'
    return cell(shown, attributes)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (value("float", "1.0"), "1"),
        (value("float", "2.5"), "2,5"),
        (value("percentage", "0.255", "share"), "25,5%"),
        (value("percentage", "0.5"), "50%"),
        (value("date", "2023-05-26"), "26 мая 2023 года"),
        (value("date", "2023-05-26", "month"), "май 2023 года"),
        (value("date", "2023-05-26T10:30:00"), "26 мая 2023 года в 10:30"),
        (value("date", "завтра", shown="завтра"), "завтра"),
        (value("boolean", "true"), "ИСТИНА"),
        (value("string", "Форум", shown=""), "Форум"),
        (cell("Форум<text:line-break/>мая<text:s text:c=\"2\"/>и<text:tab/>июня"),
         "Форум\nмая  и\tиюня"),
    ],
)  # fmt: skip
def test_value_is_printed_as_people_see_it(found: str, text: str) -> None:
    assert shapes(read(ods(table(row("а", found))))) == [[["а", text]]]


def test_rows_and_cells_are_repeated() -> None:
    found = read(
        ods(
            table(
                row(cell("а", 'table:number-columns-repeated="2"'), "б"),
                row("в", "г", attributes='table:number-rows-repeated="2"'),
            )
        )
    )

    assert shapes(found) == [[["а", "а", "б"], ["в", "г", ""], ["в", "г", ""]]]


def test_merged_cells_are_spans() -> None:
    found = read(
        ods(
            table(
                row(cell("а", 'table:number-rows-spanned="2"'), "б", "в"),
                row(cell(tag="covered-table-cell"), cell("г", 'table:number-columns-spanned="2"'),
                    cell("д", tag="covered-table-cell")),
            )
        )
    )  # fmt: skip
    (only,) = found.tables()

    assert [
        [(c.text, c.column_span, c.row_span, c.is_continuation) for c in line.cells]
        for line in only.rows
    ] == [
        [("а", 1, 2, False), ("б", 1, 1, False), ("в", 1, 1, False)],
        [("", 1, 1, True), ("г", 2, 1, False)],
    ]
    assert told(found) == [
        (
            "sheet.covered_text",
            "Лист «Лист1». Текст под объединёнными ячейками не виден и не прочитан: 1.",
            "д",
        )
    ]


def test_what_is_hidden_is_told() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    found = read(
        ods(
            table(
                row("а", "тайно", "в"),
                row("г", "д", "е", attributes='table:visibility="filter"'),
                columns=columns,
            ),
            table(row("ж"), name="Черновик", style="away"),
        )
    )

    assert shapes(found) == [[["а", "в"], ["г", "е"]]]
    assert [(code, evidence) for code, _message, evidence in told(found)] == [
        ("sheet.hidden_rows", "г\tд\tе"),
        ("sheet.hidden_columns", "тайно\nд"),
        ("sheet.hidden_sheet", "ж"),
    ]


def test_formula_error_and_note_are_told() -> None:
    note = "<office:annotation><text:p>уточнить</text:p></office:annotation>"
    found = read(
        ods(
            table(
                row(
                    "а",
                    cell(attributes='table:formula="of:=[.A1]"'),
                    cell("#REF!", 'office:value-type="string" calcext:value-type="error"'),
                    f"<table:table-cell>{note}<text:p>б</text:p></table:table-cell>",
                )
            )
        )
    )

    assert shapes(found) == [[["а", "#REF!", "б"]]]
    assert [(code, evidence) for code, _message, evidence in told(found)] == [
        ("sheet.formula_without_value", "=[.A1]"),
        ("sheet.error_value", "#REF!"),
        ("sheet.comments", "уточнить"),
    ]
