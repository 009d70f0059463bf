"""Groups of similar cities: by population, by region, by hand; and their means.

Bands of population are those by which planning rules class towns (СП 42.13330.2016, table 4.1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planbook.indicators.statistics import (
    city_numbers,
    kept_decimals,
    mean_of,
    median_of,
    rounded,
    weighted_mean,
)
from planbook.indicators.tables import Column, ComparisonRow

# The least population of a band and its title, the largest first.
_BANDS = (
    (1_000_001, "Крупнейшие города, свыше 1 млн чел."),
    (250_001, "Крупные города, от 250 тыс. до 1 млн чел."),
    (100_001, "Большие города, от 100 до 250 тыс. чел."),
    (50_001, "Средние города, от 50 до 100 тыс. чел."),
    (1, "Малые города, до 50 тыс. чел."),
)
_UNKNOWN_POPULATION = "Население не указано"
_UNKNOWN_REGION = "Регион не указан"


@dataclass(frozen=True, slots=True)
class CityGroup:
    """Cities that are compared with one another: keys of their columns."""

    title: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Figures of one row over one group; None where nothing is known.

    Attributes:
        count: cities of the group that have a number.
        mean: unweighted; `weighted_mean` is weighted with the population.
        weighted_count: cities that the weighted mean is made of: their population is known.
    """

    group: CityGroup
    count: int
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    mean: Decimal | None = None
    median: Decimal | None = None
    weighted_mean: Decimal | None = None
    weighted_count: int = 0


def groups_by_population(populations: Mapping[str, int | None]) -> tuple[CityGroup, ...]:
    """Return groups by bands of population, the largest first; the unknown stand last.

    Cities keep their order inside a group; empty groups are left out.

    >>> [group.title for group in groups_by_population({"vologda": 312_686, "shuya": 57_600})]
    ['Крупные города, от 250 тыс. до 1 млн чел.', 'Средние города, от 50 до 100 тыс. чел.']
    """
    members: dict[str, list[str]] = {title: [] for _, title in _BANDS}
    members[_UNKNOWN_POPULATION] = []
    for key, population in populations.items():
        members[_band(population)].append(key)
    return tuple(CityGroup(title, tuple(keys)) for title, keys in members.items() if keys)


def groups_by_region(regions: Mapping[str, str]) -> tuple[CityGroup, ...]:
    """Return groups by region in the order of names; cities without a region stand last.

    >>> groups_by_region({"shuya": "Ивановская область", "moscow": ""})[1].title
    'Регион не указан'
    """
    members: dict[str, list[str]] = {}
    for key, region in regions.items():
        members.setdefault(region.strip(), []).append(key)
    ordered = sorted(members.items(), key=lambda item: (not item[0], item[0]))
    return tuple(CityGroup(title or _UNKNOWN_REGION, tuple(keys)) for title, keys in ordered)


def similar_in_population(
    key: str, populations: Mapping[str, int | None], *, count: int = 5
) -> CityGroup:
    """Return the cities nearest to one by the ratio of populations, with it, the largest first.

    The group is the city alone where its population is unknown.

    >>> similar_in_population("a", {"a": 100, "b": 190, "c": 60, "d": 900}, count=2).keys
    ('b', 'a', 'c')
    """
    known = {name: number for name, number in populations.items() if number and number > 0}
    own = known.get(key)
    if own is None:
        return CityGroup("Похожие по населению", (key,))
    others = [name for name in known if name != key]
    nearest = sorted(others, key=lambda name: (_ratio(known[name], own), name))[:count]
    ordered = sorted([key, *nearest], key=lambda name: (-known[name], name))
    return CityGroup("Похожие по населению", tuple(ordered))


def group_figures(
    row: ComparisonRow,
    columns: Sequence[Column],
    groups: Sequence[CityGroup],
    *,
    populations: Mapping[str, int | None] | None = None,
) -> tuple[GroupFigures, ...]:
    """Return the figures of a row over each group; keys that have no column are passed over.

    Raises:
        ValueError: the row has another number of columns.
    """
    pairs = zip(columns, city_numbers(row), strict=True)
    numbers = {column.key: number for column, number in pairs if number is not None}
    decimals = kept_decimals(row.line.indicator)
    return tuple(_figures(group, numbers, populations or {}, decimals) for group in groups)


def _figures(
    group: CityGroup,
    numbers: Mapping[str, Decimal],
    populations: Mapping[str, int | None],
    decimals: int,
) -> GroupFigures:
    keys = [key for key in dict.fromkeys(group.keys) if key in numbers]
    values = [numbers[key] for key in keys]
    median = median_of(values)
    if median is None:
        return GroupFigures(group, 0)
    weighed = [(numbers[key], populations.get(key)) for key in keys]
    return GroupFigures(
        group=group,
        count=len(values),
        minimum=min(values),
        maximum=max(values),
        mean=mean_of(values, decimals=decimals),
        median=rounded(median, decimals),
        weighted_mean=weighted_mean(weighed, decimals=decimals),
        weighted_count=sum(bool(weight and weight > 0) for _, weight in weighed),
    )


def _band(population: int | None) -> str:
    if population is None or population < 1:
        return _UNKNOWN_POPULATION
    return next(title for least, title in _BANDS if population >= least)


def _ratio(one: int, other: int) -> Fraction:
    return Fraction(max(one, other), min(one, other))
