"""Inhabitants and adjectives of cities."""

import pytest

from planbook.places.demonyms import city_words

pytestmark = pytest.mark.core


@pytest.mark.parametrize(("text", "cities"), [
    ("победа вологжан, костромичи вторые, третьи у рязанцев", ["Вологда", "Кострома", "Рязань"]),
    ("чемпионкой стала омичка", ["Омск"]),
    ("спортсмены-пермяки и ярославцы", ["Пермь", "Ярославль"]),
    ("Псковичи выиграли у тверичей. Туляки третьи.", ["Псков", "Тверь", "Тула"]),
    ("угличанка обыграла череповчан", ["Углич", "Череповец"]),
    ("председатель Рязанцев, директор Уфимцева", []),
])  # fmt: skip
def test_inhabitants(text: str, cities: list[str]) -> None:
    assert [one.city for one in city_words(text) if one.is_people] == cities


def test_adjectives_are_told_from_people() -> None:
    assert [(one.city, one.is_people) for one in city_words("Тульские пловцы и псковичи")] == [
        ("Тула", False),
        ("Псков", True),
    ]
