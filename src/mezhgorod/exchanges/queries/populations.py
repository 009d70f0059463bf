"""How many people live in the cities of a table, and where that is known from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from mezhgorod.registry.models import Municipality, Organization
from planbook.indicators import ComparisonRow, ComparisonTable, city_numbers
from planbook.places import population_in

OF_THE_ROUND = "показатель «{name}» этого же раунда"
OF_THE_GAZETTEER = "справочник GeoNames (CC BY 4.0)"
# The last part of the code of an indicator that counts the people of the whole city.
_CODE = "population"
_THOUSANDS = "тыс"


@dataclass(frozen=True, slots=True)
class Populations:
    """Populations by key of the column; None where they are not known.

    Attributes:
        source: in Russian, as printed under the figures.
    """

    by_key: Mapping[str, int | None]
    source: str

    @property
    def unknown_count(self) -> int:
        """How many cities have no population."""
        return sum(number is None for number in self.by_key.values())


@dataclass(frozen=True, slots=True)
class CityFacts:
    """What groups are made of: the city, its region and the address of its page."""

    name: str
    region: str = ""
    country: str = ""
    slug: str = ""


def cities_of(table: ComparisonTable) -> dict[str, CityFacts]:
    """Return the cities of a table by key of the column; one query."""
    keys = [int(column.key) for column in table.columns if column.key.isdecimal()]
    parties = Organization.objects.filter(pk__in=keys).select_related("territory__region")
    found = {str(one.pk): _facts(one.territory) for one in parties if one.territory is not None}
    return {column.key: found.get(column.key, CityFacts(column.city)) for column in table.columns}


def populations_of(table: ComparisonTable, cities: Mapping[str, CityFacts]) -> Populations:
    """Return populations as the round itself tells them, else those of the gazetteer.

    The indicator of the round is taken only where every city has answered it: figures of two
    sources are never mixed.
    """
    row = population_row(table)
    if row is not None:
        told = _told(table, row)
        if all(number is not None for number in told.values()):
            return Populations(told, OF_THE_ROUND.format(name=row.line.indicator.name))
    known = {
        key: population_in(city.name, region=city.region, country=city.country)
        for key, city in cities.items()
    }
    return Populations(known, OF_THE_GAZETTEER)


def population_row(table: ComparisonTable) -> ComparisonRow | None:
    """Return the row that counts the people of the cities, None where the form has none."""
    rows = [
        row
        for row in table.rows
        if row.line.indicator.is_numeric and row.line.indicator.code.split(".")[-1] == _CODE
    ]
    return rows[0] if rows else None


def _told(table: ComparisonTable, row: ComparisonRow) -> dict[str, int | None]:
    is_in_thousands = row.line.indicator.unit.name.startswith(_THOUSANDS)
    factor = Decimal(1000 if is_in_thousands else 1)
    return {
        column.key: int(number * factor) if number is not None and number > 0 else None
        for column, number in zip(table.columns, city_numbers(row), strict=True)
    }


def _facts(city: Municipality) -> CityFacts:
    region = city.region.name if city.region else ""
    return CityFacts(city.name, region, city.country, city.slug)
