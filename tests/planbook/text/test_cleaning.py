"""Spaces, dashes, broken words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.text import (
    clean_characters,
    clean_spaces,
    comparison_key,
    join_hyphen_breaks,
    strip_footnote_marks,
    unify_dashes,
)

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("октябрь \n2023 года ", "октябрь 2023 года"),
        ("9\u00a0фев\u00adраля", "9 февраля"),
        ("\ufeffмай\u200b", "май"),
        ("и\u0306", "й"),
        ("июнь\x0c", "июнь"),
    ],
)
def test_clean_spaces_of_typings(text: str, expected: str) -> None:
    assert clean_spaces(text) == expected


def test_unify_dashes_knows_every_dash() -> None:
    assert unify_dashes("а‐б‑в‒г–д—е―ж−з") == "а-б-в-г-д-е-ж-з"


def test_join_hyphen_breaks_keeps_hyphen() -> None:
    assert join_hyphen_breaks("Санкт-\n  Петербург, 30 марта-\n1 апреля") == (
        "Санкт-Петербург, 30 марта-\n1 апреля"
    )


def test_strip_footnote_marks_of_raised_digits() -> None:
    assert strip_footnote_marks("Юбилеи городов МАГ¹, дни городов*") == (
        "Юбилеи городов МАГ, дни городов"
    )


def test_comparison_key_sets_typing_aside() -> None:
    assert comparison_key(" Королёв–\nгород ") == comparison_key("КОРОЛЕВ- ГОРОД")


@given(st.text())
def test_cleaning_is_idempotent(text: str) -> None:
    cleaned = clean_characters(text)

    assert clean_characters(cleaned) == cleaned
    assert clean_spaces(clean_spaces(text)) == clean_spaces(text)
