"""Who has which role in a drafted row, linked to the registry as far as it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from mezhgorod.planning.models import Event, EventParticipant
from mezhgorod.planning.rules import EventRole
from mezhgorod.registry.actions import MunicipalityIndex, OrganizationIndex
from planbook.places import Place, mentions
from planbook.plans import EventDraft

# No real row names more; a cell of nothing but commas must not fill the database.
MAX_PARTICIPANTS = 1_000


@dataclass(frozen=True, slots=True)
class Registry:
    """What the registry knows, looked up without queries."""

    municipalities: MunicipalityIndex
    organizations: OrganizationIndex


def participant_rows(row: EventDraft, event: Event, registry: Registry) -> list[EventParticipant]:
    """Return everybody a drafted row names, numbered inside each role."""
    counts: dict[EventRole, int] = {}
    rows = []
    for role, text, place in islice(_named(row), MAX_PARTICIPANTS):
        counts[role] = counts.get(role, 0) + 1
        rows.append(
            EventParticipant(
                event=event,
                role=role,
                position=counts[role],
                text=text,
                organization=registry.organizations.find(text) if place is None else None,
                **_links(role, text, place, registry.municipalities),
            )
        )
    return rows


def named_places(row: EventDraft) -> Iterator[Place]:
    """Yield every place that a row names in any role, for making municipalities at once."""
    yield from row.places[:MAX_PARTICIPANTS]
    yield from row.partners[:MAX_PARTICIPANTS]
    for role, text, place in islice(_named(row), MAX_PARTICIPANTS):
        if role == EventRole.MENTION and place is not None:
            yield place
        elif place is None and role in _CITY_ROLES and (city := _only_city(text)) is not None:
            yield city


# Roles whose words may carry a city («администрация г. Кирова»). Who initiated an exchange or
# stands in a free list of unions is not a city.
_CITY_ROLES = frozenset({EventRole.ORGANIZER, EventRole.OPERATOR})


def _named(row: EventDraft) -> Iterator[tuple[EventRole, str, Place | None]]:
    yield from _texts(EventRole.ORGANIZER, row.organizers)
    yield from _texts(
        EventRole.RESPONSIBLE, (cell.text for cell in row.cells if cell.role == "responsible")
    )
    yield from _texts(EventRole.OPERATOR, row.operators)
    yield from _texts(EventRole.INITIATOR, (row.initiator or "",))
    for place in row.partners:
        yield EventRole.PARTNER, place.text, place
    if not row.partners:
        # «Все субъекты РФ» names nobody in particular and is kept as it is.
        yield from _texts(EventRole.PARTNER, (row.partners_text,))
    yield from _texts(EventRole.PARTNER, row.exchange_partners)
    for city in _mentioned(row):
        yield EventRole.MENTION, city.locality, city


def _mentioned(row: EventDraft) -> list[Place]:
    """Return the cities that the words of a row name and that have no other role in it."""
    texts = (*row.organizers, *row.operators)
    known = {place.locality for place in (*row.places, *row.partners)}
    known |= {city.locality for city in map(_only_city, texts) if city}
    spoken = (row.title, row.description, row.audience_text)
    named = {city.locality: city for text in spoken for city in _cities_in(text)}
    return [city for name, city in named.items() if name not in known]


def _texts(role: EventRole, texts: Iterable[str]) -> Iterator[tuple[EventRole, str, Place | None]]:
    for text in texts:
        if text.strip():
            yield role, text.strip(), None


def _links(
    role: EventRole, text: str, place: Place | None, index: MunicipalityIndex
) -> dict[str, object]:
    if place is None and role in _CITY_ROLES:
        place = _only_city(text)
        return {"municipality": index.of_place(place) if place else None}
    if place is None:
        return {}
    if role == EventRole.MENTION:
        return {"municipality": index.of_place(place)}
    return {"municipality": index.of_place(place), "region": index.region(place.region)}


def _only_city(text: str) -> Place | None:
    """Return the one city that a wording names; two or none say nothing certain."""
    found = _cities_in(text)
    return replace(found[0], text=text) if len(found) == 1 else None


# A row is asked twice, first for the cities to make, then for its people: a large plan fits.
@lru_cache(maxsize=32_768)
def _cities_in(text: str) -> tuple[Place, ...]:
    """Return the cities that a wording names, each once, in reading order."""
    found = {
        (one.nominative, one.region, one.country): Place(
            text=one.surface, locality=one.nominative, region=one.region, country=one.country
        )
        for one in mentions(text)
    }
    return tuple(found.values())
