"""Workbooks as another program reads them: text is text, days are days."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from tests.planbook.writers.printed_samples import HOSTILE

from planbook.documents.flat import FlatColumn, FlatKind, FlatTable, FlatValue
from planbook.writers.xlsx import MAX_CELL_LENGTH, write_xlsx

pytestmark = pytest.mark.core

MOMENT = datetime(2023, 1, 9, 12, tzinfo=UTC)
# Days in a sheet have no zone.
DAY = datetime(2023, 3, 30, tzinfo=UTC).replace(tzinfo=None)
COLUMNS = (
    FlatColumn("number", "№", FlatKind.NUMBER, 6),
    FlatColumn("title", "Мероприятие", width=60),
    FlatColumn("timing", "Срок"),
    FlatColumn("earliest", "Не раньше", FlatKind.DATE, 8),
)
FLAT = FlatTable(
    "План: II полугодие [2023] / проект с очень длинным названием",
    COLUMNS,
    (
        (1, "Форум «Диалог»\n(ВКС)", "30 марта-1 апреля", date(2023, 3, 30)),
        (2, '=HYPERLINK("http://example.org";"Нажмите")', "по согласованию", None),
        (3, "http://example.org", "1380", date(1380, 9, 8)),
        (4, "0045", "", None),
    ),
)


def opened(flat: FlatTable = FLAT, created: datetime | None = None) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(flat, created=created)))


def test_values_come_back_as_they_were() -> None:
    rows = [[cell.value for cell in line] for line in opened().active.iter_rows()]

    assert rows == [
        ["№", "Мероприятие", "Срок", "Не раньше"],
        [1, "Форум «Диалог»\n(ВКС)", "30 марта-1 апреля", DAY],
        [2, '=HYPERLINK("http://example.org";"Нажмите")', "по согласованию", None],
        # Excel has no days before 1900.
        [3, "http://example.org", "1380", "1380-09-08"],
        [4, "0045", None, None],
    ]


def test_text_is_never_a_formula_a_link_or_a_number() -> None:
    sheet = opened().active

    assert {sheet.cell(line, 2).data_type for line in range(2, 6)} == {"s"}
    assert [sheet.cell(line, 2).hyperlink for line in range(2, 6)] == [None] * 4


def test_days_are_days_in_the_russian_form() -> None:
    cell = opened().active["D2"]

    assert (cell.is_date, cell.number_format) == (True, "dd.mm.yyyy")


def test_header_is_frozen_filtered_and_repeated_in_print() -> None:
    sheet = opened().active

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D5")
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)


def test_columns_have_their_widths_and_days_room_enough() -> None:
    widths = opened().active.column_dimensions

    assert [round(widths[name].width) for name in "ABCD"] == [7, 61, 21, 12]


def test_name_of_the_sheet_is_one_excel_allows() -> None:
    assert opened().sheetnames == ["План II полугодие 2023 проект с"]


@pytest.mark.parametrize("title", ["🏙" * 200, "П" + "🏙" * 200, "👩‍👩‍👧‍👦🇷🇺" * 40])
def test_name_of_the_sheet_is_counted_as_excel_counts(title: str) -> None:
    name = opened(FlatTable(title, (), ())).sheetnames[0]

    assert title.startswith(name)
    assert 29 <= len(name.encode("utf-16-le")) // 2 <= 31


def test_properties_tell_the_title_and_the_moment() -> None:
    told = opened(created=MOMENT).properties

    assert (told.title, told.created) == (FLAT.title, MOMENT.replace(tzinfo=None))


def test_text_longer_than_a_cell_says_that_it_was_cut() -> None:
    rows = (("а" * 40_000,),)

    text = opened(FlatTable("План", (FlatColumn("title", "Мероприятие"),), rows)).active["A2"].value

    assert len(text) == MAX_CELL_LENGTH
    assert text.endswith("а … [текст длиннее, чем вмещает ячейка Excel]")


def test_a_cell_is_cut_between_characters() -> None:
    rows = (("а" + "🏙" * 20_000,),)

    text = opened(FlatTable("План", (FlatColumn("title", "Мероприятие"),), rows)).active["A2"].value

    assert MAX_CELL_LENGTH - 1 <= len(text.encode("utf-16-le")) // 2 <= MAX_CELL_LENGTH
    assert text.endswith("🏙 … [текст длиннее, чем вмещает ячейка Excel]")


@pytest.mark.parametrize("value", [HOSTILE, "_x000D_", "\x00", "'=1", "\t=1", float("nan")])
def test_any_value_opens(value: FlatValue) -> None:
    flat = FlatTable("'*?", (FlatColumn("title", HOSTILE),), ((value,),))

    assert opened(flat).active.max_row == 2


def test_same_table_gives_the_same_bytes() -> None:
    assert write_xlsx(FLAT) == write_xlsx(FLAT)
