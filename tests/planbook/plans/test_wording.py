"""Outlines of a wording: quotes and brackets found, nested, unclosed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.plans.wording import BLANK, fold, fold_same_length, one_line, read_outline


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Проведение \nкруглого стола", "Проведение круглого стола"),
        ("Санкт-\nПетербург", "Санкт-Петербург"),
        ("Место\n\nпроведения", "Место проведения"),
        ("", ""),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


def test_fold_sets_case_and_yo_aside() -> None:
    assert fold(" СЛЁТ  педагогов") == "слет педагогов"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("«Проект «Город»» и (ВКС)", [("Проект «Город»", True), ("ВКС", False)]),
        ('"Город, где хочется жить"', [("Город, где хочется жить", True)]),
        ("(ФГБОУ ВО «СГУС» (дворец))", [("ФГБОУ ВО «СГУС» (дворец)", False)]),
        ("незакрытая «кавычка и (скобка", []),
    ],
)
def test_enclosed_parts(text: str, parts: list[tuple[str, bool]]) -> None:
    assert [(part.content, part.is_quote) for part in read_outline(text).parts] == parts


@given(st.text(alphabet='аб «»"()[]„“\n', max_size=60))
def test_outline_keeps_every_place(text: str) -> None:
    shape = read_outline(text).shape

    assert len(shape) == len(text)
    assert all(left in (right, BLANK) for left, right in zip(shape, text, strict=True))


@given(st.text(max_size=60))
def test_fold_same_length_keeps_length(text: str) -> None:
    assert len(fold_same_length(text)) == len(text)
