"""A row of a plan as it is shown anywhere: address, words, tags, drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from mezhgorod.planning.models import Event, EventPlace, PlanItem
from mezhgorod.planning.rules import AttendanceMode, TimingStatus
from mezhgorod.website.board.scale import Scale
from mezhgorod.website.board.spoken import MEANING_IN_LISTS, spoken_timing
from mezhgorod.website.board.strokes import Drawing, StrokeForm, TimingShape, draw, form_of
from mezhgorod.website.wording import bind_spaces


@dataclass(frozen=True, slots=True)
class Tag:
    """A short remark after the place; `is_warning` when a person should look."""

    label: str
    is_warning: bool = False


_ATTENDANCE_TAGS = {
    AttendanceMode.ONLINE: Tag("дистанционно"),
    AttendanceMode.HYBRID: Tag("очно и дистанционно"),
}
_STATUS_TAGS = {
    TimingStatus.POSTPONED: Tag("перенос", is_warning=True),
    TimingStatus.CANCELLED: Tag("отменено", is_warning=True),
    TimingStatus.INCONSISTENT: Tag("срок противоречив", is_warning=True),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row ready to be shown; `drawing` is None where no axis is drawn."""

    item: PlanItem
    event: Event
    url: str
    number: str
    title: str
    where: str
    wording: str
    spoken: str
    tags: tuple[Tag, ...]
    shape: TimingShape
    form: StrokeForm
    meaning: str
    drawing: Drawing | None = None


def row_of(item: PlanItem, scale: Scale | None = None) -> Row:
    """Return the row of an item that was loaded with its event and places."""
    event = item.event
    shape = shape_of(event)
    wording = bind_spaces(" ".join(event.timing_text.split()))
    title, where = " ".join(event.title.split()), where_words(event)
    return Row(
        item=item,
        event=event,
        url=reverse("event", args=(event.uid,)),
        number=f"{item.number}." if item.number[-1:].isdigit() else item.number,
        title=bind_spaces(event.full_title),
        where=bind_spaces(where) if where != title else "",
        wording=wording,
        spoken=spoken_timing(shape),
        tags=tags_of(event),
        shape=shape,
        form=form_of(shape),
        meaning=MEANING_IN_LISTS.get(form_of(shape), ""),
        drawing=draw(shape, scale) if scale else None,
    )


def shape_of(event: Event) -> TimingShape:
    """Return what drawing needs of a stored timing; its data were written by `planbook`."""
    data = event.timing_data or {}
    pairs = data.get("spans") if data.get("has_year", True) else None
    spans = tuple((_day(start), _day(end)) for start, end in pairs or ())
    if not spans and (event.earliest or event.latest):
        spans = ((event.earliest, event.latest),)
    return TimingShape(
        kind=event.timing_kind,
        extent=event.timing_extent,
        wording=event.timing_text,
        spans=spans,
        rrule=data.get("rrule") or "",
    )


def where_words(event: Event) -> str:
    """Return where an event is, or who holds it when no place is named."""
    words = place_words(event.places.all())
    return words or ", ".join(" ".join(host.text.split()) for host in event.participants.all())


def place_words(places: Iterable[EventPlace]) -> str:
    """Return where an event is, in one line: cities by name, everything else as printed.

    An organization that stands in the place column is not a city, even when its name names one.
    """
    words = []
    for place in places:
        city = place.municipality.name if place.municipality else ""
        name = place.organization or city or place.text
        words.append(" ".join(name.split()))
    return ", ".join(dict.fromkeys(word for word in words if word))


def tags_of(event: Event) -> tuple[Tag, ...]:
    """Return the remarks of a row: how people take part, what became of its date."""
    found = (
        _ATTENDANCE_TAGS.get(AttendanceMode(event.attendance_mode)),
        _STATUS_TAGS.get(TimingStatus(event.timing_status)),
        Tag("ориентировочно") if event.is_approximate else None,
    )
    return tuple(tag for tag in found if tag)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
