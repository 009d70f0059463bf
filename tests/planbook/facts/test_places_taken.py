"""Places in contests told without «место»: who was best, who followed, whole nominations."""

from __future__ import annotations

import pytest

from planbook.facts import read_events

OPENING = "В Туле прошла спартакиада Союза. "
CASES = [
    ("Лучшей признана команда Шуи, второй стала команда Кеми.", ["Шуя", "Кемь"]),
    ("Места заняли: первое – Шуя, второе – Кемь, третье – Онега.", ["Шуя", "Кемь", "Онега"]),
    (
        "По сумме видов первыми были хозяева – сборная Тулы, следом расположились Шуя и Кемь.",
        ["Тула", "Шуя", "Кемь"],
    ),
    (
        "Номинация «Бег»: первое место – Шуя, второе место – Кемь, третье место – Онега.",
        ["Шуя", "Кемь", "Онега"],
    ),
    (
        "Кубок завоевали атлеты Шуи, второй результат показала Кемь, на третьей строчке Калуга.",
        ["Шуя", "Кемь", "Калуга"],
    ),
]


@pytest.mark.parametrize(("text", "cities"), CASES)
def test_places_go_by_the_words_of_the_sentence(text: str, cities: list[str]) -> None:
    (event,) = read_events([OPENING + text], year=2024)

    given = [(fact.value, fact.number) for fact in event.facts if fact.type.value == "standing"]
    assert sorted(given) == sorted(zip(cities, range(1, 9), strict=False))
