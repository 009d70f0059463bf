"""Names of places found in a cell: what the parts of a cell are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from planbook.places.districts import DistrictFound, find_districts
from planbook.places.localities import LocalityFound, find_marked_localities
from planbook.places.regions import RegionFound, RegionsFound
from planbook.places.vocabulary import TextKind, named_after_spans


class PartKind(StrEnum):
    """What a part of a cell names."""

    LOCALITY = "locality"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the span, and what stands in it. A text part may have places named inside."""

    kind: PartKind
    start: int
    end: int
    locality: LocalityFound | None = None
    district: str = ""
    region: str = ""
    country: str = ""
    text_kind: TextKind = TextKind.UNKNOWN
    starts_block: bool = False


def find_entities(bare: str, regions: RegionsFound) -> Iterator[Part]:
    """Yield regions, districts and marked settlements, none of them twice."""
    taken: list[tuple[int, int]] = []

    def is_free(one: RegionFound | DistrictFound | LocalityFound) -> bool:
        is_new = not any(start < one.end and one.start < end for start, end in taken)
        if is_new:
            taken.append((one.start, one.end))
        return is_new

    found: list[Part] = []
    found += (_country_part(one) for one in regions.countries if is_free(one))
    found += (_region_part(one) for one in regions.regions if is_free(one))
    taken += named_after_spans(bare)
    districts = find_districts(bare)
    found += (_district_part(one) for one in districts if one.seat and is_free(one))
    found += (locality_part(one) for one in find_marked_localities(bare) if is_free(one))
    found += (_district_part(one) for one in districts if not one.seat and is_free(one))
    yield from sorted(found, key=lambda part: part.start)


def _country_part(one: RegionFound) -> Part:
    return Part(PartKind.COUNTRY, one.start, one.end, country=one.name)


def _region_part(one: RegionFound) -> Part:
    kind = TextKind.UNKNOWN if one.is_weak else TextKind.VENUE
    return Part(PartKind.REGION, one.start, one.end, region=one.name, text_kind=kind)


def _district_part(one: DistrictFound) -> Part:
    seat = LocalityFound(one.start, one.end, one.seat, "town") if one.seat else None
    return Part(PartKind.DISTRICT, one.start, one.end, locality=seat, district=one.name)


def locality_part(one: LocalityFound) -> Part:
    """Return a settlement as a part by itself."""
    return Part(PartKind.LOCALITY, one.start, one.end, locality=one)
