"""Who has which role in a drafted row, linked to the registry as far as it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
        if place is None and role in _CITY_ROLES and (city := _only_city(text)) is not None:
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
    return {"municipality": index.of_place(place), "region": index.region(place.region)}


@lru_cache(maxsize=4096)
def _only_city(text: str) -> Place | None:
    """Return the one city that a wording names; two or none say nothing certain."""
    found = {(one.nominative, one.region, one.country) for one in mentions(text)}
    if len(found) != 1:
        return None
    name, region, country = found.pop()
    return Place(text=text, locality=name, region=region, country=country)
