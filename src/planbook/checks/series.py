"""The history of series: which edition was held when. A table with sources."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class SeriesEdition:
    """One edition that took place or is known for certain: «XIX» in 2021.

    `series` is the name the series is known by, `words` are what a title must hold to belong to it
    (beginnings of words, all of them). `step` is how many years pass between editions.
    """

    series: str
    words: tuple[str, ...]
    number: int
    year: int
    step: int = 1
    source: str = ""


@cache
def shipped_history() -> tuple[SeriesEdition, ...]:
    """Return the editions that come with the library.

    >>> any(one.number == 19 and one.year == 2021 for one in shipped_history())
    True
    """
    source = files("planbook.checks").joinpath("data/series.csv")
    with source.open(encoding="utf-8") as lines:
        return tuple(
            SeriesEdition(
                row["series"],
                tuple(row["words"].split()),
                int(row["number"]),
                int(row["year"]),
                int(row["step"]),
                row["source"],
            )
            for row in csv.DictReader(lines)
        )
