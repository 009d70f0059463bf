"""Abbreviations and the words they stand for in the same document."""

import pytest

from planbook.plans.abbreviations import find_abbreviations


@pytest.mark.parametrize(
    ("texts", "pairs"),
    [
        (
            ["Союз городов Центра и Северо-Запада России", "Правление СГЦСЗР"],
            (("СГЦСЗР", "Союз городов Центра и Северо-Запада России"),),
        ),
        (
            ["План Международной Ассамблеи городов (МАГ) на 2023 год", "сессия МАГ"],
            (("МАГ", "Международной Ассамблеи городов"),),
        ),
        (["Заседание по ВКС", "Вологда, Котлас, Саров"], ()),
        (["мероприятия особо важные МО"], ()),
        ([], ()),
    ],
)
def test_find_abbreviations(texts: list[str], pairs: tuple[tuple[str, str], ...]) -> None:
    assert find_abbreviations(texts) == pairs
