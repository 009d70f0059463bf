"""Quotation marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.text import Quoted, find_quoted, strip_quotes, unify_quotes, without_quoted

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Синяя птица"', "«Синяя птица»"),
        ('«Мою страну зовут "Россия"»', "«Мою страну зовут „Россия“»"),
        ("“Наука”", "«Наука»"),
        ("„Наука“", "«Наука»"),
        ("<<Наука>>", "«Наука»"),
        ("без кавычек", "без кавычек"),
    ],
)
def test_unify_quotes_of_typings(text: str, expected: str) -> None:
    assert unify_quotes(text) == expected


def test_find_quoted_of_nested_names() -> None:
    assert find_quoted("МАУ «Дом „Мир“», «Юность») и «без конца") == (
        Quoted(4, 15, "Дом „Мир“"),
        Quoted(17, 25, "Юность"),
    )


def test_without_quoted_keeps_offsets() -> None:
    text = "библиотека «Вологда», Киров"

    assert without_quoted(text).index("Киров") == text.index("Киров")
    assert "Вологда" not in without_quoted(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("«Синяя птица»", "Синяя птица"), ("«А» и «Б»", "«А» и «Б»"), (" слово ", "слово")],
)
def test_strip_quotes_of_whole_only(text: str, expected: str) -> None:
    assert strip_quotes(text) == expected


@given(st.text(alphabet='«»„“”" аб'))
def test_find_quoted_never_overlaps(text: str) -> None:
    found = find_quoted(text)

    assert all(text[name.start + 1 : name.end - 1] == name.inner for name in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
