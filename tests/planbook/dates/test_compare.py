"""Overlap, containment and order of fuzzy timings."""

from __future__ import annotations

import pytest

from planbook.dates import Period, Timing, contains, overlaps, parse_timing, sort_key

pytestmark = pytest.mark.core

YEAR = Period.from_edtf("2023")


def read(text: str) -> Timing:
    return parse_timing(text, period=YEAR)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("май-июнь", "9-12 июня", True),
        ("май", "1 июня", False),
        ("1, 8 марта", "2-7 марта", False),
        ("1, 8 марта", "2-8 марта", True),
        ("II квартал", "апрель", True),
        ("до 15 мая", "1 января", True),
        ("с 15 мая", "14 мая", False),
        ("по согласованию", "май", False),
    ],
)
def test_overlaps_of_pairs(one: str, other: str, expected: bool) -> None:
    assert overlaps(read(one), read(other)) is expected
    assert overlaps(read(other), read(one)) is expected


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("II квартал", "май", True),
        ("май", "II квартал", False),
        ("апрель, октябрь", "5 октября", True),
        ("апрель, октябрь", "5 мая", False),
        ("май", "по согласованию", False),
    ],
)
def test_contains_of_pairs(outer: str, inner: str, expected: bool) -> None:
    assert contains(read(outer), read(inner)) is expected


def test_contains_of_period() -> None:
    half_year = Period.from_edtf("2023-41")

    assert contains(half_year, read("август"))
    assert not contains(half_year, read("июнь-октябрь"))
    assert overlaps(read("июнь-октябрь"), half_year)


def test_sort_key_is_the_order_of_printed_plans() -> None:
    printed = [
        "9 февраля",
        "15 сентября",
        "сентябрь",
        "сентябрь-октябрь",
        "7 октября",
        "октябрь",
        "по согласованию",
    ]

    assert sorted(printed[-1:] + printed[:-1], key=lambda text: sort_key(read(text))) == printed
