"""What confirming facts of a report needs at hand: cities, organizations, paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mezhgorod.registry.actions import (
    MunicipalityIndex,
    OrganizationIndex,
    ensure_municipalities,
    organization_index,
)
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import Actor
from mezhgorod.reporting.models import AnnualReport, ReadFact
from mezhgorod.reporting.rules.reading import OF_CITIES, OF_PEOPLE, person_and_place
from planbook.facts import FactType
from planbook.places import Place, mentions, parse_places
from planbook.places.districts import find_districts

# Names are put in the order of the text: paragraph first, then the place in it.
_PARAGRAPH = 100_000


@dataclass(frozen=True, slots=True)
class Desk:
    """One person confirms facts of one report at one moment."""

    report: AnnualReport
    actor: Actor
    now: datetime
    cities: MunicipalityIndex
    organizations: OrganizationIndex
    paragraphs: Mapping[int, str]

    def city(self, name: str) -> Municipality | None:
        """Return the city or district of a name, None for others."""
        place = place_of(name)
        return self.cities.of_place(place) if place else None

    def offsets(self, fact: ReadFact) -> dict[str, int]:
        """Return where the names of a fact stand in the report, to be listed in its order."""
        text = self.paragraphs.get(fact.paragraph, "")
        found: dict[str, int] = {}
        for one in mentions(text):
            if one.start >= fact.start and (not fact.end or one.start < fact.end):
                found.setdefault(one.nominative, one.start)
        for district in find_districts(text):
            found.setdefault(district.name, district.start)
        return {name: fact.paragraph * _PARAGRAPH + start for name, start in found.items()}

    def after(self, fact: ReadFact) -> int:
        """Return a place behind all names of the paragraph of a fact, in the order of the facts."""
        return fact.paragraph * _PARAGRAPH + _PARAGRAPH // 2 + fact.position * 500


def open_desk(
    *, report: AnnualReport, facts: Iterable[ReadFact], actor: Actor, now: datetime
) -> Desk:
    """Prepare the confirming of some facts; cities they name and the registry lacks are made."""
    facts = list(facts)
    names = {name for fact in facts for name in _place_names(fact)}
    places = [place for place in map(place_of, sorted(names)) if place is not None]
    numbers = {fact.paragraph for fact in facts}
    rows = report.paragraphs.filter(position__in=numbers).values_list("position", "text")
    return Desk(
        report=report,
        actor=actor,
        now=now,
        cities=ensure_municipalities(places=places),
        organizations=organization_index(),
        paragraphs=dict(rows),
    )


def place_of(name: str) -> Place | None:
    """Return the one settlement or district a name tells, in any case form, None for others."""
    places = parse_places(name).places
    if len(places) == 1 and (places[0].district or places[0].latitude is not None):
        return places[0]
    return None


def name_in_lists(name: str) -> str:
    """Return a name as lists print it: a district without its region in brackets.

    >>> name_in_lists("Приморский район (Архангельская область)")
    'Приморский район'
    """
    return name.partition(" (")[0].strip()


def _place_names(fact: ReadFact) -> list[str]:
    kind = FactType(fact.type)
    if kind in OF_CITIES:
        return list(fact.values)
    if kind in OF_PEOPLE:
        return [place for one in fact.values if (place := person_and_place(one)[1])]
    return []
