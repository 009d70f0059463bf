"""Everything nobody has to look at is confirmed at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.rules import IMPORT_DOCUMENTS, Actor, RuleViolation, Subject, ensure_may
from mezhgorod.reporting.actions.reading.desk import Desk, open_desk
from mezhgorod.reporting.actions.reading.steps import (
    REFUSED,
    confirm_head,
    locked,
    tell,
    write_fact,
)
from mezhgorod.reporting.models import AnnualReport, ReadEvent, ReadFact
from mezhgorod.reporting.queries.reading import doubts_of_read
from mezhgorod.reporting.rules import ReadingState
from planbook.facts import ReportRole


@dataclass(frozen=True, slots=True)
class ConfirmedAll:
    """How many events and facts were confirmed at once, how many wait for a look."""

    events: int
    facts: int
    waiting: int


@transaction.atomic
def confirm_all_sure(*, report: AnnualReport, actor: Actor, now: datetime) -> ConfirmedAll:
    """Confirm every waiting event and fact nobody has to look at, in one transaction.

    What cannot be written waits on. Events that take place later come last: what was held may begin
    their series.

    Raises:
        RuleViolation: no right.
    """
    ensure_may(actor, IMPORT_DOCUMENTS, Subject(owner_id=report.owner_id))
    report = AnnualReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    events = list(
        report.read_events.filter(is_gone=False)
        .exclude(state=ReadingState.REFUSED)
        .select_related("matched_event", "series", "held_event__series")
        .prefetch_related("facts")
        .order_by("position")
    )
    facts = [fact for event in events for fact in event.facts.all()]
    desk = open_desk(report=report, facts=facts, actor=actor, now=now)
    event_count = fact_count = 0
    for event in sorted(events, key=lambda one: one.role == ReportRole.FUTURE):
        event.report = report
        made, written = _confirm_sure(desk, event)
        event_count, fact_count = event_count + made, fact_count + written
    left = ReadFact.objects.filter(read_event__report=report, state=ReadingState.WAITING)
    words = f"Подтверждено без сомнений: мероприятий {event_count}, фактов {fact_count}"
    done = Done("report.confirm_sure", words, owner_id=report.owner_id)
    write_audit(subject=report, done=done, actor=actor, now=now)
    return ConfirmedAll(event_count, fact_count, left.filter(is_gone=False).count())


@transaction.atomic
def confirm_whole_event(*, event: ReadEvent, actor: Actor, now: datetime) -> ConfirmedAll:
    """Confirm an event, doubtful or not, and those of its facts nobody has to look at.

    Raises:
        RuleViolation: no right, the event was refused, its row of the plan is taken.
    """
    event = locked(event, actor)
    if event.state == ReadingState.REFUSED:
        raise RuleViolation("reading.refused", REFUSED)
    desk = open_desk(report=event.report, facts=event.facts.all(), actor=actor, now=now)
    made = event.state == ReadingState.WAITING
    if made:
        confirm_head(desk, event)
    _, written = _confirm_sure(desk, event)
    tell(event, f"Подтверждено мероприятие доклада «{event.title[:200]}»", actor, now)
    left = event.facts.filter(state=ReadingState.WAITING, is_gone=False).count()
    return ConfirmedAll(int(made), written, left)


def _confirm_sure(desk: Desk, event: ReadEvent) -> tuple[int, int]:
    """Confirm an event and its facts without doubts; return how many events and facts."""
    doubts = doubts_of_read(event)
    made = written = 0
    if event.state == ReadingState.WAITING:
        if doubts.keeps_event:
            return 0, 0
        try:
            with transaction.atomic():
                confirm_head(desk, event)
        except RuleViolation:
            return 0, 0
        made = 1
    for fact in event.facts.all():
        if fact.state != ReadingState.WAITING or fact.is_gone or doubts.keeps(fact.pk):
            continue
        try:
            with transaction.atomic():
                write_fact(desk, event, fact)
        except RuleViolation:
            continue
        written += 1
    return made, written
