"""Marked settlements: the marker beats the gazetteer."""

import pytest

from planbook.places.localities import find_marked_localities

pytestmark = pytest.mark.core

MARKED = [
    ("г. Смоленск", [("Смоленск", "town", True)]),
    ("г.Санкт-Петербург", [("Санкт-Петербург", "town", True)]),
    ("г Москва", [("Москва", "town", True)]),
    ("гор. Вологда", [("Вологда", "town", True)]),
    ("города Иванова", [("Иваново", "town", True)]),
    ("в г. Вологде", [("Вологда", "town", True)]),
    ("городе Великом Новгороде", [("Великий Новгород", "town", True)]),
    ("город-герой Волгоград", [("Волгоград", "town", True)]),
    ("г. Кишинев", [("Кишинев", "town", True)]),
    (
        "гг. Москва, Тула и Вологда",
        [("Москва", "town", True), ("Тула", "town", True), ("Вологда", "town", True)],
    ),
    ("п. Пржевальское", [("Пржевальское", "village", True)]),
    ("пгт.Афипский", [("Афипский", "village", True)]),
    ("ст-ца Вёшенская", [("Вёшенская", "village", True)]),
    ("р.п. Шексна", [("Шексна", "village", True)]),
    ("д.Большая Вязовка", [("Большая Вязовка", "village", False)]),
    ("п.Новый Свет", [("Новый Свет", "village", True)]),
    ("с. Крутояр", [("Крутояр", "village", False)]),
    ("в селе Кудрине", [("Кудрино", "village", False)]),
    ("с Мраково", [("Мраково", "village", True)]),
    ("д. 10", []),
    ("2023 г. Москва", []),
    ("города России", []),
    ("город Мастеров", []),
    ("совместно с Администрацией", []),
    ("им. С. Есенина", []),
]


@pytest.mark.parametrize(("text", "found"), MARKED, ids=[row[0] for row in MARKED])
def test_find_marked_localities(text: str, found: list[tuple[str, str, bool]]) -> None:
    read = find_marked_localities(text)

    assert [(one.name, one.kind, one.is_known) for one in read] == found
