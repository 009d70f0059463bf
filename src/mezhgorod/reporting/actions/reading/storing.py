"""A report is read: its events and facts are kept until a person decides about each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from mezhgorod.planning.rules import clip
from mezhgorod.planning.rules.columns import bounded
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.rules import IMPORT_DOCUMENTS, Actor, Subject, ensure_may
from mezhgorod.reporting.actions.reading.matching import match_waiting
from mezhgorod.reporting.models import AnnualReport, ReadEvent, ReadFact
from mezhgorod.reporting.rules import ReadingState
from mezhgorod.reporting.rules.reading import (
    MAX_EDITION,
    MAX_NUMBER,
    event_identity,
    fact_identity,
    numbered,
)
from planbook.facts import Fact, ReportEvent, read_events

# Positions are moved out of the way while a report is read again: they are unique.
_ASIDE = 1_000_000
_MAX_KIND = 100
_EVENT_FIELDS = ("position", "paragraph", "is_gone")
_READ_FIELDS = ("title", "kind", "edition", "role")
_FACT_FIELDS = ("position", "paragraph", "start", "end", "text", "is_open", "is_gone", "identity")
_SAID_FIELDS = ("type", "value", "values", "number", "hedge")
Paired = tuple[ReadEvent, ReportEvent]


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a report has found; `is_new` tells whether anything has changed."""

    event_count: int
    fact_count: int
    is_new: bool


def read_report_facts(*, report: AnnualReport, now: datetime, actor: Actor) -> Reading:
    """Read the events and facts of a report and keep them; the same text again changes nothing.

    Raises:
        RuleViolation: no right.
    """
    ensure_may(actor, IMPORT_DOCUMENTS, Subject(owner_id=report.owner_id))
    paragraphs = list(report.paragraphs.order_by("position").values_list("text", flat=True))
    events = read_events(paragraphs, year=year_of(report))
    return keep_read_events(report=report, events=events, now=now, actor=actor)


@transaction.atomic
def keep_read_events(
    *, report: AnnualReport, events: Sequence[ReportEvent], now: datetime, actor: Actor
) -> Reading:
    """Keep what was read; what people have decided stays with facts of the same words.

    Waiting and refused ones that a changed text no longer says go; confirmed ones stay and are
    marked, because something has become of them.

    Raises:
        RuleViolation: no right.
    """
    ensure_may(actor, IMPORT_DOCUMENTS, Subject(owner_id=report.owner_id))
    report = AnnualReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    known = list(report.read_events.prefetch_related("facts"))
    count = sum(len(event.facts) for event in events)
    if _is_same(known, events):
        return Reading(len(events), count, is_new=False)
    report.read_events.update(position=F("position") + _ASIDE)
    paired = _keep_events(report, known, events)
    _keep_facts(paired)
    match_waiting(report=report)
    words = f"Прочитан доклад «{report.title[:200]}»: мероприятий {len(events)}, фактов {count}"
    done = Done("report.read", words, owner_id=report.owner_id)
    write_audit(subject=report, done=done, actor=actor, now=now)
    return Reading(len(events), count, is_new=True)


def year_of(report: AnnualReport) -> int | None:
    """Return the year a report is about, None where its period says none."""
    year = report.period_edtf[:4]
    return int(year) if year.isdecimal() and year.isascii() else None


def _is_same(known: Sequence[ReadEvent], events: Sequence[ReportEvent]) -> bool:
    identities = numbered(map(event_identity, events))
    told = [
        (identity, [(one.source.paragraph, fact_identity(one)) for one in event.facts])
        for identity, event in zip(identities, events, strict=True)
    ]
    kept = [
        (one.identity, [(fact.paragraph, fact.identity.partition("#")[0]) for fact in _live(one)])
        for one in known
        if not one.is_gone
    ]
    return kept == told


def _live(event: ReadEvent) -> list[ReadFact]:
    return [fact for fact in event.facts.all() if not fact.is_gone]


def _keep_events(
    report: AnnualReport, known: Sequence[ReadEvent], events: Sequence[ReportEvent]
) -> list[Paired]:
    """Return every event read with its stored one, made where none is like it."""
    identities = numbered(map(event_identity, events))
    pairs = _paired(known, events, identities)
    taken = {one.pk for one in pairs.values()}
    _let_go([one for one in known if one.pk not in taken])
    changed: list[ReadEvent] = []
    made: list[ReadEvent] = []
    for index, (event, identity) in enumerate(zip(events, identities, strict=True)):
        stored = pairs.get(index) or ReadEvent(report=report)
        stored.position, stored.identity, stored.is_gone = index + 1, identity, False
        stored.paragraph = min((one.source.paragraph for one in event.facts), default=1)
        if stored.as_read is None and stored.state == ReadingState.WAITING:
            stored.title, stored.kind = event.title, clip(event.kind, _MAX_KIND)
            stored.edition, stored.role = bounded(event.edition, MAX_EDITION), event.role
        (changed if stored.pk else made).append(stored)
        pairs[index] = stored
    ReadEvent.objects.bulk_update(changed, ["identity", *_EVENT_FIELDS, *_READ_FIELDS])
    ReadEvent.objects.bulk_create(made)
    return [(pairs[index], event) for index, event in enumerate(events)]


def _paired(
    known: Sequence[ReadEvent], events: Sequence[ReportEvent], identities: Sequence[str]
) -> dict[int, ReadEvent]:
    """Pair events by their words, else by the facts they share: a title may be read better now."""
    by_identity = {one.identity: one for one in known}
    pairs = {
        index: by_identity[identity]
        for index, identity in enumerate(identities)
        if identity in by_identity
    }
    taken = {one.pk for one in pairs.values()}
    free = [one for one in known if one.pk not in taken]
    facts = {one.pk: {fact.identity for fact in one.facts.all()} for one in free}
    for index, event in enumerate(events):
        if index in pairs:
            continue
        said = {fact_identity(fact) for fact in event.facts}
        best = max(free, key=lambda one: len(facts[one.pk] & said), default=None)
        if best is not None and facts[best.pk] & said:
            pairs[index] = best
            free.remove(best)
    return pairs


def _let_go(gone: Sequence[ReadEvent]) -> None:
    confirmed = [one.pk for one in gone if one.state == ReadingState.CONFIRMED]
    ReadEvent.objects.filter(pk__in=confirmed).update(is_gone=True)
    others = [one.pk for one in gone if one.state != ReadingState.CONFIRMED]
    ReadEvent.objects.filter(pk__in=others).delete()


def _keep_facts(paired: Sequence[Paired]) -> None:
    """Keep the facts of all events; a fact that has moved to another event is a new one."""
    stored_ids = [stored.pk for stored, _ in paired]
    facts = ReadFact.objects.filter(read_event__in=stored_ids)
    known: dict[int, dict[str, ReadFact]] = {}
    for one in facts:
        known.setdefault(one.read_event_id, {})[one.identity] = one
    facts.update(position=F("position") + _ASIDE)
    changed: list[ReadFact] = []
    made: list[ReadFact] = []
    for stored, event in paired:
        mine = known.pop(stored.pk, {})
        identities = numbered(map(fact_identity, event.facts))
        for position, (fact, identity) in enumerate(zip(event.facts, identities, strict=True), 1):
            kept = mine.pop(identity, None)
            (made if kept is None else changed).append(
                _fact(kept or ReadFact(read_event=stored), fact, identity, position)
            )
        _let_facts_go(mine.values())
    ReadFact.objects.bulk_update(changed, [*_FACT_FIELDS, *_SAID_FIELDS])
    ReadFact.objects.bulk_create(made)


def _fact(stored: ReadFact, fact: Fact, identity: str, position: int) -> ReadFact:
    stored.position, stored.identity, stored.is_gone = position, identity, False
    stored.paragraph, stored.text = fact.source.paragraph, fact.text
    stored.start, stored.end, stored.is_open = fact.source.start, fact.source.end, fact.is_open
    if stored.as_read is None:
        stored.type, stored.value, stored.values = fact.type, fact.value, list(fact.values)
        stored.number, stored.hedge = bounded(fact.number, MAX_NUMBER), fact.hedge
    return stored


def _let_facts_go(facts: Collection[ReadFact]) -> None:
    if not facts:
        return
    confirmed = [one.pk for one in facts if one.state == ReadingState.CONFIRMED]
    ReadFact.objects.filter(pk__in=confirmed).update(is_gone=True)
    others = [one.pk for one in facts if one.state != ReadingState.CONFIRMED]
    ReadFact.objects.filter(pk__in=others).delete()
