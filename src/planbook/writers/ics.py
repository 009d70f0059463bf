"""Calendar feeds by RFC 5545 and RFC 7986. The same export always gives the same bytes.

Days are the author's own: a vaguer timing becomes an all-day span of its whole interval, TENTATIVE
and transparent, with the official wording in the summary and the description. Rows without any
date make no entry; the description of the calendar says how many there are.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Alarm, Calendar, Event, Timezone, vDuration, vRecur, vText

from planbook.dates import TimingStatus
from planbook.language import plural
from planbook.writers.calendar_spans import CalendarSpan, calendar_spans
from planbook.writers.exports import CalendarExport, EventExport

PRODID = "-//Mezhgorod//Calendar feed 1//RU"
REFRESH = timedelta(hours=6)
# Characters that RFC 5545 does not allow in text, and halves of surrogate pairs.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MARKS = {TimingStatus.CANCELLED: "ОТМЕНЕНО: ", TimingStatus.POSTPONED: "Перенос: "}
_PUT_OFF = "ОТЛОЖЕНО, новый срок не назначен: "


class Fuzzy(StrEnum):
    """What a feed does with timings that are vaguer than a day."""

    SHOW = "show"
    OMIT = "omit"


def write_ics(calendar: CalendarExport, *, fuzzy: Fuzzy = Fuzzy.SHOW) -> bytes:
    """Write a calendar feed.

    >>> from planbook.writers import CalendarExport
    >>> feed = write_ics(CalendarExport("План", "Пустой план", ()))
    >>> feed.decode().splitlines()[0]
    'BEGIN:VCALENDAR'
    """
    components = []
    left_out = 0
    for event in calendar.events:
        spans = _spans(event)
        left_out += not spans
        shown = [one for one in spans if one.is_exact or fuzzy is Fuzzy.SHOW]
        components += [_event(event, one, part) for part, one in enumerate(shown, start=1)]
    feed = _frame(calendar, left_out)
    for zone in _zones(components):
        feed.add_component(zone)
    for component in components:
        feed.add_component(component)
    return bytes(feed.to_ical())


def _spans(event: EventExport) -> tuple[CalendarSpan, ...]:
    """Return the days of an event; one put off without a date is shown when it was to be."""
    timing = event.timing
    if _is_put_off(event) and timing.moved_from is not None:
        return calendar_spans(timing.moved_from, event.period)
    return calendar_spans(timing, event.period)


def _is_put_off(event: EventExport) -> bool:
    timing = event.timing
    is_dated = bool(timing.moved_from and timing.moved_from.earliest)
    return timing.status is TimingStatus.POSTPONED and not timing.spans and is_dated


def _frame(calendar: CalendarExport, left_out: int) -> Calendar:
    description = calendar.description
    if left_out:
        rows = plural(left_out, "мероприятие", "мероприятия", "мероприятий")
        description += f"\nБез срока, не показано в календаре: {left_out} {rows}."
    feed = Calendar()
    feed.add("PRODID", PRODID)
    feed.add("VERSION", "2.0")
    feed.add("CALSCALE", "GREGORIAN")
    for name in ("NAME", "X-WR-CALNAME"):
        feed.add(name, _text(calendar.name))
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        feed.add(name, _text(description))
    feed.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    feed.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    if calendar.url:
        feed.add("URL", calendar.url)
    if calendar.source_url:
        feed.add("SOURCE", calendar.source_url, parameters={"VALUE": "URI"})
    if calendar.events:
        feed.add("LAST-MODIFIED", _utc(max(event.updated_at for event in calendar.events)))
    return feed


def _event(event: EventExport, span: CalendarSpan, part: int) -> Event:
    """Write one entry; further parts of one event get numbers of their own."""
    entry = Event()
    entry.add("UID", event.uid if part == 1 else f"{event.uid}-{part}")
    entry.add("DTSTAMP", _utc(event.updated_at))
    entry.add("LAST-MODIFIED", _utc(event.updated_at))
    entry.add("SEQUENCE", event.sequence)
    _add_time(entry, event, span)
    entry.add("SUMMARY", _text(_summary(event, span)))
    entry.add("DESCRIPTION", _text(_description(event, span)))
    entry.add("STATUS", _status(event, span))
    # A plan tells what happens; it does not make its readers busy.
    entry.add("TRANSP", "TRANSPARENT")
    _add_place(entry, event)
    if event.categories:
        entry.add("CATEGORIES", [_text(one) for one in event.categories])
    if event.url:
        entry.add("URL", event.url)
    if event.reminder_days is not None:
        entry.add_component(_reminder(event, event.reminder_days))
    return entry


def _reminder(event: EventExport, days: int) -> Alarm:
    """Ask the calendar to show a reminder so many days before (RFC 5545, 3.6.6)."""
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _text(event.title))
    alarm.add("TRIGGER", timedelta(days=-days))
    return alarm


def _add_time(entry: Event, event: EventExport, span: CalendarSpan) -> None:
    zone = _zone(event)
    if span.hours is not None and zone is not None:
        entry.add("DTSTART", datetime.combine(span.start, span.hours.start, zone))
        if span.hours.end is not None:
            entry.add("DTEND", datetime.combine(span.end, span.hours.end, zone))
        rrule = _rrule_with_time(span.rrule, zone)
    else:
        entry.add("DTSTART", span.start)
        entry.add("DTEND", _day_after(span.end))  # all-day ends are exclusive (RFC 5545, 3.6.1)
        rrule = span.rrule
    if rrule:
        entry.add("RRULE", vRecur.from_ical(rrule))


def _rrule_with_time(rrule: str, zone: ZoneInfo) -> str:
    """Give the last day of a rule its time: beside a time of day UNTIL is a moment in UTC."""
    head, found, day = rrule.partition("UNTIL=")
    if not found or len(day) != 8:
        return rrule
    last = datetime.combine(date.fromisoformat(day), time(23, 59, 59), zone)
    return f"{head}UNTIL={last.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _day_after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _summary(event: EventExport, span: CalendarSpan) -> str:
    wording = " ".join(event.timing.text.split())
    shown = "" if span.is_exact or not wording else f" ({wording})"
    mark = _PUT_OFF if _is_put_off(event) else _MARKS.get(event.timing.status, "")
    return f"{mark}{event.title}{shown}"


_NO_DAY = "Точный день в плане не назван: показан весь срок."
_NAMED_ROUGHLY = "Срок в плане назван ориентировочно."


def _description(event: EventExport, span: CalendarSpan) -> str:
    wording = " ".join(event.timing.text.split())
    lines = [f"Срок в плане: {wording}"] if wording else []
    if not span.is_exact:
        lines.append(_NAMED_ROUGHLY if event.timing.is_approximate else _NO_DAY)
    if event.timing.note:
        lines.append(f"Пометка: {' '.join(event.timing.note.split())}")
    lines += [f"{label}: {text}" for label, text in event.details if text.strip()]
    return "\n".join(lines)


def _status(event: EventExport, span: CalendarSpan) -> str:
    timing = event.timing
    # Cancelled entries stay with a mark in the title: a vanished entry tells nobody anything.
    if timing.status is TimingStatus.CANCELLED or _is_put_off(event):
        return "CANCELLED"
    is_moved = timing.status is TimingStatus.POSTPONED and timing.moved_from is not None
    is_settled = span.is_exact and (is_moved or timing.status is TimingStatus.SCHEDULED)
    return "CONFIRMED" if is_settled else "TENTATIVE"


def _add_place(entry: Event, event: EventExport) -> None:
    texts = [" ".join(place.text.split()) for place in event.places]
    texts += ["дистанционно"] if event.is_online else []
    if texts:
        entry.add("LOCATION", _text("; ".join(dict.fromkeys(filter(None, texts)))))
    if len(event.places) == 1:
        place = event.places[0]
        if place.latitude is not None and place.longitude is not None:
            entry.add("GEO", (place.latitude, place.longitude))


def _zone(event: EventExport) -> ZoneInfo | None:
    """Return the zone all places share, None when they differ or it is not known."""
    names = {place.time_zone for place in event.places}
    name = names.pop() if len(names) == 1 else ""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _zones(components: list[Event]) -> list[Timezone]:
    """Return a whole VTIMEZONE for every zone used, in alphabetical order."""
    moments = [entry.decoded("DTSTART") for entry in components]
    timed = [moment for moment in moments if isinstance(moment, datetime)]
    names = sorted({str(moment.tzinfo) for moment in timed})
    if not names:
        return []
    first = min(moment.date() for moment in timed) - timedelta(days=366)
    last = max(moment.date() for moment in timed) + timedelta(days=3 * 366)
    return [Timezone.from_tzid(name, first_date=first, last_date=last) for name in names]


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _text(text: str) -> vText:
    return vText(_FORBIDDEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))
