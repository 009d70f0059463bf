"""Mending of misspelt words: only when one word fits, never a short one."""

from __future__ import annotations

import pytest

from planbook.dates import Period, TimingKind, parse_timing
from planbook.dates.spelling import repaired
from planbook.dates.vocabulary import VOCABULARY

pytestmark = pytest.mark.core

YEAR = Period.from_edtf("2023")


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("сентяюрь", "сентябрь"),
        ("сентябь", "сентябрь"),
        ("сентябрьь", "сентябрь"),
        ("октрябрь", "октябрь"),
        ("ноябрт", "ноябрь"),
        ("фервал", None),
        ("яноврь", None),
        ("ежемесячн", "ежемесячно"),
        ("квратал", "квартал"),
        ("полугдие", "полугодие"),
    ],
)
def test_repaired_of_slips(word: str, meaning: str | None) -> None:
    assert repaired(word) == (VOCABULARY[meaning] if meaning else None)


@pytest.mark.parametrize(
    "word",
    ["карта", "парта", "июнт", "маи", "капель", "кавалер", "постоялец", "слово", "декабрист"],
)
def test_repaired_leaves_other_words_alone(word: str) -> None:
    assert repaired(word) is None


def test_repair_is_reported() -> None:
    timing = parse_timing("сентяюрь", period=YEAR)

    assert (timing.kind, timing.edtf) == (TimingKind.MONTH, "2023-09")
    assert [finding.code for finding in timing.findings] == ["timing.misspelt"]
