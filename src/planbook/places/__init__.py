"""Where something happens: settlements, regions, venues, attendance; mentions in running text."""

from planbook.places.case_forms import locality_form, locality_with_preposition
from planbook.places.gazetteer import population_in, settlement_in, settlement_name_on
from planbook.places.mentions import Mention, mentions
from planbook.places.parsing import parse_places
from planbook.places.place import AttendanceMode, Place, PlacesResult

__all__ = [
    "AttendanceMode",
    "Mention",
    "Place",
    "PlacesResult",
    "locality_form",
    "locality_with_preposition",
    "mentions",
    "parse_places",
    "population_in",
    "settlement_in",
    "settlement_name_on",
]
