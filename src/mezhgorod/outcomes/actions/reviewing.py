"""The way of facts: sent in by the host, sent back with a question, accepted, shown to all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.outcomes.actions.next_hosts import pass_offers_on
from mezhgorod.outcomes.actions.writing import done_of, ensure_seen, locked, tell
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries.held import hosts_of
from mezhgorod.outcomes.queries.subjects import held_subject
from mezhgorod.outcomes.rules import (
    ACCEPT_FACTS,
    HIDE_FACTS,
    PUBLISH_FACTS,
    RETURN_FACTS,
    TELL_FACTS,
    TOLD,
    FactState,
    Outcome,
    Told,
)
from mezhgorod.outcomes.rules.checking import checked_text
from mezhgorod.planning.actions.years.editions import EditionFacts, edition_was_held
from mezhgorod.planning.rules import EditionState
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may

_NOT_TOLD = "Сначала отметьте, что стало с мероприятием: проведено, отменено или не состоялось."


@transaction.atomic
def submit_facts(*, held: HeldEvent, actor: Actor, now: datetime) -> HeldEvent:
    """Send facts in: the host has told all it knows; a city named next becomes an offer.

    Raises:
        RuleViolation: no right, wrong state, or nobody has told what became of the event.
    """
    held = locked(held)
    ensure_may(actor, TELL_FACTS, held_subject(held, actor))
    _ensure_told(held)
    held.question = ""
    pass_offers_on(held, actor=actor, now=now)
    return _to(held, FactState.SUBMITTED, "Сведения присланы", actor, now)


@transaction.atomic
def return_facts(*, held: HeldEvent, note: str, actor: Actor, now: datetime) -> HeldEvent:
    """Send facts back to the host with a question; published ones stay shown.

    Raises:
        RuleViolation: no right, wrong state, no question.
    """
    held = locked(held)
    ensure_may(actor, RETURN_FACTS, held_subject(held, actor))
    question = checked_text(note, limit=4_000, field="note", label="Что уточнить")
    if not question:
        raise RuleViolation("note.empty", "Напишите, что нужно уточнить.", "note")
    held.question = question
    return _to(held, FactState.RETURNED, "Сведения возвращены на уточнение", actor, now)


@transaction.atomic
def accept_facts(*, held: HeldEvent, told: Told = TOLD, actor: Actor, now: datetime) -> HeldEvent:
    """Accept facts: they may be published and stand in reports.

    Raises:
        RuleViolation: no right, wrong state, nobody has told what became of the event, or the
            facts are not those the person has seen.
    """
    held = locked(held)
    ensure_may(actor, ACCEPT_FACTS, held_subject(held, actor))
    ensure_seen(held, told)
    _ensure_told(held)
    held.question = ""
    _hold_edition(held, actor, now)
    pass_offers_on(held, actor=actor, now=now)
    return _to(held, FactState.ACCEPTED, "Сведения приняты", actor, now)


@transaction.atomic
def publish_facts(*, held: HeldEvent, actor: Actor, now: datetime) -> HeldEvent:
    """Show accepted facts to everybody; showing twice changes nothing.

    Raises:
        RuleViolation: no right, or the facts are not accepted.
    """
    held = locked(held)
    ensure_may(actor, PUBLISH_FACTS, held_subject(held, actor))
    if held.published_at is not None:
        return held
    held.published_at = now
    done = done_of(held, "publish", "Итоги показаны всем")
    return tell(held, done, columns=("published_at",), actor=actor, now=now)


@transaction.atomic
def hide_facts(*, held: HeldEvent, actor: Actor, now: datetime) -> HeldEvent:
    """Take facts from the public pages; hiding twice changes nothing.

    Raises:
        RuleViolation: no right.
    """
    held = locked(held)
    ensure_may(actor, HIDE_FACTS, held_subject(held, actor))
    if held.published_at is None:
        return held
    held.published_at = None
    done = done_of(held, "hide", "Итоги скрыты")
    return tell(held, done, columns=("published_at",), actor=actor, now=now)


def _hold_edition(held: HeldEvent, actor: Actor, now: datetime) -> None:
    """Count the edition of a series as held, by its first host city."""
    if held.outcome != Outcome.HELD or held.series is None:
        return
    if held.edition is None or held.earliest is None:
        return
    host = next((one.municipality for one in hosts_of(held) if one.municipality), None)
    facts = EditionFacts(held.edition, held.earliest.year, EditionState.HELD, host)
    edition_was_held(series=held.series, facts=facts, event=held.event, actor=actor, now=now)


def _ensure_told(held: HeldEvent) -> None:
    if held.outcome not in Outcome.values:
        raise RuleViolation("held.not_told", _NOT_TOLD, "outcome")


def _to(held: HeldEvent, state: FactState, words: str, actor: Actor, now: datetime) -> HeldEvent:
    before, held.state = held.state, state
    done = done_of(
        held,
        state.value,
        words,
        before={"state": before},
        after={"state": state.value},
        reason=held.question,
    )
    return tell(held, done, columns=("state", "question"), actor=actor, now=now)
