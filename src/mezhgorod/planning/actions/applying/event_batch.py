"""All events of a draft written together, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mezhgorod.planning.actions.applying.drafted import DraftedPlan, ReturningEvent, RowPairing
from mezhgorod.planning.actions.applying.events import (
    WRITTEN_FIELDS,
    change_event,
    event_values,
    has_new_content,
    new_event,
)
from mezhgorod.planning.actions.applying.participants import Registry, participant_rows
from mezhgorod.planning.actions.applying.places import place_rows
from mezhgorod.planning.actions.applying.series import series_of
from mezhgorod.planning.models import Event, EventParticipant, EventPlace, EventSeries, PlanItem
from planbook.plans import EventDraft

_Said = frozenset[tuple[object, ...]]
_PLACE_FIELDS = (
    "position",
    "role",
    "text",
    "municipality_id",
    "region_id",
    "district",
    "venue",
    "organization",
)
_PARTICIPANT_FIELDS = (
    "role",
    "position",
    "text",
    "organization_id",
    "municipality_id",
    "region_id",
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every row needs beside its own words, read once."""

    registry: Registry
    series: Mapping[str, EventSeries]
    now: datetime


@dataclass(slots=True)
class _Batch:
    """Events to write, with their places and participants."""

    surroundings: Surroundings
    said_before: Mapping[int, _Said]
    added: list[Event] = field(default_factory=list)
    changed: list[Event] = field(default_factory=list)
    places: list[EventPlace] = field(default_factory=list)
    participants: list[EventParticipant] = field(default_factory=list)


def write_events(
    drafted: DraftedPlan,
    pairing: RowPairing,
    live: Sequence[PlanItem],
    surroundings: Surroundings,
) -> list[Event]:
    """Write the events of all rows and return them in the order of the rows."""
    items = {item.pk: item for item in live}
    kept = {index: items[item_id].event for index, item_id in pairing.kept.items()}
    kept |= _still_stored(drafted)
    touched = [event.pk for index, event in kept.items() if index not in pairing.unchanged]
    batch = _Batch(surroundings, _said_before(touched))
    events = []
    for index, row in enumerate(drafted.rows):
        event = kept.get(index)
        if event is None or index not in pairing.unchanged:
            event = _take(batch, row, event, drafted.returning.get(index))
        events.append(event)
    _save(batch)
    return events


def drop_orphans(event_ids: Iterable[int]) -> None:
    """Delete those of the events that stand in no plan any more."""
    Event.objects.filter(pk__in=list(event_ids), items__isnull=True).delete()


def _still_stored(drafted: DraftedPlan) -> dict[int, Event]:
    """Return events that a row was known under before and that another plan has kept alive."""
    uids = {index: one.uid for index, one in drafted.returning.items()}
    if not uids:
        return {}
    stored = {event.uid: event for event in Event.objects.filter(uid__in=uids.values())}
    return {index: stored[uid] for index, uid in uids.items() if uid in stored}


def _take(
    batch: _Batch, row: EventDraft, event: Event | None, returning: ReturningEvent | None
) -> Event:
    context = batch.surroundings
    names = [place.locality or place.district for place in (*row.places, *row.partners)]
    values = event_values(row, series=series_of(row, context.series), place_names=names)
    written = new_event(values, now=context.now, returning=returning) if event is None else event
    places = place_rows(row, written, context.registry.municipalities)
    participants = participant_rows(row, written, context.registry)
    if event is None:
        batch.added.append(written)
    elif has_new_content(event, values) or batch.said_before[event.pk] != _said(
        places, participants
    ):
        change_event(event, values, now=context.now)
        batch.changed.append(event)
    else:
        return event
    batch.places += places
    batch.participants += participants
    return written


def _save(batch: _Batch) -> None:
    Event.objects.bulk_create(batch.added)
    Event.objects.bulk_create(
        batch.changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=WRITTEN_FIELDS,
    )
    changed = [event.pk for event in batch.changed]
    if changed:
        EventPlace.objects.filter(event__in=changed).delete()
        EventParticipant.objects.filter(event__in=changed).delete()
    EventPlace.objects.bulk_create(batch.places)
    EventParticipant.objects.bulk_create(batch.participants)


def _said(places: Iterable[EventPlace], participants: Iterable[EventParticipant]) -> _Said:
    rows = [tuple(getattr(place, name) for name in _PLACE_FIELDS) for place in places]
    rows += [tuple(getattr(one, name) for name in _PARTICIPANT_FIELDS) for one in participants]
    return frozenset(rows)


def _said_before(event_ids: list[int]) -> Mapping[int, _Said]:
    said: dict[int, set[tuple[object, ...]]] = defaultdict(set)
    if event_ids:
        for event_id, *row in EventPlace.objects.filter(event__in=event_ids).values_list(
            "event_id", *_PLACE_FIELDS
        ):
            said[event_id].add(tuple(row))
        for event_id, *row in EventParticipant.objects.filter(event__in=event_ids).values_list(
            "event_id", *_PARTICIPANT_FIELDS
        ):
            said[event_id].add(tuple(row))
    return defaultdict(frozenset, {event_id: frozenset(rows) for event_id, rows in said.items()})
