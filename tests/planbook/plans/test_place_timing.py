"""Cells shared by place and date, cut into the two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.dates import Period
from planbook.plans.place_timing import split_place_timing, whole_timing

YEAR = Period.from_edtf("2023")


@pytest.mark.parametrize(
    ("cell", "pairs"),
    [
        ("Хабаровск 26 мая", [("Хабаровск", "26 мая")]),
        ("Москва февраль", [("Москва", "февраль")]),
        ("Санкт- Петербург октябрь", [("Санкт- Петербург", "октябрь")]),
        ("Санкт-\nПетербург ноябрь", [("Санкт-Петербург", "ноябрь")]),
        ("Волгоград октябрь- ноябрь", [("Волгоград", "октябрь- ноябрь")]),
        ("по отдельному графику", [("", "по отдельному графику")]),
        ("постоянно", [("", "постоянно")]),
        ("15 мая, г. Вологда", [("г. Вологда", "15 мая")]),
        ("Котлас, 10-12 июня", [("Котлас", "10-12 июня")]),
        ("Вологда\n\n26 мая", [("Вологда", "26 мая")]),
        ("5 мая Вологда; 7 мая Шуя", [("Вологда", "5 мая"), ("Шуя", "7 мая")]),
        ("Москва", [("Москва", "")]),
        ("", [("", "")]),
    ],
)
def test_split(cell: str, pairs: list[tuple[str, str]]) -> None:
    found = [(pair.place, pair.timing) for pair in split_place_timing(cell, YEAR)]

    assert found == pairs


@given(st.text(alphabet="Вологда 0123456789мая-,;\n", max_size=80))
def test_split_keeps_every_letter(text: str) -> None:
    kept = "".join(pair.place + pair.timing for pair in split_place_timing(text, YEAR))

    assert sorted(filter(str.isalnum, kept)) == sorted(filter(str.isalnum, text))


@pytest.mark.parametrize(
    ("text", "edtf"), [("26 мая", "2023-05-26"), ("Хабаровск 26 мая", None), ("", None)]
)
def test_whole_timing(text: str, edtf: str | None) -> None:
    timing = whole_timing(text, YEAR)

    assert (timing.edtf if timing else None) == edtf
