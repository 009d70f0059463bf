"""Events out of drafted rows: values of the columns, new events, changed events."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from mezhgorod.planning.actions.applying.drafted import ReturningEvent
from mezhgorod.planning.actions.applying.timings import timing_columns
from mezhgorod.planning.models import Event, EventSeries
from mezhgorod.planning.rules import bounded, clip
from planbook.dates import timing_to_dict
from planbook.language import search_text
from planbook.plans import EventDraft, event_to_dict

# A number of years or an age beyond these is a slip of the pen; the wording keeps it.
MAX_AGE = 150
# What is no part of the row: it stays when the row says something new.
_NOT_CONTENT = frozenset(
    {"id", "uid", "sequence", "updated_at", "search_text", "programme_published_at"}
)
CONTENT_FIELDS = tuple(
    field.attname for field in Event._meta.concrete_fields if field.attname not in _NOT_CONTENT
)
_LIMITS = {
    field.attname: field.max_length or 0
    for field in Event._meta.concrete_fields
    if field.max_length
}
WRITTEN_FIELDS = (*CONTENT_FIELDS, "search_text", "sequence", "updated_at")


def event_values(
    row: EventDraft, *, series: EventSeries | None, place_names: Sequence[str]
) -> dict[str, Any]:
    """Return the columns of the event that a drafted row is about."""
    return {
        "title": row.title,
        "series_id": series.pk if series else None,
        "edition": bounded(row.edition),
        "own_name": row.own_name or "",
        "topic": row.topic or "",
        "dedication": row.dedication or "",
        "involvement": row.involvement.value if row.involvement else "",
        "action": row.action.value if row.action else "",
        "parent_event": row.parent_event or "",
        "preparation_of": row.preparation_of or "",
        "target_timing_data": timing_to_dict(row.target_timing) if row.target_timing else None,
        "occasions_data": event_to_dict(row)["occasions"] if row.occasions else [],
        "attendance_mode": row.attendance_mode.value,
        "description": row.description,
        "activities": list(row.activities),
        "audience_text": row.audience_text,
        "note": row.note,
        **_ages(row),
        **_clipped(row),
        **timing_columns(row.timing),
        "search_text": _search_text(row, place_names),
    }


def new_event(
    values: Mapping[str, Any], *, now: datetime, returning: ReturningEvent | None = None
) -> Event:
    """Return an event that is not stored yet, under a number of its own for ever.

    One that comes back keeps its number, and feeds see a later edition of it.
    """
    if returning is not None:
        sequence = returning.sequence + 1
        return Event(uid=returning.uid, sequence=sequence, updated_at=now, **values)
    return Event(uid=uuid.uuid4(), updated_at=now, **values)


def has_new_content(event: Event, values: Mapping[str, Any]) -> bool:
    """Return whether the values say something else about an event than it says now."""
    return any(getattr(event, name) != values[name] for name in CONTENT_FIELDS)


def change_event(event: Event, values: Mapping[str, Any], *, now: datetime) -> None:
    """Give an event new values in memory and count the change (RFC 5545 SEQUENCE)."""
    for name, value in values.items():
        setattr(event, name, value)
    event.sequence += 1
    event.updated_at = now


def _ages(row: EventDraft) -> dict[str, Any]:
    low, high = bounded(row.age_from, MAX_AGE), bounded(row.age_to, MAX_AGE)
    if low is not None and high is not None and low > high:
        low, high = None, None
    return {
        "age_from": low,
        "age_to": high,
        "anniversary_years": bounded(row.age.years) if row.age else None,
    }


def _clipped(row: EventDraft) -> dict[str, str]:
    texts = {
        "kind": row.kind,
        "edition_text": row.edition_text,
        "scope": row.scope,
        "body": row.body,
        "anniversary_text": row.age.wording if row.age else "",
    }
    return {name: clip(text, _LIMITS[name]) for name, text in texts.items()}


def _search_text(row: EventDraft, place_names: Sequence[str]) -> str:
    words = [cell.text for cell in row.cells if cell.role != "number"]
    return search_text(" ".join((*words, *place_names)))
