"""Titles, tables, headings and signatures of a sheet; merges; several tables and sheets."""

from __future__ import annotations

import re
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from tests.planbook.readers.sheets.book import Shape, part, read, repacked, saved, shapes, workbook

from planbook.documents import Footnote, Paragraph
from planbook.findings import SourceRef

pytestmark = pytest.mark.core
HEADER = ["№", "Мероприятие", "Срок", "Место"]
FIRST = ["1.", "Форум", "май", "Тверь"]
SECOND = ["2.", "Слёт", "июнь", "Псков"]
EMPTY: list[str] = []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([HEADER, FIRST], [[HEADER, FIRST]]),
        ([["План на 2023 год"], HEADER, FIRST], ["План на 2023 год", [HEADER, FIRST]]),
        (
            [["", "", "", "УТВЕРЖДАЮ"], ["", "План"], EMPTY, HEADER, FIRST],
            ["УТВЕРЖДАЮ", "План", [HEADER, FIRST]],
        ),
        (
            [HEADER, ["I. Форумы"], FIRST, ["II. Слёты"], SECOND],
            [[HEADER, ["I. Форумы", "", "", ""], FIRST, ["II. Слёты", "", "", ""], SECOND]],
        ),
        ([HEADER, FIRST, EMPTY, SECOND], [[HEADER, FIRST], [SECOND]]),
        (
            [HEADER, FIRST, EMPTY, ["II. Слёты"], EMPTY, SECOND],
            [[HEADER, FIRST], "II. Слёты", [SECOND]],
        ),
        (
            [HEADER, FIRST, SECOND, EMPTY, ["Директор", "", "", "И. О. Фамилия"]],
            [[HEADER, FIRST, SECOND], "Директор\tИ. О. Фамилия"],
        ),
        ([HEADER, FIRST, ["Директор"]], [[HEADER, FIRST], "Директор"]),
        ([HEADER, FIRST, ["", "", "июль"]], [[HEADER, FIRST, ["", "", "июль", ""]]]),
        ([HEADER, FIRST, ["3."]], [[HEADER, FIRST, ["3.", "", "", ""]]]),
        ([HEADER, FIRST, EMPTY, ["2.", "Слёт"]], [[HEADER, FIRST], [["2.", "Слёт", "", ""]]]),
        (
            [["", *HEADER, ""], ["", *FIRST, " "], ["", "", "", "", "", ""]],
            [[HEADER, FIRST]],
        ),
        ([["Список"], ["Форум"]], ["Список", "Форум"]),
        ([], []),
    ],
)
def test_rows_are_told_apart_by_their_shape(rows: list[list[str]], expected: list[Shape]) -> None:
    assert shapes(read(workbook(*rows))) == expected


def test_table_without_a_header_keeps_the_columns_of_the_one_above() -> None:
    found = read(workbook(HEADER, FIRST, EMPTY, ["2.", "Слёт", "", ""], ["3.", "Сбор", "", ""]))

    assert [table.column_count for table in found.tables()] == [4, 4]


def test_other_table_has_columns_of_its_own() -> None:
    other = [["", "", "", "", "", "Город", "Дата"], ["", "", "", "", "", "Тверь", "май"]]
    found = read(workbook(HEADER, FIRST, EMPTY, *other))

    assert shapes(found) == [[HEADER, FIRST], [["Город", "Дата"], ["Тверь", "май"]]]


def test_merged_cells_are_spans() -> None:
    def merge(sheet: Any) -> None:
        for area in ("A1:A2", "B1:C1", "B3:B4", "A5:C5"):
            sheet.merge_cells(area)

    found = read(
        workbook(
            ["№", "Срок", None],
            [None, "начала", "окончания"],
            ["1.", "май", "июнь"],
            ["2.", None, "июль"],
            ["II. Слёты"],
            ["3.", "май", "август"],
            change=merge,
        )
    )
    (table,) = found.tables()

    assert [
        [(c.text, c.column, c.column_span, c.row_span, c.is_continuation) for c in row.cells]
        for row in table.rows
    ] == [
        [("№", 1, 1, 2, False), ("Срок", 2, 2, 1, False)],
        [("", 1, 1, 1, True), ("начала", 2, 1, 1, False), ("окончания", 3, 1, 1, False)],
        [("1.", 1, 1, 1, False), ("май", 2, 1, 2, False), ("июнь", 3, 1, 1, False)],
        [("2.", 1, 1, 1, False), ("", 2, 1, 1, True), ("июль", 3, 1, 1, False)],
        [("II. Слёты", 1, 3, 1, False)],
        [("3.", 1, 1, 1, False), ("май", 2, 1, 1, False), ("август", 3, 1, 1, False)],
    ]


def test_merged_cell_bridges_an_empty_row() -> None:
    found = read(
        workbook(HEADER, FIRST, EMPTY, ["", "Слёт"], change=lambda s: s.merge_cells("A2:A4"))
    )
    (table,) = found.tables()

    assert [row.cells[0].row_span for row in table.rows] == [1, 2, 1]
    assert table.rows[2].cells[0].is_continuation


def test_columns_without_cells_of_their_own_vanish() -> None:
    def merge(sheet: Any) -> None:
        for row in (1, 2):
            sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=4)

    found = read(
        workbook(["№", "Форум", None, None, "Срок"], ["1", "б", None, None, "в"], change=merge)
    )
    (table,) = found.tables()

    assert [(cell.column, cell.column_span) for cell in table.rows[1].cells] == [
        (1, 1), (2, 1), (3, 1),
    ]  # fmt: skip


def test_sources_count_blocks_tables_rows_and_columns() -> None:
    found = read(workbook(["План"], HEADER, FIRST, EMPTY, SECOND))
    cells = [cell.source for table in found.tables() for cell in table.rows[-1].cells[-1:]]

    assert cells == [SourceRef(2, 1, 2, 4), SourceRef(3, 2, 1, 4)]


def test_lines_of_a_cell_and_raised_figures_are_kept() -> None:
    raised = CellRichText("Юбилей", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    found = read(
        workbook(
            ["№", "Форум\n\n\n(ВКС) "], ["1.", raised], EMPTY, ["¹ Дата уточняется"]
        )
    )  # fmt: skip
    (table,) = found.tables()

    assert [row.cells[1].text for row in table.rows] == ["Форум\n\n(ВКС)", "Юбилей¹"]
    assert table.rows[1].cells[1].footnotes == ("¹",)
    assert [(note.mark, note.text) for note in found.footnotes] == [("¹", "Дата уточняется")]
    assert isinstance(found.footnotes[0], Footnote)


def several(*names: str) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in names:
        sheet = book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append(FIRST)
    return saved(book)


def test_names_of_several_sheets_are_headings() -> None:
    found = read(several("Январь", "Лист2"))

    assert [
        (block.text, block.heading_level) if isinstance(block, Paragraph) else "table"
        for block in found.blocks
    ] == [("Январь", 1), "table", "table"]


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("План на 2023 год", None, ["План на 2023 год"]),
        ("Лист 1", None, []),
        ("Sheet1", None, []),
        ("план", "План на 2023 год", ["План на 2023 год"]),
        ("для печати", "План на 2023 год", ["План на 2023 год"]),
    ],
)
def test_name_of_an_only_sheet_stands_where_nothing_else_does(
    name: str, title: str | None, expected: list[str]
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    if title:
        sheet.append([title])
    sheet.append(HEADER)
    sheet.append(FIRST)

    assert [block.text for block in read(saved(book)).paragraphs()] == expected


def test_empty_sheets_give_nothing() -> None:
    book = Workbook()
    book.create_sheet("Форумы").append(["а", "б"])

    assert shapes(read(saved(book))) == ["Форумы", [["а", "б"]]]


def test_widths_and_paper_are_those_of_the_sheet() -> None:
    def lay(sheet: Any) -> None:
        for letter, width in (("A", 5), ("B", 40), ("C", 20), ("D", 15.5)):
            sheet.column_dimensions[letter].width = width
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_margins.left = 1.0

    found = read(workbook(HEADER, FIRST, change=lay))

    assert [table.widths for table in found.tables()] == [(5.0, 40.0, 20.0, 15.5)]
    assert found.page is not None
    assert (found.page.width, found.page.height, found.page.left) == (297.0, 210.0, 25.4)


def test_dates_of_the_strict_form_are_words() -> None:
    data = workbook(HEADER, ["1.", "Форум", "день", "Тверь"])
    part_name = "xl/worksheets/sheet1.xml"
    cell = '<c r="C2" t="d"><v>2023-05-26T00:00:00</v></c>'
    sheet = re.sub('<c r="C2".*?</c>', cell, part(data, part_name))
    (table,) = read(repacked(data, xl__worksheets__sheet1_dot_xml=sheet)).tables()

    assert table.rows[1].cells[2].text == "26 мая 2023 года"
