"""Places of events, and the cities that documents name without meeting there."""

from __future__ import annotations

from mezhgorod.planning.models import Event, EventPlace
from mezhgorod.planning.rules import PlaceRole, clip
from mezhgorod.registry.actions import MunicipalityIndex
from mezhgorod.registry.rules import name_key
from planbook.places import Place
from planbook.plans import EventDraft

MAX_DISTRICT = 200
# No real row names more; a cell of nothing but commas must not fill the database.
MAX_PLACES = 1_000
_PLACE_COLUMNS = frozenset({"place", "place_timing"})


def place_rows(row: EventDraft, event: Event, index: MunicipalityIndex) -> list[EventPlace]:
    """Return the places of a drafted row, each linked to the registry as far as it is known.

    Who runs an exchange or organizes from the place column is no place: see `participants`.
    """
    return [
        EventPlace(
            event=event,
            position=position,
            role=_role(row, place),
            text=place.text,
            municipality=index.of_place(place),
            region=index.region(place.region),
            district=clip(place.district, MAX_DISTRICT),
            venue=place.venue,
            organization=place.organization,
        )
        for position, place in enumerate(_real_places(row)[:MAX_PLACES], start=1)
    ]


def _role(row: EventDraft, place: Place) -> PlaceRole:
    """A row that only names a city (a list of anniversaries) is about it and not held there."""
    is_named = name_key(place.text) == name_key(row.title)
    has_column = any(cell.role in _PLACE_COLUMNS for cell in row.cells)
    return PlaceRole.SUBJECT if is_named and not has_column else PlaceRole.VENUE


def _real_places(row: EventDraft) -> list[Place]:
    operators = set(row.operators)
    people = operators | set(row.organizers)
    return [
        place
        for place in row.places
        if place.organization not in people and operators.isdisjoint({place.locality, place.text})
    ]
