"""The two lists of the assembly's plan out of the shipped facts, and their order."""

import pytest

from planbook.anniversaries import (
    City,
    FoundingFact,
    VagueDay,
    YearCounting,
    anniversary_list,
    capital_days,
    parse_day_rule,
    shipped_cities,
)

pytestmark = pytest.mark.core

# The cities of the plan for 2023, without the capitals, whose list is the second one.
MEMBERS = [
    "Санкт-Петербург",
    "Хабаровск",
    "Пенза",
    "Пермь",
    "Севастополь",
    "Ульяновск",
    "Красноярск",
    "Новосибирск",
    "Липецк",
    "Псков",
    "Оренбург",
    "Батуми",
    "Таганрог",
    "Астрахань",
    "Грозный",
]


def members() -> list[City]:
    return [city for city in shipped_cities() if city.name in MEMBERS]


def city(name: str, year: int, day: str) -> City:
    return City(name, FoundingFact(year), parse_day_rule(day))


def test_anniversaries_of_the_assembly_for_2023() -> None:
    """As in the plan, but for the five days and the age of Таганрог that are known otherwise."""
    rows = anniversary_list(members(), 2023)

    assert [(row.name, row.age, row.timing.text, row.is_approximate) for row in rows] == [
        ("Санкт-Петербург", 320, "27 мая", False),
        ("Хабаровск", 165, "28 мая", True),
        ("Красноярск", 395, "12 июня", False),
        ("Пенза", 360, "12 июня", True),
        ("Пермь", 300, "12 июня", False),
        ("Ульяновск", 375, "12 июня", True),
        ("Севастополь", 240, "14 июня", False),
        ("Новосибирск", 130, "25 июня", False),
        ("Липецк", 320, "15 июля", True),
        ("Псков", 1120, "23 июля", True),
        ("Оренбург", 280, "26 августа", True),
        ("Батуми", 145, "5 сентября", True),
        ("Таганрог", 325, "12 сентября", True),
        ("Астрахань", 465, "16 сентября", True),
        ("Грозный", 205, "5 октября", True),
    ]


def test_days_of_the_capitals_for_2023() -> None:
    rows = capital_days(shipped_cities(), 2023)

    assert [(row.name, row.age_text, row.timing.text) for row in rows] == [
        ("Астана", "25 лет", "6 июля"),
        ("Бишкек", "145 лет", "29 апреля"),
        ("Душанбе", "347 лет", "15 апреля"),
        ("Ереван", "2805 лет", "8 октября"),
        ("Кишинёв", "587 лет", "14 октября"),
        ("Минск", "956 лет", "9 сентября"),
        ("Москва", "876 лет", "9–10 сентября"),
        ("Сухум", "2507 лет", "7 июля"),
        ("Тирасполь", "231 год", "14 октября"),
        ("Цхинвал", "1761 год", "19 сентября"),
    ]


@pytest.mark.parametrize(
    ("year", "name"),
    [(2018, "Астана"), (2019, "Нур-Султан"), (2022, "Нур-Султан"), (2023, "Астана")],
)
def test_capital_bears_the_name_of_its_day(year: int, name: str) -> None:
    assert name in [row.name for row in capital_days(shipped_cities(), year)]


@pytest.mark.parametrize(
    ("year", "step", "names"),
    [
        (2024, 5, []),
        (2023, 25, ["Пермь", "Ульяновск", "Таганрог"]),
        (2023, 10, ["Санкт-Петербург", "Пенза", "Пермь", "Севастополь", "Новосибирск", "Липецк"]),
        (2028, 100, ["Красноярск"]),
    ],
)
def test_round_ages_of_other_years_and_rules(year: int, step: int, names: list[str]) -> None:
    found = [row.name for row in anniversary_list(members(), year, step)]

    assert found[: len(names)] == names


def test_city_before_its_founding_has_no_anniversary() -> None:
    assert anniversary_list([city("Магнитогорск", 2029, "25 июня")], 2024) == ()


def test_strict_counting_takes_a_year_off_before_our_era() -> None:
    rows = capital_days(shipped_cities(), 2023, YearCounting.ARITHMETIC)

    assert [row.age for row in rows if row.name == "Ереван"] == [2804]


def test_vague_days_stand_after_the_days_of_their_month_and_unknown_ones_last() -> None:
    cities = [
        city("Без дня", 1923, ""),
        city("Осень", 1923, "5 сентября"),
        city("Конец лета", 1923, "конец лета"),
        city("Август", 1923, "26 августа"),
        city("Июль", 1923, "23 июля"),
    ]

    assert [row.name for row in anniversary_list(cities, 2023)] == [
        "Июль",
        "Август",
        "Конец лета",
        "Осень",
        "Без дня",
    ]


def test_vague_and_unconfirmed_days_ask_for_the_footnote() -> None:
    rows = anniversary_list([City("Шуя", FoundingFact(1923), VagueDay("конец лета"))], 2023)

    assert [row.is_approximate for row in rows] == [True]


def test_letter_yo_stands_beside_ye() -> None:
    cities = [City(name, is_capital=True) for name in ("Жлобин", "Ёлкино", "Елец")]

    assert [row.name for row in capital_days(cities, 2023)] == ["Елец", "Ёлкино", "Жлобин"]


def test_every_shipped_value_has_a_source() -> None:
    cities = shipped_cities()

    assert [one.name for one in cities if one.founding is None or not one.founding.source] == []
    assert [
        one.name for one in cities if one.day_rule != parse_day_rule("") and not one.day_source
    ] == []
    assert len({one.name for one in cities}) == len(cities)
