"""Groups of similar cities that a table is compared by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from mezhgorod.exchanges.models import PartyGroup
from mezhgorod.exchanges.queries.comparison import column_key
from mezhgorod.exchanges.queries.populations import CityFacts, Populations
from mezhgorod.registry.models import Organization
from planbook.indicators import (
    CityGroup,
    ComparisonTable,
    groups_by_population,
    groups_by_region,
    similar_in_population,
)


class Grouping(StrEnum):
    """By what cities are put together."""

    POPULATION = "population"
    REGION = "region"
    HAND = "hand"


GROUPING_WORDS = {
    Grouping.POPULATION: "по населению",
    Grouping.REGION: "по регионам",
    Grouping.HAND: "вручную",
}


@dataclass(frozen=True, slots=True)
class GroupedCities:
    """What groups of a table are made of.

    Attributes:
        by_hand: groups of the association that have a city of the table.
    """

    cities: Mapping[str, CityFacts]
    populations: Populations
    by_hand: tuple[CityGroup, ...] = ()


def groups_of(
    table: ComparisonTable, facts: GroupedCities, *, grouping: Grouping, own_key: str = ""
) -> tuple[CityGroup, ...]:
    """Return the groups of a table; with an own city its nearest by population stand first."""
    if grouping is Grouping.HAND:
        return facts.by_hand
    if grouping is Grouping.REGION:
        return groups_by_region({key: city.region for key, city in facts.cities.items()})
    populations = {column.key: facts.populations.by_key[column.key] for column in table.columns}
    groups = groups_by_population(populations)
    if not populations.get(own_key):
        return groups
    return (similar_in_population(own_key, populations), *groups)


def groups_by_hand(*, owner_id: int, table: ComparisonTable) -> tuple[CityGroup, ...]:
    """Return the groups of an association with the cities that stand in a table; three queries."""
    keys = [column.key for column in table.columns]
    found = []
    for group in party_groups(owner_id=owner_id):
        chosen = {column_key(party.pk) for party in group.parties.all()}
        present = tuple(key for key in keys if key in chosen)
        if present:
            found.append(CityGroup(group.title, present))
    return tuple(found)


def party_groups(*, owner_id: int) -> list[PartyGroup]:
    """Return the groups of an association with their cities, by title; three queries."""
    groups = PartyGroup.objects.filter(owner=owner_id).order_by("title")
    return list(groups.prefetch_related("parties__territory"))


def asked_parties(*, owner_id: int) -> list[Organization]:
    """Return the cities and departments that an association asks or has asked; one query."""
    is_asked = Q(exchange_roles__exchange__owner=owner_id)
    was_asked = Q(responses__round__exchange__owner=owner_id)
    found = Organization.objects.filter(is_asked | was_asked).distinct()
    return sorted(found.select_related("territory"), key=lambda one: one.spoken_name.casefold())
