"""Facts of an occasion in the form that the language of reports reads."""

from __future__ import annotations

from mezhgorod.outcomes.queries import sheet_of
from mezhgorod.papers.queries.occasions import Occasion
from mezhgorod.planning.models import Event
from planbook.narrative import EventSheet, Name


def event_sheet(occasion: Occasion) -> EventSheet | None:
    """Return the facts for fields of reports; of a planned event what its row says."""
    if occasion.held is not None:
        return sheet_of(occasion.held)
    return _planned(occasion.event) if occasion.event is not None else None


def _planned(event: Event) -> EventSheet:
    places = event.places.select_related("municipality").all()
    hosts = dict.fromkeys(one.municipality.name for one in places if one.municipality)
    return EventSheet(
        key=str(event.pk),
        title=event.full_title,
        kind=event.kind,
        edition=event.edition,
        topic=event.topic,
        body=event.body,
        parent=event.parent_event,
        timing=event.timing_edtf,
        timing_text=event.timing_text,
        mode=event.attendance_mode,
        hosts=tuple(Name(name) for name in hosts),
    )
