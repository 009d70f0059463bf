"""Letters of three alphabets that look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.text import Script, fix_lookalikes, script_of

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MA\u0393", "МАГ"),  # Latin M, A and Greek Γ
        ("Bологда", "Вологда"),  # Latin B
        ("мaй", "май"),  # Latin a
        ("XХVIII", "XXVIII"),  # Cyrillic Х inside a numeral
        ("Power BI", "Power BI"),
        ("IT-форум", "IT-форум"),
        ("Москва", "Москва"),
    ],
)
def test_fix_lookalikes_of_typings(text: str, expected: str) -> None:
    assert fix_lookalikes(text) == expected


@given(st.text())
def test_fix_lookalikes_is_idempotent(text: str) -> None:
    once = fix_lookalikes(text)

    assert fix_lookalikes(once) == once
    assert len(once) == len(text)


def test_script_of_words() -> None:
    words = ["Псков", "forum", "\u0393\u0394", "Bологда", "123"]

    assert [script_of(word) for word in words] == [
        Script.CYRILLIC,
        Script.LATIN,
        Script.GREEK,
        Script.MIXED,
        Script.NONE,
    ]
