"""The grid of Word tables: merges, missing cells, wrappers, nesting."""

from __future__ import annotations

import pytest
from tests.planbook.readers.docx_builder import cell, docx, paragraph, row, run, table

from planbook.documents import Cell, Row, Table
from planbook.findings import SourceRef
from planbook.readers import read_document

pytestmark = pytest.mark.core

Grid = list[list[tuple[str, int, int, int]]]


def first_table(*blocks: str) -> Table:
    return next(read_document(docx("".join(blocks)), file_name="план.docx").tables())


def grid(found: Table) -> Grid:
    """Return text, column, column span and row span of every cell; «…» for a covered one."""
    return [
        [
            (
                "…" if cell.is_continuation else cell.text,
                cell.column,
                cell.column_span,
                cell.row_span,
            )
            for cell in row.cells
        ]
        for row in found.rows
    ]


def span(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


RESTART = '<w:vMerge w:val="restart"/>'
CONTINUE = "<w:vMerge/>"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            table(row("№", "Название"), row("1.", "Форум")),
            [[("№", 1, 1, 1), ("Название", 2, 1, 1)], [("1.", 1, 1, 1), ("Форум", 2, 1, 1)]],
        ),
        (
            table(row("а", "б", "в"), row(cell("Раздел", span(3)))),
            [[("а", 1, 1, 1), ("б", 2, 1, 1), ("в", 3, 1, 1)], [("Раздел", 1, 3, 1)]],
        ),
        (
            table(
                row(cell("Москва", RESTART), "а"),
                row(cell("", CONTINUE), "б"),
                row(cell("", CONTINUE), "в"),
                row("Тверь", "г"),
            ),
            [
                [("Москва", 1, 1, 3), ("а", 2, 1, 1)],
                [("…", 1, 1, 1), ("б", 2, 1, 1)],
                [("…", 1, 1, 1), ("в", 2, 1, 1)],
                [("Тверь", 1, 1, 1), ("г", 2, 1, 1)],
            ],
        ),
        (
            table(row(cell("сирота", CONTINUE), "а"), row(cell("", CONTINUE), "б")),
            [[("сирота", 1, 1, 2), ("а", 2, 1, 1)], [("…", 1, 1, 1), ("б", 2, 1, 1)]],
        ),
        (
            table(row("а", "б", "в"), row("г", "д", properties='<w:gridBefore w:val="1"/>')),
            [[("а", 1, 1, 1), ("б", 2, 1, 1), ("в", 3, 1, 1)], [("г", 2, 1, 1), ("д", 3, 1, 1)]],
        ),
        (
            table(row("а", "б", "в"), row("г", properties='<w:gridAfter w:val="2"/>')),
            [[("а", 1, 1, 1), ("б", 2, 1, 1), ("в", 3, 1, 1)], [("г", 1, 1, 1)]],
        ),
        (
            table(row(cell("Сроки", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "а")),
            [[("Сроки", 1, 1, 1), ("а", 2, 1, 1)]],
        ),
        (
            table(
                row(cell("а", span(2)), cell("б", span(3))),
                row(cell("в", span(2)), cell("г", span(3))),
            ),
            [[("а", 1, 1, 1), ("б", 2, 1, 1)], [("в", 1, 1, 1), ("г", 2, 1, 1)]],
        ),
        (
            table(
                row(cell("а", span(2)), "б"),
                row("в", cell("г", span(2))),
                widths=(3000, 40, 2960),
            ),
            [[("а", 1, 1, 1), ("б", 2, 1, 1)], [("в", 1, 1, 1), ("г", 2, 1, 1)]],
        ),
        (
            table(
                row("а", "узкая", "б"),
                row("в", cell("г", span(2))),
                widths=(3000, 40, 2960),
            ),
            [
                [("а", 1, 1, 1), ("узкая", 2, 1, 1), ("б", 3, 1, 1)],
                [("в", 1, 1, 1), ("г", 2, 2, 1)],
            ],
        ),
    ],
    ids=[
        "plain",
        "section row",
        "vertical merge",
        "merge without a beginning",
        "cells missing before",
        "cells missing after",
        "horizontal merge of old files",
        "unused grid columns",
        "borders drawn unsteadily",
        "a narrow cell stays",
    ],
)
def test_grid_is_as_printed(markup: str, expected: Grid) -> None:
    assert grid(first_table(markup)) == expected


@pytest.mark.parametrize(
    "markup",
    [
        f"<w:sdt><w:sdtContent>{table(row('а', 'б'))}</w:sdtContent></w:sdt>",
        table(f"<w:sdt><w:sdtContent>{row('а', 'б')}</w:sdtContent></w:sdt>"),
        table(row(f"<w:sdt><w:sdtContent>{cell('а')}</w:sdtContent></w:sdt>", cell("б"))),
        table(
            row(
                cell(f"<w:sdt><w:sdtContent>{paragraph('а')}</w:sdtContent></w:sdt>"),
                f"<w:customXml>{cell('б')}</w:customXml>",
            )
        ),
        table(row("а", "б", properties="<w:ins/>")),
        table(row("а", "б"), row("в", "г", properties="<w:del/>")),
        table(
            row(
                cell(f"<w:p><w:ins>{run('а')}</w:ins></w:p>"),
                cell(f"<w:p><w:del><w:r><w:delText>в</w:delText></w:r></w:del>{run('б')}</w:p>"),
            )
        ),
    ],
    ids=["block", "row", "cell", "inside a cell", "inserted row", "deleted row", "tracked text"],
)
def test_wrapped_and_tracked_content_is_read(markup: str) -> None:
    assert grid(first_table(markup)) == [[("а", 1, 1, 1), ("б", 2, 1, 1)]]


def test_every_cell_knows_its_place() -> None:
    found = first_table(paragraph("План"), table(row("а")), table(row("б"), row("в", "г")))
    second = list(
        read_document(
            docx(paragraph("План") + table(row("а")) + table(row("б"), row("в", "г"))),
            file_name="план.docx",
        ).tables()
    )[1]

    assert found.source == SourceRef(block=2, table=1)
    assert second.rows[1] == Row(
        (
            Cell("в", 1, source=SourceRef(3, 2, 2, 1)),
            Cell("г", 2, source=SourceRef(3, 2, 2, 2)),
        ),
        source=SourceRef(3, 2, 2),
    )


def test_repeated_header_rows_are_marked() -> None:
    found = first_table(table(row("№", properties="<w:tblHeader/>"), row("1.")))

    assert [row.is_header for row in found.rows] == [True, False]


def test_paragraphs_of_a_cell_are_parted_by_blank_lines() -> None:
    inner = paragraph("Вологда") + paragraph() + paragraph("(ВКС)")

    assert grid(first_table(table(row(cell(inner))))) == [[("Вологда\n\n(ВКС)", 1, 1, 1)]]


def test_paragraph_whose_end_was_deleted_joins_the_next() -> None:
    first = paragraph("Москов", "<w:rPr><w:del/></w:rPr>")

    found = first_table(table(row(cell(first + paragraph("ская область")))))

    assert grid(found) == [[("Московская область", 1, 1, 1)]]


def test_nested_table_belongs_to_its_cell() -> None:
    inner = paragraph("Участники") + table(row("Тверь", "5")) + paragraph()

    found = first_table(table(row("1.", cell(inner))))

    outer = found.rows[0].cells[1]
    assert (outer.text, grid(outer.tables[0])) == (
        "Участники",
        [[("Тверь", 1, 1, 1), ("5", 2, 1, 1)]],
    )
    assert outer.tables[0].rows[0].cells[0].source == SourceRef(1, 1, 1, 2)


@pytest.mark.parametrize("is_nested", [False, True])
def test_text_under_a_vertical_merge_is_told(is_nested: bool) -> None:
    merged = table(row(cell("а", RESTART)), row(cell("тень", CONTINUE)))

    document = read_document(
        docx(table(row(cell(merged))) if is_nested else merged), file_name="план.docx"
    )

    assert [(finding.code, finding.evidence) for finding in document.findings] == [
        ("docx.covered_text", "тень")
    ]
