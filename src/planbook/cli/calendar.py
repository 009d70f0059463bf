"""A plan that was read as a calendar to subscribe to."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from planbook.dates import Period
from planbook.places import AttendanceMode, Place
from planbook.plans import EventDraft, PlanDraft
from planbook.writers import CalendarExport, EventExport, PlaceExport

_ONLINE = (AttendanceMode.ONLINE, AttendanceMode.HYBRID)


def plan_calendar(draft: PlanDraft, *, updated_at: datetime) -> CalendarExport:
    """Return the calendar of a plan; a row of several occasions gives one entry for each.

    Identifiers are made of the wording, so that the next export of the same plan changes entries
    instead of doubling them.

    >>> from datetime import UTC
    >>> empty = PlanDraft("План", None, "plan", "2023", ())
    >>> plan_calendar(empty, updated_at=datetime(2023, 1, 1, tzinfo=UTC)).name
    'План'
    """
    name = draft.title or "План мероприятий"
    about = ". ".join(part for part in (draft.owner, name) if part)
    events = tuple(_events(draft, _period(draft, updated_at), updated_at))
    return CalendarExport(name, f"{about}.", events)


def _period(draft: PlanDraft, updated_at: datetime) -> Period:
    """Return the period of the plan, else the years of its rows, else the year of the file."""
    if draft.period:
        return Period.from_edtf(draft.period)
    days = [item.timing.earliest for item in draft.items() if item.timing.earliest]
    year = min(days).year if days else updated_at.year
    return Period.from_edtf(f"{year:04}")


def _events(draft: PlanDraft, period: Period, updated_at: datetime) -> Iterator[EventExport]:
    seen: Counter[str] = Counter()
    for section in draft.sections:
        for item in section.items:
            seen[item.title] += 1
            identity = f"{draft.title}\n{draft.period}\n{item.title}\n{seen[item.title]}"
            event = EventExport(
                uid=f"{hashlib.sha256(identity.encode(errors='replace')).hexdigest()[:32]}@planbook",
                title=item.title,
                timing=item.timing,
                period=period,
                sequence=0,
                updated_at=updated_at,
                places=tuple(map(_place, item.places)),
                is_online=item.attendance_mode in _ONLINE,
                categories=(item.kind,) if item.kind else (),
                details=tuple(_details(item, draft.title, section.heading)),
            )
            yield from _occasions(item, event)


def _occasions(item: EventDraft, event: EventExport) -> Iterator[EventExport]:
    if not item.occasions:
        yield event
    for number, occasion in enumerate(item.occasions, start=1):
        name, at, host = event.uid.partition("@")
        yield replace(
            event,
            uid=f"{name}-{number}{at}{host}",
            timing=occasion.timing,
            places=tuple(map(_place, occasion.places)),
        )


def _place(place: Place) -> PlaceExport:
    return PlaceExport(place.text, place.latitude, place.longitude)


def _details(item: EventDraft, plan: str, heading: str) -> Iterator[tuple[str, str]]:
    yield "План", plan
    yield "Раздел", heading
    yield "Организаторы", ", ".join(item.organizers)
    yield "Партнёры", item.partners_text
    yield "Содержание", item.description
    yield "Участники", item.audience_text
    yield "Примечание", item.note
