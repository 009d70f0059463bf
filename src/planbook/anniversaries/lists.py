"""The two lists of a union's plan: anniversaries of its cities, and the days of its capitals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from planbook.anniversaries.cities import City
from planbook.anniversaries.day_rules import UnknownDay, VagueDay, day_in
from planbook.anniversaries.founding import YearCounting, age_in, is_round
from planbook.dates import Timing, sort_key
from planbook.language import years
from planbook.places import settlement_name_on


@dataclass(frozen=True, slots=True)
class CityDay:
    """A row of either list, ready to be printed.

    `name` is the one that is valid on the day; `age` is None where no founding year is known.
    `is_approximate` asks for the footnote «ориентировочно».
    """

    city: City
    name: str
    age: int | None
    age_text: str
    timing: Timing
    is_approximate: bool


def city_day(city: City, year: int, counting: YearCounting = YearCounting.CUSTOMARY) -> CityDay:
    """Return the row of one city for a year.

    >>> from planbook.anniversaries import shipped_cities
    >>> minsk = next(city for city in shipped_cities() if city.name == "Минск")
    >>> row = city_day(minsk, 2023)
    >>> row.age_text, row.timing.text
    ('956 лет', '9 сентября')
    """
    timing = day_in(city.day_rule, year)
    age = age_in(city.founding, year, counting) if city.founding else None
    vague = isinstance(city.day_rule, VagueDay | UnknownDay)
    return CityDay(
        city=city,
        name=settlement_name_on(city.name, timing.earliest or date(year, 12, 31)),
        age=age,
        age_text="" if age is None else years(age),
        timing=timing,
        is_approximate=city.is_day_approximate or vague,
    )


def anniversary_list(
    cities: Iterable[City],
    year: int,
    step: int = 5,
    counting: YearCounting = YearCounting.CUSTOMARY,
) -> tuple[CityDay, ...]:
    """Return the cities whose age in a year is round, by their day.

    Vague days stand where their time begins, after the exact days of that month; cities without a
    day come last. `step` is 5, 10 or 25 as a rule.

    >>> from planbook.anniversaries import shipped_cities
    >>> [row.name for row in anniversary_list(shipped_cities(), 2024, step=100)]
    []
    >>> [(row.name, row.age_text) for row in anniversary_list(shipped_cities(), 2023, step=100)]
    [('Пермь', '300 лет')]
    """
    rows = (city_day(city, year, counting) for city in cities)
    return in_order_of_days(row for row in rows if row.age is not None and is_round(row.age, step))


def capital_days(
    cities: Iterable[City], year: int, counting: YearCounting = YearCounting.CUSTOMARY
) -> tuple[CityDay, ...]:
    """Return the days of the capitals in a year, alphabetically by the name valid then.

    >>> from planbook.anniversaries import shipped_cities
    >>> [row.name for row in capital_days(shipped_cities(), 2023)][:3]
    ['Астана', 'Бишкек', 'Душанбе']
    """
    rows = [city_day(city, year, counting) for city in cities if city.is_capital]
    return tuple(sorted(rows, key=lambda row: alphabetical_key(row.name)))


def in_order_of_days(rows: Iterable[CityDay]) -> tuple[CityDay, ...]:
    """Return rows by their day: exact days of a month before its vague times, undated last.

    >>> in_order_of_days([])
    ()
    """
    return tuple(sorted(rows, key=lambda row: (_day_key(row.timing), alphabetical_key(row.name))))


def alphabetical_key(name: str) -> tuple[str, str]:
    """Return the key of the Russian alphabet: «ё» stands beside «е», case does not matter.

    >>> sorted(["Ёлкино", "Жуковка", "Елец"], key=alphabetical_key)
    ['Елец', 'Ёлкино', 'Жуковка']
    """
    lowered = name.lower()
    return lowered.replace("ё", "е"), lowered


def _day_key(timing: Timing) -> tuple[object, ...]:
    """Order by month, exact days by their number before everything vaguer."""
    key = sort_key(replace(timing, text=""))
    is_day = timing.kind in ("day", "day_range")
    return (key[0], key[1], not is_day, key[3], key[2])
