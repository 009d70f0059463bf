"""Reading of a place cell: settlements, regions, venues, organizations, attendance."""

from __future__ import annotations

from planbook.places.place import AttendanceMode, Place, PlacesResult


def parse_places(text: str) -> PlacesResult:
    """Read a place cell or a cell of federal subjects."""
    if not text.strip():
        return PlacesResult(())
    return PlacesResult((Place(text=text),), AttendanceMode.UNKNOWN)
