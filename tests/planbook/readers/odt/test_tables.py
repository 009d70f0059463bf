"""Tables of OpenDocument: merges, repeats, header rows, nesting, pointers."""

from __future__ import annotations

import pytest
from tests.planbook.readers.grids import grid, texts
from tests.planbook.readers.odt_builder import COVERED, cell, odt, p, row, table

from planbook.documents import Document
from planbook.findings import SourceRef
from planbook.readers import read_document

pytestmark = pytest.mark.core


def read(body: str) -> Document:
    return read_document(odt(body), file_name="план.odt")


def test_two_level_header_and_merged_rows() -> None:
    document = read(
        table(
            "<table:table-header-rows>",
            row(cell("№", rows=2), cell("Срок", columns=2), COVERED),
            row(COVERED, "начала", "окончания"),
            "</table:table-header-rows>",
            row(cell("I. Форумы", columns=3), COVERED, COVERED),
            row("1.", "май", "июнь"),
        )
    )

    assert grid(document) == [
        [("№", 1, 1, 2), ("Срок", 2, 2, 1)],
        [("…", 1, 1, 1), ("начала", 2, 1, 1), ("окончания", 3, 1, 1)],
        [("I. Форумы", 1, 3, 1)],
        [("1.", 1, 1, 1), ("май", 2, 1, 1), ("июнь", 3, 1, 1)],
    ]
    assert [found.is_header for found in next(document.tables()).rows] == [True, True, False, False]


def test_missing_covered_cells_move_nothing() -> None:
    document = read(table(row(cell("а", columns=2), "б"), row("1", "2", "3")))

    assert grid(document)[0] == [("а", 1, 2, 1), ("б", 3, 1, 1)]


def test_repeated_cells_and_rows_stand_as_often_as_told() -> None:
    document = read(table(row(cell("а", repeated=2), "б", repeated=2), row("1", "2", "3")))

    assert texts(document) == [["а", "а", "б"], ["а", "а", "б"], ["1", "2", "3"]]


def test_empty_rows_repeated_to_the_end_of_a_sheet_are_one() -> None:
    document = read(table(row("а", "б"), row(cell(repeated=2), repeated=1_000_000_000)))

    assert texts(document) == [["а", "б"], ["", ""]]


def test_rows_of_groups_are_read_in_order() -> None:
    grouped = f"<table:table-row-group><table:table-rows>{row('а')}</table:table-rows>{row('б')}"

    assert texts(read(table(grouped + "</table:table-row-group>", row("в")))) == [
        ["а"], ["б"], ["в"],
    ]  # fmt: skip


def test_nested_table_stands_in_its_cell_and_points_to_it() -> None:
    document = read(table(row("а", cell(p("Тверь") + table(row("б", "в")))), row("1", "2")))

    outer = next(document.tables()).rows[0].cells[1]
    assert outer.text == "Тверь"
    assert [inner.text for inner in outer.tables[0].rows[0].cells] == ["б", "в"]
    assert outer.tables[0].rows[0].cells[0].source == SourceRef(1, 1, 1, 2)


def test_paragraphs_of_a_cell_are_parted_by_blank_lines() -> None:
    document = read(table(row(cell(p("30 марта-") + p() + p("1 апреля")), "б")))

    assert texts(document) == [["30 марта-\n\n1 апреля", "б"]]
