"""Tables that are not whole are made so, and no word is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.writers.printed_samples import COVERED, TABLE, row

from planbook.documents.printed import PrintedCell, PrintedRow, PrintedTable, RowRole
from planbook.writers.grid import whole_table

pytestmark = pytest.mark.core


def test_whole_table_stays_as_it_is() -> None:
    assert whole_table(TABLE) == TABLE


def test_short_rows_get_empty_cells() -> None:
    table = whole_table(PrintedTable((row("а"), row("б", "в", "г")), (1.0, 1.0)))

    assert [len(one.cells) for one in table.rows] == [3, 3]
    assert table.widths == (1.0, 1.0, 1.0)


def test_continuation_without_a_merge_above_is_an_empty_cell() -> None:
    table = whole_table(PrintedTable((PrintedRow((COVERED,)),), (1.0,)))

    assert table.rows[0].cells[0] == PrintedCell("")


def test_merge_covers_what_continues_it_and_no_more() -> None:
    rows = (
        PrintedRow((PrintedCell("а", row_span=9),)),
        PrintedRow((COVERED,)),
        PrintedRow((PrintedCell("б"),)),
    )

    spans = [one.cells[0].row_span for one in whole_table(PrintedTable(rows, (1.0,))).rows]

    assert spans == [2, 1, 1]


def test_merge_ends_with_the_header() -> None:
    rows = (
        PrintedRow((PrintedCell("а", row_span=2),), RowRole.HEADER),
        PrintedRow((COVERED,)),
    )

    table = whole_table(PrintedTable(rows, (1.0,)))

    assert table.rows[1].cells[0].is_continuation is False
    assert table.rows[0].cells[0].row_span == 1


CELLS = st.builds(
    PrintedCell,
    st.sampled_from(["", "а", "б"]),
    column_span=st.integers(1, 3),
    row_span=st.integers(1, 3),
    is_continuation=st.booleans(),
)
ROWS = st.builds(PrintedRow, st.lists(CELLS, max_size=3).map(tuple), st.sampled_from(list(RowRole)))


@given(st.lists(ROWS, max_size=4).map(tuple))
def test_every_place_of_the_grid_is_covered_once_and_words_stay(
    rows: tuple[PrintedRow, ...],
) -> None:
    table = whole_table(PrintedTable(rows, (1.0,)))

    lengths = {sum(cell.column_span for cell in one.cells) for one in table.rows}
    covered = sum(
        c.row_span * c.column_span for r in table.rows for c in r.cells if not c.is_continuation
    )
    assert lengths <= {len(table.widths)}
    assert covered == len(table.widths) * len(rows)
    assert [c.text for r in table.rows for c in r.cells if c.text] == [
        c.text for r in rows for c in r.cells if c.text
    ]
