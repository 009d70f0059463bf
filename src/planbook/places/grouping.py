"""Parts of a cell put together: venue, settlement, district and region of one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from planbook.places.entities import Part, PartKind
from planbook.places.gazetteer import settlements_named
from planbook.places.vocabulary import TextKind

# Districts inside many cities: they belong to whatever city stands beside them.
_CITY_DISTRICTS = frozenset(
    (
        *("ленинский", "советский", "кировский", "октябрьский", "центральный", "железнодорожный"),
        *("заводской", "первомайский", "фрунзенский", "дзержинский", "пролетарский"),
        *("индустриальный", "калининский", "промышленный"),
    )
)
# A street, or words nothing is known of, go on with the place before them.
_GOES_ON = (TextKind.ADDRESS, TextKind.UNKNOWN)
_FEDERAL_CITIES = frozenset({"Москва", "Санкт-Петербург", "Севастополь"})
# A district beside a town this large, whose name it does not share, lies elsewhere.
_OWN_DISTRICT_POPULATION = 30_000
_SHARED_LETTERS = 4


@dataclass(slots=True)
class Group:
    """The parts of one place, in the order of the cell; a region may be said for several."""

    parts: list[Part] = field(default_factory=list)
    shared_region: str = ""

    def first(self, kind: PartKind) -> Part | None:
        """Return the first part of a kind."""
        return next((part for part in self.parts if part.kind is kind), None)

    def texts(self) -> list[Part]:
        """Return the parts that are text."""
        return [part for part in self.parts if part.kind is PartKind.TEXT]

    @property
    def locality(self) -> Part | None:
        """The part that names the settlement, or a text part that has one inside."""
        named = self.first(PartKind.LOCALITY)
        return named or next((part for part in self.parts if part.locality), None)

    @property
    def region(self) -> str:
        """The region said in any part."""
        own = self.first(PartKind.REGION)
        inner = next((part.region for part in self.parts if part.region), self.shared_region)
        return own.region if own else inner


def group_parts(parts: Iterable[Part]) -> list[Group]:
    """Return one group per place: a part that does not fit the group before it opens a new one."""
    groups: list[Group] = []
    for one in parts:
        part = _as_region(groups[-1], one) if groups else one
        if not groups or not _fits(groups[-1], part):
            groups.append(Group())
        groups[-1].parts.append(part)
    _share_regions(groups)
    return groups


def _share_regions(groups: list[Group]) -> None:
    """Say the region of a list of districts for each of them, as its noun is said once."""
    onward = list(pairwise(groups))
    backward = [(right, left) for left, right in reversed(onward)]
    for said, unsaid in (*onward, *backward):
        is_listed = said.first(PartKind.DISTRICT) is not None and said.region
        if is_listed and [part.kind for part in unsaid.parts] == [PartKind.DISTRICT]:
            unsaid.shared_region = said.region


def _as_region(group: Group, part: Part) -> Part:
    """Return a city of federal standing as the region of the town before it: «г. Пушкин, СПб»."""
    named = group.first(PartKind.LOCALITY)
    if named is None or part.locality is None or part.kind is not PartKind.LOCALITY:
        return part
    city = part.locality.name
    if city not in _FEDERAL_CITIES or _same_name(named, part) or group.region:
        return part
    if not settlements_named(named.locality.name if named.locality else ""):
        return part
    return (
        replace(part, kind=PartKind.REGION, locality=None, region=city)
        if _lies_in(named, city)
        else part
    )


def _fits(group: Group, part: Part) -> bool:
    match part.kind:
        case PartKind.LOCALITY:
            return _locality_fits(group, part)
        case PartKind.DISTRICT:
            return _district_fits(group, part)
        case PartKind.REGION:
            return _region_fits(group, part)
        case PartKind.COUNTRY:
            return group.first(PartKind.COUNTRY) is None
        case PartKind.TEXT:
            return _text_fits(group, part)


def _is_pseudo(part: Part) -> bool:
    return part.text_kind in (TextKind.ALL_REGIONS, TextKind.UNDETERMINED)


def _locality_fits(group: Group, part: Part) -> bool:
    named = group.first(PartKind.LOCALITY)
    if named is not None or any(_is_pseudo(one) for one in group.parts):
        return False
    district = group.first(PartKind.DISTRICT)
    if district is not None and district.locality is not None:
        return _same_name(district, part)
    inner = group.locality
    if inner is not None and not _same_name(inner, part):
        return False
    region = group.first(PartKind.REGION)
    return region is None or _lies_in(part, region.region)


def _same_name(first: Part, second: Part) -> bool:
    return bool(first.locality and second.locality and first.locality.name == second.locality.name)


def _lies_in(part: Part, region: str) -> bool:
    """Tell whether a settlement may lie in a region: known there, or not known at all."""
    known = settlements_named(part.locality.name) if part.locality else ()
    return not known or any(settlement.region == region for settlement in known)


def _district_fits(group: Group, part: Part) -> bool:
    if group.first(PartKind.DISTRICT) is not None or any(map(_is_pseudo, group.parts)):
        return False
    named = group.first(PartKind.LOCALITY)
    if named is None:
        return group.locality is None or part.locality is None
    is_closed = group.first(PartKind.REGION) is not None and group.parts[0] is named
    return not is_closed and _district_is_of(part, named)


def _district_is_of(part: Part, named: Part) -> bool:
    locality = named.locality
    if locality is None or locality.kind == "village" or not locality.is_known:
        return True
    known = settlements_named(locality.name)
    first_word = part.district.split()[0].lower()
    return (
        first_word in _CITY_DISTRICTS
        or first_word[:_SHARED_LETTERS] == locality.name.lower()[:_SHARED_LETTERS]
        or (bool(known) and known[0].population < _OWN_DISTRICT_POPULATION)
    )


def _region_fits(group: Group, part: Part) -> bool:
    if group.first(PartKind.REGION) is not None or any(map(_is_pseudo, group.parts)):
        return False
    named = group.locality
    if named is None:
        return group.region in ("", part.region)
    if named.locality is not None and named.locality.kind == "village":
        return True
    return _lies_in(named, part.region)


def _text_fits(group: Group, part: Part) -> bool:
    if _is_pseudo(part) or any(_is_pseudo(one) for one in group.parts):
        return False
    texts = group.texts()
    if part.text_kind in _GOES_ON and not part.starts_block:
        return True
    if not texts:
        return _text_suits_names(group, part)
    if part.text_kind is TextKind.ORGANIZATION:
        return False
    if part.starts_block and (group.locality is not None or _differs(texts[-1], part)):
        return False
    if _differs(texts[-1], part) and texts[-1].text_kind is not TextKind.ORGANIZATION:
        return False
    if any(one.region or one.locality for one in texts):
        return (part.locality is None and part.text_kind is TextKind.UNKNOWN) or _continues(
            texts, part
        )
    return group.parts[0].kind is not PartKind.TEXT or group.locality is None


def _continues(texts: list[Part], part: Part) -> bool:
    """Tell whether a text goes on after one that names a town: a street, a room."""
    last = texts[-1]
    return last.region == "" and part.locality is None and not part.starts_block


def _differs(first: Part, second: Part) -> bool:
    """Tell whether one is an organization and the other is not."""
    is_organization = TextKind.ORGANIZATION
    return (first.text_kind is is_organization) != (second.text_kind is is_organization)


def _text_suits_names(group: Group, part: Part) -> bool:
    """Tell whether a venue follows the town it is in: «г. Вологда, ДК»."""
    if part.locality is not None:
        named = group.first(PartKind.LOCALITY)
        return named is None or _same_name(named, part)
    if part.starts_block and group.first(PartKind.LOCALITY) is None:
        return False
    return group.locality is not None or not part.region
