"""A person decides about what was read: confirms, corrects, refuses, takes back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.registry.rules import Actor, RuleViolation
from mezhgorod.reporting.actions.reading.checking import Choice, check_words, checked, choose
from mezhgorod.reporting.actions.reading.desk import open_desk
from mezhgorod.reporting.actions.reading.heads import drop_series
from mezhgorod.reporting.actions.reading.steps import (
    REFUSED,
    confirm_head,
    decide,
    drop_held,
    locked,
    locked_fact,
    take_fact_back,
    tell,
    touch,
    words_of,
    write_fact,
)
from mezhgorod.reporting.models import ReadEvent, ReadFact
from mezhgorod.reporting.queries.reading import doubts_of_read
from mezhgorod.reporting.rules import ReadingState
from mezhgorod.reporting.rules.reading import EventWords, FactValues
from planbook.facts import FactType


@transaction.atomic
def confirm_event(
    *, event: ReadEvent, choice: Choice | None = None, actor: Actor, now: datetime
) -> ReadEvent:
    """Say what an event of a report is; it becomes a held event without facts yet.

    A future event becomes nothing by itself: its facts are about editions of series.

    Raises:
        RuleViolation: no right, the event was refused, the row is another owner's or taken.
    """
    event = locked(event, actor)
    if event.state == ReadingState.CONFIRMED:
        return event
    if event.state == ReadingState.REFUSED:
        raise RuleViolation("reading.refused", REFUSED)
    choose(event, choice)
    desk = open_desk(report=event.report, facts=[], actor=actor, now=now)
    confirm_head(desk, event)
    tell(event, f"Подтверждено мероприятие доклада «{event.title[:200]}»", actor, now)
    return event


@transaction.atomic
def correct_event(
    *,
    event: ReadEvent,
    words: EventWords,
    choice: Choice | None = None,
    actor: Actor,
    now: datetime,
) -> ReadEvent:
    """Correct title, kind, number or role of an event, and what it is in the plan.

    Words of a confirmed event are corrected in its held event too; its role and row stay, they are
    changed by taking the confirmation back.

    Raises:
        RuleViolation: no right, no title, a value out of bounds, or a confirmed event would become
            something else.
    """
    event = locked(event, actor)
    check_words(words)
    is_confirmed = event.state == ReadingState.CONFIRMED
    if is_confirmed and (words.role != event.role or (choice is not None and choice.is_made)):
        message = "Мероприятие уже подтверждено. Отмените подтверждение, потом измените."
        raise RuleViolation("reading.confirmed", message)
    was = {name: getattr(event, name) for name in ("title", "kind", "edition", "role")}
    event.as_read = event.as_read or was
    event.title, event.kind = " ".join(words.title.split()), words.kind.strip()
    event.edition, event.role = words.edition, words.role
    choose(event, choice)
    event.save()
    held = event.held_event
    if held is not None and is_confirmed:
        for name in ("title", "kind", "edition"):
            if getattr(held, name) == was[name]:
                setattr(held, name, getattr(event, name))
        touch(held, now)
    tell(event, f"Исправлено мероприятие доклада «{event.title[:200]}»", actor, now)
    return event


@transaction.atomic
def refuse_event(*, event: ReadEvent, actor: Actor, now: datetime) -> ReadEvent:
    """Say that this is no event: it and its waiting facts are put aside.

    Raises:
        RuleViolation: no right, or it is confirmed.
    """
    event = locked(event, actor)
    if event.state == ReadingState.CONFIRMED:
        message = "Мероприятие подтверждено: сначала отмените подтверждение."
        raise RuleViolation("reading.confirmed", message)
    decide(event, ReadingState.REFUSED, actor, now)
    event.facts.filter(state=ReadingState.WAITING).update(state=ReadingState.REFUSED)
    tell(event, f"Отклонено мероприятие доклада «{event.title[:200]}»", actor, now)
    return event


@transaction.atomic
def undo_event(*, event: ReadEvent, actor: Actor, now: datetime) -> ReadEvent:
    """Let an event wait again; what it and its facts have become goes.

    A held event stays where somebody else has told something about it.

    Raises:
        RuleViolation: no right, or something hangs on the held event: then nothing is changed.
    """
    event = locked(event, actor)
    if event.state == ReadingState.REFUSED:
        event.facts.filter(state=ReadingState.REFUSED).update(state=ReadingState.WAITING)
    facts = event.facts.filter(state=ReadingState.CONFIRMED).select_related("source")
    for fact in facts.order_by("-position"):
        take_fact_back(event, fact)
    held, made = event.held_event, event.has_made_held
    event.held_event, event.has_made_held = None, False
    decide(event, ReadingState.WAITING, None, now)
    if held is not None:
        drop_held(held, is_ours=made, now=now)
    drop_series(event, actor, now)
    tell(event, f"Снова ждёт решения мероприятие доклада «{event.title[:200]}»", actor, now)
    return event


@transaction.atomic
def confirm_fact(*, fact: ReadFact, actor: Actor, now: datetime) -> ReadFact:
    """Say that a fact is right; it is written into outcomes with its sentence as source.

    An event that waits without a doubt about it is confirmed on the way.

    Raises:
        RuleViolation: no right, the event is refused or doubtful, the fact cannot be written.
    """
    event, fact = locked_fact(fact, actor)
    if fact.state == ReadingState.CONFIRMED:
        return fact
    _ensure_event(event)
    desk = open_desk(report=event.report, facts=[fact], actor=actor, now=now)
    if event.state == ReadingState.WAITING:
        confirm_head(desk, event)
    write_fact(desk, event, fact)
    tell(event, f"Подтверждено: {words_of(fact)}", actor, now)
    return fact


@transaction.atomic
def correct_fact(*, fact: ReadFact, values: FactValues, actor: Actor, now: datetime) -> ReadFact:
    """Correct what was read and confirm it; the words of the report stay as they are.

    Raises:
        RuleViolation: as `confirm_fact` says, and for values that are missing or out of bounds.
    """
    event, fact = locked_fact(fact, actor)
    values = checked(FactType(fact.type), values)
    if fact.state == ReadingState.CONFIRMED:
        take_fact_back(event, fact)
    if fact.as_read is None:
        fact.as_read = {
            "value": fact.value,
            "values": fact.values,
            "number": fact.number,
            "hedge": fact.hedge,
        }
    fact.value, fact.values = values.value, list(values.values)
    fact.number, fact.hedge, fact.state = values.number, values.hedge, ReadingState.WAITING
    fact.save()
    return confirm_fact(fact=fact, actor=actor, now=now)


@transaction.atomic
def refuse_fact(*, fact: ReadFact, actor: Actor, now: datetime) -> ReadFact:
    """Say that a fact is wrong or no fact; what it has become goes.

    Raises:
        RuleViolation: no right, or what it became is accepted or was changed since.
    """
    event, fact = locked_fact(fact, actor)
    take_fact_back(event, fact)
    ReadFact.objects.filter(pk=fact.pk).update(state=ReadingState.REFUSED)
    fact.state = ReadingState.REFUSED
    tell(event, f"Отклонено: {words_of(fact)}", actor, now)
    return fact


@transaction.atomic
def undo_fact(*, fact: ReadFact, actor: Actor, now: datetime) -> ReadFact:
    """Let a fact wait again as it was read; a correction goes too.

    Raises:
        RuleViolation: no right, or what it became is accepted or was changed since.
    """
    event, fact = locked_fact(fact, actor)
    take_fact_back(event, fact)
    if fact.as_read is not None:
        for name, value in fact.as_read.items():
            setattr(fact, name, value)
        fact.as_read = None
    fact.state = ReadingState.WAITING
    fact.save()
    tell(event, f"Снова ждёт решения: {words_of(fact)}", actor, now)
    return fact


def _ensure_event(event: ReadEvent) -> None:
    if event.state == ReadingState.REFUSED:
        raise RuleViolation("reading.refused", REFUSED)
    if event.state == ReadingState.WAITING and doubts_of_read(event).keeps_event:
        message = f"Сначала решите, что это за мероприятие: «{event.title[:200]}»."
        raise RuleViolation("reading.event_first", message)
