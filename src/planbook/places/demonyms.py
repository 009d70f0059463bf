"""People and things called after a city: «вологжане», «угличанка», «костромская команда»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from planbook.places.gazetteer import name_key
from planbook.places.subjects import table_rows

_WORD = re.compile(r"(?<![\w-])[А-ЯЁа-яё]{4,}(?:-[а-яё]{3,})*(?![\w-])")
# «Рязанцев» is a person; only a nominative plural may begin with a capital.
_BEGINS = re.compile(r"(?:^|[.!?:;]\s+)[«\"]?$")
_OF_ANE = (
    "е",
    "",
    "ам",
    "ами",
    "ах",
    "ин",
    "ина",
    "ину",
    "ином",
    "ине",
    "ка",
    "ки",
    "ку",
    "кой",
    "кам",
    "ками",
    "ок",
)
_OF_EC = ("цы", "цев", "цам", "цами", "цах", "ец", "ца", "цу", "цем", "це")
_OF_CH = ("", "и", "ей", "ам", "ами", "ах", "а", "у", "ем", "е", "ка", "ки", "ку", "кой")
_OF_K = ("", "и", "ов", "ам", "ами", "ах", "а", "у", "ом", "е")
_OF_Y = ("ы", "ов", "ам", "ами", "ах")
_ADJECTIVE = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")


@dataclass(frozen=True, slots=True)
class CityWord:
    """A word that means a city without being its name; `is_people` for its inhabitants."""

    start: int
    end: int
    city: str
    is_people: bool


def city_words(text: str) -> Iterator[CityWord]:
    """Yield the inhabitants and the adjectives of known cities in a text.

    >>> [(one.city, one.is_people) for one in city_words("победили вологжане, тверская команда")]
    [('Вологда', True), ('Тверь', False)]
    """
    people, adjectives = _people(), _adjectives()
    for word in _WORD.finditer(text):
        whole = name_key(word[0])
        if word[0][0].isupper() and whole not in adjectives and not _may_begin(text, word):
            continue
        # «спортсмены-вологжане»
        key = whole if whole in people or whole in adjectives else whole.rsplit("-", 1)[-1]
        if key in people:
            yield CityWord(word.end() - len(key), word.end(), people[key], is_people=True)
        elif whole in adjectives:
            yield CityWord(word.start(), word.end(), adjectives[whole], is_people=False)


def _may_begin(text: str, word: re.Match[str]) -> bool:
    if not _BEGINS.search(text, max(0, word.start() - 4), word.start()):
        return False
    return name_key(word[0]) in _plurals()


@cache
def _people() -> dict[str, str]:
    rows = [row for row in table_rows("demonyms.csv") if row["people"]]
    return {name_key(form): row["city"] for row in rows for form in _forms(row["people"])}


@cache
def _plurals() -> frozenset[str]:
    return frozenset(name_key(row["people"]) for row in table_rows("demonyms.csv"))


@cache
def _adjectives() -> dict[str, str]:
    rows = [row for row in table_rows("demonyms.csv") if row["adjective"]]
    return {
        name_key(row["adjective"] + ending): row["city"] for row in rows for ending in _ADJECTIVE
    }


def _forms(plural: str) -> Iterator[str]:
    """Yield the forms of a word for people by its plural: «вологжане», «рязанцы», «омичи»."""
    if plural.endswith(("ане", "яне")):
        yield from (plural[:-1] + ending for ending in _OF_ANE)
    elif plural.endswith("цы"):
        yield from (plural[:-2] + ending for ending in _OF_EC)
    elif plural.endswith("чи"):
        yield from (plural[:-1] + ending for ending in _OF_CH)
    elif plural.endswith("ки"):
        yield from (plural[:-1] + ending for ending in _OF_K)
    else:
        yield from (plural[:-1] + ending for ending in _OF_Y)
