"""Roman numerals in every typing that occurs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.text import format_roman, parse_roman

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("XXVIII", 28),
        ("ХХІ", 21),  # Cyrillic Х and І
        ("Х", 10),
        ("Ⅱ", 2),
        ("ІІ", 2),
        ("Ш", 3),
        ("П", 2),
        ("IIII", None),
        ("и", None),
        ("с", None),
        ("", None),
        ("В", None),
        ("11", None),
    ],
)
def test_parse_roman_of_typings(text: str, number: int | None) -> None:
    assert parse_roman(text) == number


@given(st.integers(min_value=1, max_value=3999))
def test_format_roman_is_read_back(number: int) -> None:
    assert parse_roman(format_roman(number)) == number


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_format_roman_outside_range(number: int) -> None:
    with pytest.raises(ValueError, match="no Roman numeral"):
        format_roman(number)
