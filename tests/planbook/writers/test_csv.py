"""Separated text: RFC 4180, nothing a spreadsheet would calculate, everything comes back."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.documents.flat import FlatColumn, FlatTable
from planbook.readers import read_document
from planbook.text.formulas import guard_formula, unguard_formula
from planbook.writers.csv import csv_lines, write_csv

pytestmark = pytest.mark.core

FLAT = FlatTable(
    "План",
    (FlatColumn("n", "№"), FlatColumn("title", "Мероприятие"), FlatColumn("day", "Не раньше")),
    (
        (1, "Форум «Диалог»; «Слёт»", date(2023, 3, 30)),
        (2, 'Круглый "стол"\n(ВКС)', None),
        (-3, "- семинар", None),
    ),
)


def test_bytes_are_those_of_the_standard_with_the_mark_excel_needs() -> None:
    assert write_csv(FLAT).decode("utf-8") == (
        "\ufeff№;Мероприятие;Не раньше\r\n"
        '1;"Форум «Диалог»; «Слёт»";2023-03-30\r\n'
        '2;"Круглый ""стол""\n(ВКС)";\r\n'
        "-3;'- семинар;\r\n"
    )


def test_mark_and_separator_are_chosen() -> None:
    first = write_csv(FLAT, bom=False, separator=",").decode("utf-8").splitlines()[0]

    assert first == "№,Мероприятие,Не раньше"


def test_lines_are_made_one_by_one() -> None:
    lines = csv_lines(FLAT, bom=False)

    assert next(lines) == "№;Мероприятие;Не раньше\r\n"
    assert len(list(lines)) == 3


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_no_field_of_text_begins_with_a_sign_of_calculation(sign: str) -> None:
    flat = FlatTable("План", (FlatColumn("title", f"{sign}A1"),), ((f"{sign}A1",),))

    rows = list(csv.reader(io.StringIO(write_csv(flat, bom=False).decode())))

    assert rows == [[f"'{sign}A1"], [f"'{sign}A1"]]


def test_a_line_break_at_the_beginning_does_not_hide_a_formula() -> None:
    flat = FlatTable("План", (FlatColumn("title", "Мероприятие"),), (("\r=A1",),))

    rows = list(csv.reader(io.StringIO(write_csv(flat, bom=False).decode(), newline="")))

    assert rows[1] == ["'\n=A1"]


def test_our_reader_takes_the_apostrophe_away_again() -> None:
    columns = (FlatColumn("title", "Мероприятие"), FlatColumn("note", "Примечание"))
    rows = (("- семинар", "=СУММ(A1)"), ("'- слёт", "'Дружба'"))

    document = read_document(write_csv(FlatTable("План", columns, rows)), file_name="план.csv")

    (table,) = document.tables()
    assert [tuple(cell.text for cell in line.cells) for line in table.rows[1:]] == list(rows)


@given(st.text(alphabet="'=+-@\t\r\n \u00a0＝а", max_size=6))
def test_guarded_text_comes_back_and_is_safe(text: str) -> None:
    guarded = guard_formula(text)

    assert unguard_formula(guarded) == text
    assert guarded.strip()[:1] not in {"=", "+", "-", "@", "＝"} or not guarded
    assert guarded[:1] not in {"\t", "\r"}
