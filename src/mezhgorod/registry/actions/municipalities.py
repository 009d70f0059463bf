"""Municipalities out of the places that documents name, many at once.

The number of queries does not depend on the number of places. Namesakes stay apart by region; a
bare name fits a known municipality only when nobody else bears it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from mezhgorod.registry.actions.regions import load_regions
from mezhgorod.registry.models import Municipality, MunicipalityName, Region
from mezhgorod.registry.rules import (
    MunicipalityIdentity,
    MunicipalityKind,
    digest,
    free_slug,
    municipality_identity,
    name_key,
    slug_text,
)
from planbook.language import search_text
from planbook.places import Place, settlement_in
from planbook.places.other_names import other_names

HOME_COUNTRY = "Россия"
_Key = tuple[str, MunicipalityKind]


@dataclass(frozen=True, slots=True)
class MunicipalityIndex:
    """Known municipalities and regions, for looking places up without a query."""

    by_key: Mapping[_Key, tuple[Municipality, ...]]
    regions: Mapping[str, Region]

    def region(self, name: str) -> Region | None:
        """Return the federal subject of a name, None for foreign regions and empty names."""
        return self.regions.get(name_key(name))

    def find(self, identity: MunicipalityIdentity) -> Municipality | None:
        """Return the one municipality an identity can mean, None when there is none or several."""
        fitting = self.candidates(identity)
        return fitting[0] if len(fitting) == 1 else None

    def candidates(self, identity: MunicipalityIdentity) -> list[Municipality]:
        """Return every known municipality that an identity can mean."""
        bearers = self.by_key.get((name_key(identity.name), identity.kind), ())
        return [city for city in bearers if self._fits(city, identity)]

    def of_place(self, place: Place) -> Municipality | None:
        """Return the municipality a place lies in."""
        identity = municipality_identity(place)
        return self.find(identity) if identity else None

    def _fits(self, city: Municipality, identity: MunicipalityIdentity) -> bool:
        region = self.region(identity.region)
        if region is not None:
            return city.region_id == region.pk
        return not identity.country or (city.country or HOME_COUNTRY) == identity.country


@transaction.atomic
def ensure_municipalities(*, places: Iterable[Place] = ()) -> MunicipalityIndex:
    """Make the municipalities that places name and the registry lacks; return the whole index.

    A registry that was never filled gets the federal subjects first: cities are told apart by them.
    A city that had no coordinates gets those of the table of settlements: maps draw it.
    """
    if not Region.objects.exists():
        load_regions()
    index, places = _index(), list(places)
    _give_points(index, places)
    wanted = _missing(index, places)
    if not wanted:
        return index
    taken = set(Municipality.objects.values_list("slug", flat=True))
    Municipality.objects.bulk_create(
        [_municipality(identity, place, index, taken) for identity, place in wanted.items()],
        ignore_conflicts=True,  # another import may have made the same city meanwhile
    )
    index = _index()
    _save_other_names(index, wanted)
    return _index()


def _missing(
    index: MunicipalityIndex, places: Iterable[Place]
) -> dict[MunicipalityIdentity, Place]:
    wanted: dict[MunicipalityIdentity, Place] = {}
    named: set[tuple[str, MunicipalityKind, int | None, str]] = set()
    for place in places:
        identity = municipality_identity(place)
        # Of several candidates the words do not say which: that is no reason to make one more.
        if identity is None or index.candidates(identity):
            continue
        region = index.region(identity.region)
        country = identity.country or HOME_COUNTRY
        key = (name_key(identity.name), identity.kind, region.pk if region else None, country)
        if key not in named:
            named.add(key)
            wanted[identity] = place
    return wanted


def _municipality(
    identity: MunicipalityIdentity, place: Place, index: MunicipalityIndex, taken: set[str]
) -> Municipality:
    region = index.region(identity.region)
    name = identity.name
    words = (name, identity.region, *(other.name for other in other_names(name)))
    base = slug_text(name)
    where = slug_text(identity.region or identity.country or identity.kind.value)
    tail = digest(name, identity.kind.value, identity.region, identity.country)
    city = Municipality(
        name=name,
        slug=free_slug((base, f"{base}-{where}", f"{base}-{tail}"), taken),
        kind=identity.kind,
        region=region,
        country=identity.country or HOME_COUNTRY,
        time_zone=place.time_zone,
        search_text=search_text(" ".join(words)),
    )
    if place.latitude is not None and place.longitude is not None:
        city.latitude, city.longitude = place.latitude, place.longitude
    else:
        _give_point(city)
    return city


def _give_points(index: MunicipalityIndex, places: Iterable[Place]) -> None:
    """Write down where known cities are that were met without their coordinates so far."""
    named = {city.pk: city for place in places if (city := index.of_place(place)) is not None}
    found = [city for city in named.values() if city.latitude is None and _give_point(city)]
    Municipality.objects.bulk_update(found, ("latitude", "longitude", "time_zone"))


def _give_point(city: Municipality) -> bool:
    """Put a settlement where the table knows it, if it knows one only; tell whether it does."""
    if city.kind != MunicipalityKind.SETTLEMENT:
        return False
    region = city.region.name if city.region is not None else ""
    known = settlement_in(city.name, region=region, country=city.country)
    if known is None:
        return False
    city.latitude, city.longitude = known.latitude, known.longitude
    city.time_zone = city.time_zone or known.time_zone
    return True


def _save_other_names(
    index: MunicipalityIndex, wanted: Mapping[MunicipalityIdentity, Place]
) -> None:
    rows = []
    for identity in wanted:
        city = index.find(identity)
        if city is None or identity.kind is not MunicipalityKind.SETTLEMENT:
            continue
        rows += [
            MunicipalityName(
                municipality=city,
                name=known.name,
                valid_from=known.valid_from,
                valid_until=known.valid_until,
            )
            for known in other_names(city.name)
        ]
    MunicipalityName.objects.bulk_create(rows, ignore_conflicts=True)


def _index() -> MunicipalityIndex:
    regions = {name_key(region.name): region for region in Region.objects.all()}
    cities = {city.pk: city for city in Municipality.objects.select_related("region")}
    by_key: dict[_Key, dict[int, Municipality]] = defaultdict(dict)
    for city in cities.values():
        by_key[name_key(city.name), MunicipalityKind(city.kind)][city.pk] = city
    for pk, name in MunicipalityName.objects.values_list("municipality_id", "name"):
        city = cities[pk]
        by_key[name_key(name), MunicipalityKind(city.kind)].setdefault(pk, city)
    return MunicipalityIndex({key: tuple(found.values()) for key, found in by_key.items()}, regions)
