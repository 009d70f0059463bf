"""What a feed is written from: frozen values that know neither a format nor a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planbook.dates import Period, Timing


@dataclass(frozen=True, slots=True)
class PlaceExport:
    """A place as printed, with degrees (WGS 84) and IANA time zone where they are known."""

    text: str
    latitude: float | None = None
    longitude: float | None = None
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class EventExport:
    """One event of a feed.

    `uid` never changes, `sequence` grows with every change, `updated_at` is aware. `details` are
    pairs of a Russian label and what stands under it, in the order they are shown. `period` bounds
    recurrences. `reminder_days` asks calendars to remind so many days before.
    """

    uid: str
    title: str
    timing: Timing
    period: Period
    sequence: int
    updated_at: datetime
    places: tuple[PlaceExport, ...] = ()
    is_online: bool = False
    categories: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    url: str = ""
    reminder_days: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarExport:
    """A feed: what it is called and its events in the order they are written."""

    name: str
    description: str
    events: tuple[EventExport, ...]
    url: str = ""
    source_url: str = ""
