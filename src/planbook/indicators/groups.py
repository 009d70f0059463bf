"""Groups of similar cities: by population, by region, by hand; and their means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planbook.indicators.tables import Column, ComparisonRow


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
    """

    group: CityGroup
    count: int
    minimum: Decimal | None
    maximum: Decimal | None
    mean: Decimal | None
    weighted_mean: Decimal | None
    median: Decimal | None


def groups_by_population(populations: Mapping[str, int | None]) -> tuple[CityGroup, ...]:
    """Return groups by bands of population, the largest first; the unknown stand last."""
    raise NotImplementedError


def groups_by_region(regions: Mapping[str, str]) -> tuple[CityGroup, ...]:
    """Return groups by region in the order of names; cities without a region stand last."""
    raise NotImplementedError


def similar_in_population(
    key: str, populations: Mapping[str, int | None], *, count: int = 5
) -> CityGroup:
    """Return the cities nearest to one by the ratio of populations, with it, the largest first."""
    raise NotImplementedError


def group_figures(
    row: ComparisonRow,
    columns: Sequence[Column],
    groups: Sequence[CityGroup],
    *,
    populations: Mapping[str, int | None] | None = None,
) -> tuple[GroupFigures, ...]:
    """Return the figures of a row over each group."""
    raise NotImplementedError
