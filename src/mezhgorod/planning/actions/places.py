"""Places of events, and the cities that documents name without meeting there."""

from __future__ import annotations

from mezhgorod.planning.models import Event, EventPlace
from mezhgorod.planning.rules import PlaceRole, clip
from mezhgorod.registry.actions import MunicipalityIndex
from planbook.places import Place
from planbook.plans import EventDraft

MAX_DISTRICT = 200
_PLACE_COLUMNS = frozenset({"place", "place_timing"})


def place_rows(row: EventDraft, event: Event, index: MunicipalityIndex) -> list[EventPlace]:
    """Return the places of a drafted row, each linked to the registry as far as it is known.

    Who runs an exchange or organizes from the place column is no place: see `participants`.
    """
    role = _role(row)
    return [
        EventPlace(
            event=event,
            position=position,
            role=role,
            text=place.text,
            municipality=index.of_place(place),
            region=index.region(place.region),
            district=clip(place.district, MAX_DISTRICT),
            venue=place.venue,
            organization=place.organization,
        )
        for position, place in enumerate(_real_places(row), start=1)
    ]


def _role(row: EventDraft) -> PlaceRole:
    """A row without a place column is about its city (an anniversary), it does not meet there."""
    has_column = any(cell.role in _PLACE_COLUMNS for cell in row.cells)
    return PlaceRole.VENUE if has_column else PlaceRole.SUBJECT


def _real_places(row: EventDraft) -> list[Place]:
    operators = set(row.operators)
    people = operators | set(row.organizers)
    return [
        place
        for place in row.places
        if place.organization not in people and operators.isdisjoint({place.locality, place.text})
    ]
