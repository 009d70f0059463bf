"""The shipped table of cities: founding facts and city days, each with its source."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from planbook.anniversaries.day_rule_text import parse_day_rule
from planbook.anniversaries.day_rules import CityDayRule, UnknownDay
from planbook.anniversaries.founding import Basis, Certainty, Era, FoundingFact
from planbook.places.other_names import present_name


@dataclass(frozen=True, slots=True)
class City:
    """A city under its present name, with what its anniversaries and its day are told by.

    `is_day_approximate` says that nobody has confirmed the day; `day_source` says where it is from.
    """

    name: str
    founding: FoundingFact | None = None
    day_rule: CityDayRule = field(default_factory=UnknownDay)
    is_capital: bool = False
    is_day_approximate: bool = False
    day_source: str = ""


@cache
def shipped_cities() -> tuple[City, ...]:
    """Return the cities that come with the library, in the order of the table.

    >>> next(city.founding.year for city in shipped_cities() if city.name == "Таганрог")
    1698
    """
    return tuple(_city(row) for row in _rows())


def city_key(name: str) -> str:
    """Return what the names of one city have in common: its present name, without «ё» and case.

    >>> city_key("Нур-Султан") == city_key("Астана"), city_key("Кишинев") == city_key("Кишинёв")
    (True, True)
    """
    plain = " ".join(name.split())
    return present_name(plain).lower().replace("ё", "е")


def cities_by_key(cities: Iterable[City]) -> dict[str, City]:
    """Return cities under their keys; of two with one name the first is kept.

    >>> cities_by_key(shipped_cities())[city_key("Нур-Султан")].name
    'Астана'
    """
    found: dict[str, City] = {}
    for city in cities:
        found.setdefault(city_key(city.name), city)
    return found


def _rows() -> Iterator[dict[str, str]]:
    source = files("planbook.anniversaries").joinpath("data/cities.csv")
    with source.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _city(row: dict[str, str]) -> City:
    fact = None
    if row["year"]:
        fact = FoundingFact(
            int(row["year"]),
            Era(row["era"]),
            Basis(row["basis"]),
            Certainty(row["certainty"]),
            row["founding_source"],
        )
    return City(
        name=row["name"],
        founding=fact,
        day_rule=parse_day_rule(row["day"]),
        is_capital=row["capital"] == "1",
        is_day_approximate=row["day_approximate"] == "1",
        day_source=row["day_source"],
    )
