"""The federal subjects as official documents name them, and countries. Tables, no reading."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Subject:
    """A federal subject: `name` in the official short form, `iso` its ISO 3166-2 code.

    `adjective` is the first part of «Вологодская область», `core` the name that stands by itself
    («Татарстан», «Кубань»), `short_forms` what else documents write.
    """

    iso: str
    name: str
    kind: str
    adjective: str
    core: str
    short_forms: tuple[str, ...]
    capital: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166-1 code (X… where there is none) and its name in Russian."""

    code: str
    name: str
    other_names: tuple[str, ...]


def table_rows(file_name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of this room by their headers."""
    source = files("planbook.places").joinpath(f"data/{file_name}")
    yield from csv.DictReader(source.read_text(encoding="utf-8").splitlines())


@cache
def subjects() -> tuple[Subject, ...]:
    """Return the 89 subjects of the Constitution, article 65.

    >>> len(subjects())
    89
    """
    return tuple(
        Subject(
            iso=row["iso"],
            name=row["name"],
            kind=row["kind"],
            adjective=row["adjective"],
            core=row["core"],
            short_forms=_parts(row["short_forms"]),
            capital=row["capital"],
        )
        for row in table_rows("subjects.csv")
    )


@cache
def subject_names() -> dict[str, str]:
    """Return the official name of a subject by its code."""
    return {subject.iso: subject.name for subject in subjects()}


@cache
def countries() -> tuple[Country, ...]:
    """Return the countries plans speak of."""
    rows = table_rows("countries.csv")
    return tuple(Country(row["code"], row["name"], _parts(row["other_names"])) for row in rows)


@cache
def country_names() -> dict[str, str]:
    """Return the Russian name of a country by its code."""
    return {country.code: country.name for country in countries()}


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)
