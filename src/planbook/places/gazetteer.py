"""Known settlements: their names, where they lie, and which one of several namesakes is meant."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from planbook.places.subjects import country_names, subject_names, table_rows
from planbook.text import fold_yo

# A namesake counts as the one meant when it is this many times larger than the next.
_DOMINANCE = 3
_FRONT_IN_O = re.compile(r"([А-ЯЁ][а-яё]+[вн])о-(?=[А-ЯЁ])")
_O_ENDINGS = ("о", "а", "у", "о", "ом", "е")
# The front of a name with its last separator, and its last word.
_LAST_PART = re.compile(r"(.*[ .-]|)([^ .-]*)")


class Doubt(StrEnum):
    """What else a written form of a settlement may be."""

    NONE = "."
    WORD = "w"
    PERSON = "p"


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement of the table: names in Russian, degrees, IANA time zone, people."""

    name: str
    region: str
    country: str
    latitude: float
    longitude: float
    time_zone: str
    population: int


@dataclass(frozen=True, slots=True)
class NameForm:
    """One written form: the name it belongs to, the number of its case, what else it may be."""

    name: str
    case: int
    doubt: Doubt


def name_key(text: str) -> str:
    """Return the key under which forms are kept: lower case, «е» for «ё»."""
    return fold_yo(text.lower())


@cache
def _settlements() -> dict[str, tuple[Settlement, ...]]:
    regions, lands = subject_names(), country_names()
    found: dict[str, list[Settlement]] = defaultdict(list)
    for row in table_rows("settlements.csv"):
        settlement = Settlement(
            name=row["name"],
            region=regions.get(row["subject"], ""),
            country=lands[row["country"]],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            time_zone=row["time_zone"],
            population=int(row["population"]),
        )
        found[name_key(settlement.name)].append(settlement)
    return {
        key: tuple(sorted(group, key=lambda one: -one.population)) for key, group in found.items()
    }


@cache
def stored_forms() -> dict[str, tuple[str, ...]]:
    """Return the six case forms of every stored name, by `name_key`."""
    return {name_key(forms[0]): forms for forms, _ in _form_rows()}


@cache
def _form_rows() -> tuple[tuple[tuple[str, ...], str], ...]:
    rows = []
    for row in table_rows("case_forms.csv"):
        forms = tuple(row["stem"] + ending for ending in row["endings"].split("|"))
        rows.append((forms, row["doubts"]))
    return tuple(rows)


@cache
def form_index() -> dict[str, tuple[NameForm, ...]]:
    """Return every known form by `name_key`: stored case forms and abbreviations."""
    found: dict[str, list[NameForm]] = defaultdict(list)
    settled = _settlements()
    for forms, doubts in _form_rows():
        if name_key(forms[0]) not in settled and forms[0] not in _former_names():
            continue
        for case, form in enumerate(forms):
            found[name_key(form)].append(NameForm(forms[0], case, Doubt(doubts[case])))
            both = _with_declined_front(form, case)
            if both != form:
                found[name_key(both)].append(NameForm(forms[0], case, Doubt.NONE))
    for row in table_rows("aliases.csv"):
        for case, alias in enumerate(_alias_forms(row["alias"], row["name"])):
            found[name_key(alias)].append(NameForm(row["name"], case, Doubt.NONE))
    return {key: tuple(sorted(group, key=_form_rank)) for key, group in found.items()}


def _with_declined_front(form: str, case: int) -> str:
    """Return «Орехова-Зуева» for «Орехово-Зуева»: both parts decline in living speech."""
    front = _FRONT_IN_O.match(form)
    return f"{front[1]}{_O_ENDINGS[case]}-{form[front.end() :]}" if front else form


def _alias_forms(alias: str, name: str) -> list[str]:
    """Return the case forms of an abbreviation: «Вел. Новгорода» after «Великого Новгорода»."""
    front, last = _LAST_PART.fullmatch(alias).groups()  # type: ignore[union-attr]
    if not name.endswith(last):
        return [alias]
    forms = stored_forms().get(name_key(name), (name,))
    return [front + _LAST_PART.fullmatch(form)[2] for form in forms]  # type: ignore[index]


def _form_rank(form: NameForm) -> tuple[int, int]:
    """Put larger settlements first, and of one settlement the nominative."""
    return (-population_of(form.name), form.case)


@cache
def _former_names() -> frozenset[str]:
    return frozenset(row["old"] for row in table_rows("renamings.csv"))


@cache
def longest_name() -> int:
    """Return of how many words the longest known form consists."""
    return max(key.count(" ") + 1 for key in form_index())


def settlements_named(name: str) -> tuple[Settlement, ...]:
    """Return the settlements that bear a name (nominative), the largest first.

    >>> [settlement.region for settlement in settlements_named("Киров")][:2]
    ['Кировская область', 'Калужская область']
    """
    group = _settlements().get(name_key(name))
    if group is None and name in _former_names():
        group = _settlements().get(name_key(_names_in_time(name)[-1][1]))
    return group or ()


@lru_cache(maxsize=4096)
def settlements_starting(letters: str) -> tuple[Settlement, ...]:
    """Return the settlements whose names begin with some letters: seats of a district."""
    wanted = name_key(letters)
    groups = (group for key, group in _settlements().items() if key.startswith(wanted))
    return tuple(settlement for group in groups for settlement in group)


def population_of(name: str) -> int:
    """Return the population of the largest settlement of that name, 0 when there is none."""
    group = settlements_named(name)
    return group[0].population if group else 0


def settlement_in(name: str, *, region: str = "", country: str = "") -> Settlement | None:
    """Return the only settlement of a name in a region, or in a country; None for several.

    >>> settlement_in("Киров", region="Калужская область").population > 20_000
    True
    >>> settlement_in("Киров") is None
    True
    """
    found = [
        one
        for one in settlements_named(name)
        if (not region or one.region == region) and (not country or one.country == country)
    ]
    return found[0] if len(found) == 1 else None


def population_in(name: str, *, region: str = "", country: str = "") -> int | None:
    """Return how many people live in a city by GeoNames, None where it is not known for certain.

    A namesake in another region or country is never taken for it.

    >>> population_in("Вологда", region="Вологодская область") > 300_000
    True
    >>> population_in("Вологда", region="Тверская область") is None
    True
    """
    group = tuple(
        settlement
        for settlement in settlements_named(name)
        if region in {"", settlement.region} and country in {"", settlement.country}
    )
    settlement, is_certain = choose(group)
    return settlement.population or None if settlement is not None and is_certain else None


def choose(
    group: tuple[Settlement, ...], *, regions: tuple[str, ...] = ()
) -> tuple[Settlement | None, bool]:
    """Return the settlement meant, and whether the choice leaves no doubt.

    A region named beside the settlement decides, even against the table; then the one in a region
    named elsewhere in the cell; then the one much larger than its namesakes.
    """
    if not group:
        return None, True
    near = tuple(settlement for settlement in group if settlement.region in regions)
    if near:
        return near[0], True
    domestic = tuple(settlement for settlement in group if settlement.region) or group
    if len(domestic) == 1:
        return domestic[0], True
    first, second = domestic[0], domestic[1]
    return first, first.population >= _DOMINANCE * max(second.population, 1)


def settlement_name_on(name: str, day: datetime.date) -> str:
    """Return how a settlement was called on a day, given any of its names.

    >>> settlement_name_on("Нур-Султан", datetime.date(2023, 7, 1))
    'Астана'
    >>> settlement_name_on("Тверь", datetime.date(1985, 1, 1))
    'Калинин'
    """
    chain = _names_in_time(name)
    current = name
    for old, new, changed_on in chain:
        if day < changed_on:
            return old
        current = new
    return current


@cache
def _names_in_time(name: str) -> tuple[tuple[str, str, datetime.date], ...]:
    """Return the renamings of one settlement in order of time."""
    rows = [
        (row["old"], row["new"], datetime.date.fromisoformat(row["on"]))
        for row in table_rows("renamings.csv")
    ]
    names = {name}
    for _ in rows:
        names |= {other for old, new, _ in rows if {old, new} & names for other in (old, new)}
    chain = [row for row in rows if row[0] in names]
    return tuple(sorted(chain, key=lambda row: row[2]))
