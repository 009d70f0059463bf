"""Places and regions in the words of a layout, composed from what was understood of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from planbook.layouts.layout import RegionStyle, Wording
from planbook.places import Place
from planbook.places.regions import find_regions
from planbook.places.subjects import Subject, subjects
from planbook.text import comparison_key

# Kinds of subjects whose nouns can be said once for a list, with their plurals.
_PLURALS = {"область": "области", "край": "края", "автономный округ": "автономные округа"}
_FEDERAL_CITY = "город"
_SETTLEMENT_KIND = re.compile(r"(?<![\w-])[а-яё]{1,4}\.?\s*$")


def place_words(place: Place, wording: Wording) -> str:
    """Print one place: venue, settlement, district, and the region where the author said it.

    >>> place_words(Place("", locality="Судак", region="Республика Крым"), Wording())
    'Судак'
    """
    if place.organization:
        return place.organization
    parts = [place.venue, _locality_words(place, wording), place.district]
    said = [part for part in parts if part]
    if place.region and (not said or _says_region(place, said)):
        said.append(place.region)
    if not said:
        return place.country or place.text
    return ", ".join(said)


def places_words(places: Sequence[Place], wording: Wording) -> str:
    """Print the places of a row; organisations are parted by semicolons."""
    if places and all(_is_region_only(place) for place in places):
        return regions_words(places, wording)
    has_organization = sum(bool(place.organization) for place in places)
    is_long = has_organization and any(" " in place.organization for place in places)
    printed = [place_words(place, wording) for place in places]
    return ("; " if is_long and has_organization > 1 else ", ").join(printed)


def regions_words(places: Sequence[Place], wording: Wording) -> str:
    """Print a list of partner regions, in full or with one noun for neighbours of a kind.

    >>> regions = [Place("", region=f"{name} область") for name in ("Калужская", "Брянская")]
    >>> regions_words(regions, Wording(region_style=RegionStyle.ELLIPTIC))
    'Калужская, Брянская области'
    """
    names = [_region_name(place, wording) for place in places]
    if wording.region_style is RegionStyle.ELLIPTIC:
        names = _elliptic(names)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{wording.last_comma}{names[-1]}"


def _elliptic(names: Sequence[str]) -> list[str]:
    """Leave the noun out of every name that is followed by one of its kind."""
    known = [_subject_by_name().get(name) for name in names]
    printed = []
    for index, (name, subject) in enumerate(zip(names, known, strict=True)):
        before = known[index - 1] if index else None
        after = known[index + 1] if index + 1 < len(known) else None
        if subject is None or not _shares_noun(subject, before) | _shares_noun(subject, after):
            printed.append(name)
        elif _shares_noun(subject, after):
            printed.append(subject.adjective)
        else:
            printed.append(f"{subject.adjective} {_PLURALS[subject.kind]}")
    return printed


def _shares_noun(subject: Subject, other: Subject | None) -> bool:
    if other is None or not subject.adjective or not other.adjective:
        return False
    return subject.kind == other.kind and subject.kind in _PLURALS


def _region_name(place: Place, wording: Wording) -> str:
    name = place.region or place.locality or place.country or place.text
    subject = _subject_by_name().get(name)
    is_city = subject is not None and subject.kind == _FEDERAL_CITY
    return f"{wording.city_prefix}{name}" if is_city or not place.region else name


def _locality_words(place: Place, wording: Wording) -> str:
    """Print the settlement; a village keeps the word the author put before it («п.», «с.»)."""
    if not place.locality or not wording.city_prefix:
        return place.locality
    before, found, _ = place.text.partition(place.locality)
    kind = _SETTLEMENT_KIND.search(before) if found else None
    prefix = kind[0].strip() if kind else wording.city_prefix.strip()
    return f"{prefix} {place.locality}"


def _says_region(place: Place, said: Sequence[str]) -> bool:
    """Tell whether the author named the region too, and not inside the name of a venue."""
    if comparison_key(place.text) in (comparison_key(part) for part in (place.locality, *said)):
        return False
    if any(place.region in part for part in said):
        return False
    rest = place.text
    for part in (place.venue, place.locality):
        rest = rest.replace(part, " ") if part else rest
    return any(found.name == place.region for found in find_regions(rest).regions)


def _is_region_only(place: Place) -> bool:
    named = place.locality or place.venue or place.organization or place.district
    return bool(place.region) and not named


@cache
def _subject_by_name() -> dict[str, Subject]:
    return {subject.name: subject for subject in subjects()}
