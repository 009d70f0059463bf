"""Calendars of a plan, a section and a city as frozen exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mezhgorod.planning.models import Event, EventPlace, Plan, PlanItem, PlanSection
from mezhgorod.planning.rules import AttendanceMode, ChangeKind, EventRole, PlaceRole
from mezhgorod.planning.rules.changes import TIMING_CHANGES
from mezhgorod.publication.change_words import change_line, former_timing, told_of
from mezhgorod.publication.links import Links
from mezhgorod.publication.rows import rows_of_city, rows_of_plan, rows_of_section
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import Actor
from planbook.dates import Period, Timing, TimingKind, TimingStatus, timing_from_dict
from planbook.writers import CalendarExport, EventExport, PlaceExport


def plan_calendar(*, plan: Plan, links: Links) -> CalendarExport:
    """Build the calendar of a whole plan."""
    return calendar_of_rows(plan=plan, rows=rows_of_plan(plan), links=links)


def calendar_of_rows(*, plan: Plan, rows: Iterable[PlanItem], links: Links) -> CalendarExport:
    """Build the calendar of some rows of a plan."""
    return CalendarExport(
        name=plan.title,
        description=f"{plan.owner}. {plan.title}.",
        events=_events(rows, links),
        url=links.plan(plan.slug),
    )


def section_calendar(*, section: PlanSection, links: Links) -> CalendarExport:
    """Build the calendar of one section of a plan."""
    plan = section.plan
    heading = " ".join(section.heading.split()) or plan.title
    return CalendarExport(
        name=f"{heading} ({plan.title})",
        description=f"{plan.owner}. {plan.title}. Раздел: {heading}.",
        events=_events(rows_of_section(section), links),
        url=links.plan(plan.slug),
    )


def city_calendar(*, municipality: Municipality, actor: Actor, links: Links) -> CalendarExport:
    """Build the calendar of everything in readable plans that concerns a city."""
    return CalendarExport(
        name=f"{municipality}: мероприятия в планах",
        description=f"Всё, что касается города {municipality} в опубликованных планах.",
        events=_events(rows_of_city(municipality, actor=actor), links),
        url=links.city(municipality.slug),
    )


def _events(rows: Iterable[PlanItem], links: Links) -> tuple[EventExport, ...]:
    """Return one export per event, even when several plans name it."""
    exports: dict[int, EventExport] = {}
    for row in rows:
        if row.event_id not in exports:
            exports[row.event_id] = _event(row, links)
    return tuple(exports.values())


def _event(row: PlanItem, links: Links) -> EventExport:
    event = row.event
    online = {AttendanceMode.ONLINE, AttendanceMode.HYBRID}
    return EventExport(
        uid=str(event.uid),
        title=event.full_title,
        timing=_timing(row),
        period=Period.from_edtf(row.section.plan.period_edtf),
        sequence=event.sequence,
        updated_at=event.updated_at,
        places=tuple(_places(event)),
        is_online=event.attendance_mode in online,
        categories=(event.kind,) if event.kind else (),
        details=tuple(_details(row)),
        url=links.event(str(event.uid)),
    )


def _timing(row: PlanItem) -> Timing:
    """Return the time of a row; put off without a date, it remembers when it was to be."""
    timing = timing_from_dict(row.event.timing_data)
    told = [one for one in told_of(row) if one.kind in TIMING_CHANGES]
    if timing.kind is not TimingKind.UNSCHEDULED or not told or told[-1].kind != _PUT_OFF:
        return timing
    former = former_timing(told[-1])
    if former is None or former.earliest is None:
        return timing
    return replace(timing, status=TimingStatus.POSTPONED, moved_from=former)


def _places(event: Event) -> Iterator[PlaceExport]:
    for place in event.places.all():
        if place.role == PlaceRole.VENUE:
            yield _place(place)


def _place(place: EventPlace) -> PlaceExport:
    city = place.municipality
    if city is None:
        return PlaceExport(place.text)
    return PlaceExport(place.text, city.latitude, city.longitude, city.time_zone)


_PUT_OFF = ChangeKind.POSTPONE
# The description of an entry is read on a phone.
_TOLD_CHANGES = 3
_LABELS = {
    EventRole.ORGANIZER: "Организаторы",
    EventRole.RESPONSIBLE: "Ответственные",
    EventRole.OPERATOR: "Ведёт обмен",
    EventRole.INITIATOR: "Инициатор",
    EventRole.PARTNER: "Партнёры",
}


def _details(row: PlanItem) -> Iterator[tuple[str, str]]:
    event, plan = row.event, row.section.plan
    for change in reversed(told_of(row)[-_TOLD_CHANGES:]):
        yield change.get_kind_display().capitalize(), change_line(change)
    yield "План", plan.title
    yield "Раздел", " ".join(row.section.heading.split())
    for role, label in _LABELS.items():
        texts = [one.text for one in event.participants.all() if one.role == role]
        yield label, ", ".join(texts)
    yield "Содержание", event.description
    yield "Участники", event.audience_text
    yield "Примечание", event.note
