"""Tables of pages: spans, heads, nesting, tables that only arrange."""

from __future__ import annotations

import pytest
from tests.planbook.readers.grids import grid, texts

from planbook.documents import Document, Paragraph, Table
from planbook.findings import SourceRef
from planbook.readers import read_document

pytestmark = pytest.mark.core

INNER = "<table><tr><td>№<td>Форум<tr><td>1<td>май<tr><td>2<td>июнь</table>"


def read(markup: str) -> Document:
    return read_document(markup.encode(), file_name="план.html")


def test_two_level_header_and_merged_rows() -> None:
    document = read(
        "<table><thead><tr><td rowspan=2>№<td colspan=2>Срок<tr><td>начала<td>окончания</thead>"
        "<tr><td colspan=3>I. Форумы<tr><td>1.<td>май<td>июнь</table>"
    )

    assert grid(document) == [
        [("№", 1, 1, 2), ("Срок", 2, 2, 1)],
        [("…", 1, 1, 1), ("начала", 2, 1, 1), ("окончания", 3, 1, 1)],
        [("I. Форумы", 1, 3, 1)],
        [("1.", 1, 1, 1), ("май", 2, 1, 1), ("июнь", 3, 1, 1)],
    ]
    assert [row.is_header for row in next(document.tables()).rows] == [True, True, False, False]


def test_leading_rows_of_header_cells_are_a_header() -> None:
    document = read("<table><tr><th>№<th>Срок<tr><td>1<td>май<tr><th colspan=2>Итого</table>")

    assert [row.is_header for row in next(document.tables()).rows] == [True, False, False]


@pytest.mark.parametrize("width", ["3", "100", "99999", "99999999999999999999"])
def test_span_wider_than_the_table_is_its_whole_width(width: str) -> None:
    document = read(f"<table><tr><td>1<td>2<td>3<tr><td colspan={width}>Раздел</table>")

    assert grid(document)[1] == [("Раздел", 1, 3, 1)]


@pytest.mark.parametrize("height", ["0", "3", "70000"])
def test_span_to_the_end_stays_in_its_group(height: str) -> None:
    document = read(
        f"<table><tbody><tr><td rowspan={height}>а<td>1<tr><td>2<tr><td>3</tbody>"
        "<tbody><tr><td>б<td>4</tbody></table>"
    )

    assert grid(document)[0][0] == ("а", 1, 1, 3)
    assert texts(document)[3] == ["б", "4"]


@pytest.mark.parametrize("attribute", ["colspan=x", "colspan=-2", "colspan=", "rowspan=x"])
def test_odd_spans_are_one(attribute: str) -> None:
    document = read(f"<table><tr><td {attribute}>а<td>б<tr><td>в<td>г</table>")

    assert grid(document)[0][0] == ("а", 1, 1, 1)


def test_cells_that_overlap_give_way() -> None:
    document = read("<table><tr><td>а<td rowspan=2>б<td>в<tr><td colspan=2>г<td>д</table>")

    assert grid(document)[1] == [("г", 1, 1, 1), ("…", 2, 1, 1), ("д", 3, 1, 1)]


def test_nested_table_stands_in_its_cell_and_points_to_it() -> None:
    document = read(
        "<table><tr><td>1<td>Тверь<table><tr><td>а<td>б</table><td>в<tr><td>2<td>г<td>д</table>"
    )

    outer = next(document.tables()).rows[0].cells[1]
    assert (outer.text, outer.source) == ("Тверь", SourceRef(1, 1, 1, 2))
    assert [(c.text, c.source) for c in outer.tables[0].rows[0].cells] == [
        ("а", SourceRef(1, 1, 1, 2)),
        ("б", SourceRef(1, 1, 1, 2)),
    ]


@pytest.mark.parametrize(
    "frame",
    [
        "<table><tr><td>{}</table>",
        "<table><tr><td>Меню<td>{}</table>",
        "<table><tr><td>Меню<tr><td><table><tr><td>{}</table></table>",
    ],
)
def test_table_that_only_arranges_the_page_is_taken_apart(frame: str) -> None:
    document = read(frame.format(f"<p>План</p>{INNER}"))

    assert texts(document) == [["№", "Форум"], ["1", "май"], ["2", "июнь"]]
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)][-1] == "План"


def test_caption_and_stray_text_stand_before_their_table() -> None:
    document = read("<table><caption>План на год</caption><form><tr><td>а<td>б</form></table>")

    assert [type(block) for block in document.blocks] == [Paragraph, Table]
    assert texts(document) == [["а", "б"]]


def test_pointers_count_blocks_tables_rows_and_columns() -> None:
    document = read("<p>План</p><table><tr><td>а<td>б</table><p>и</p><table><tr><td>в</table>")

    second = list(document.tables())[1]
    assert (second.source, second.rows[0].cells[0].source) == (
        SourceRef(4, 2),
        SourceRef(4, 2, 1, 1),
    )


def test_empty_rows_are_no_rows() -> None:
    assert texts(read("<table><tr><tr><td>а<td>б<tr></table>")) == [["а", "б"]]
