"""Value types of places: where something happens and how people attend."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from planbook.findings import Finding


class AttendanceMode(StrEnum):
    """How people take part (schema.org eventAttendanceMode)."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """One place as the text names it; an empty string or None means that nothing is known.

    `text` is the verbatim part of the cell, `locality` the settlement in the nominative, `region`
    the federal subject in its official short form («Московская область»): the one said in the
    text, else the one where the gazetteer has the settlement. Coordinates are in degrees, the time
    zone is an IANA name; both come from the gazetteer.
    """

    text: str
    locality: str = ""
    district: str = ""
    region: str = ""
    country: str = ""
    venue: str = ""
    organization: str = ""
    latitude: float | None = None
    longitude: float | None = None
    time_zone: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form fixed by the public surface; «not said» is null."""
        return {
            "text": self.text,
            "locality": self.locality or None,
            "district": self.district or None,
            "region": self.region or None,
            "country": self.country or None,
            "venue": self.venue or None,
            "organization": self.organization or None,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "time_zone": self.time_zone or None,
        }


@dataclass(frozen=True, slots=True)
class PlacesResult:
    """What one place cell says."""

    places: tuple[Place, ...]
    attendance_mode: AttendanceMode = AttendanceMode.UNKNOWN
    findings: tuple[Finding, ...] = field(default=())

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form fixed by the public surface."""
        return {
            "places": [place.as_dict() for place in self.places],
            "attendance_mode": self.attendance_mode.value,
            "findings": [finding.as_dict() for finding in self.findings],
        }
