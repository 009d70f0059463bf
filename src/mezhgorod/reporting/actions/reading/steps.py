"""The steps that decisions about a read report are made of; each runs in their transaction."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.rules import IMPORT_DOCUMENTS, Actor, RuleViolation, Subject, ensure_may
from mezhgorod.reporting.actions.reading.becoming import become, take_back
from mezhgorod.reporting.actions.reading.desk import Desk, name_in_lists
from mezhgorod.reporting.actions.reading.editions import become_edition, take_edition_back
from mezhgorod.reporting.actions.reading.heads import held_of, settle_series
from mezhgorod.reporting.models import ReadEvent, ReadFact
from mezhgorod.reporting.rules import ReadingState
from mezhgorod.reporting.rules.reading import fact_words
from planbook.facts import ReportRole

REFUSED = "Мероприятие отклонено: сначала верните его."


def confirm_head(desk: Desk, event: ReadEvent) -> None:
    """Make a held event of a read one, or nothing of one to come, and keep the decision."""
    if not event.title.strip():
        message = "У мероприятия нет названия: нажмите «Изменить» и впишите его."
        raise RuleViolation("reading.no_title", message, "title")
    settle_series(desk, event)
    if event.role != ReportRole.FUTURE:
        event.held_event = held_of(desk, event)
    decide(event, ReadingState.CONFIRMED, desk.actor, desk.now)


def write_fact(desk: Desk, event: ReadEvent, fact: ReadFact) -> None:
    """Write a fact of a confirmed event into outcomes or editions of series."""
    fact.read_event = event
    if event.held_event is None:
        become_edition(desk, fact)
    else:
        become(desk, fact, event.held_event)
        touch(event.held_event, desk.now)
    fact.state = ReadingState.CONFIRMED
    fact.save()


def take_fact_back(event: ReadEvent, fact: ReadFact) -> None:
    """Undo what a confirmed fact has become; other facts are left alone."""
    if fact.state != ReadingState.CONFIRMED:
        return
    if event.held_event is None:
        take_edition_back(fact)
    else:
        take_back(fact, event.held_event)
        event.held_event.save()
    fact.state = ReadingState.WAITING
    fact.save()


def drop_held(held: HeldEvent, *, is_ours: bool, now: datetime) -> None:
    """Delete a held event the report has made, unless somebody has said more about it."""
    is_told = held.sources.exists() or held.materials.exists() or held.parts.exists()
    is_told = is_told or held.tasks.exists() or held.agenda.exists()
    if not is_ours or is_told or held.read_from.exists():
        return
    if held.published_at is not None or held.report_blocks.exists():
        message = "На это мероприятие ссылается отчёт, или его итоги уже показаны всем."
        raise RuleViolation("reading.in_use", message)
    held.delete()


def touch(held: HeldEvent, now: datetime) -> None:
    held.sequence += 1
    held.updated_at = now
    held.save()


def decide(event: ReadEvent, state: ReadingState, actor: Actor | None, now: datetime) -> None:
    event.state = state
    event.decided_at = now if actor else None
    event.decided_by_id = actor.user_id if actor else None
    event.save()


def locked(event: ReadEvent, actor: Actor) -> ReadEvent:
    found = (
        ReadEvent.objects.select_for_update(of=("self",))
        .select_related("report__owner", "report__document", "matched_event", "series")
        .select_related("held_event__series")
        .filter(pk=event.pk)
        .first()
    )
    if found is None:
        message = "Этого мероприятия в докладе уже нет: доклад прочитан заново. Обновите страницу."
        raise RuleViolation("reading.gone", message)
    ensure_may(actor, IMPORT_DOCUMENTS, Subject(owner_id=found.report.owner_id))
    return found


def locked_fact(fact: ReadFact, actor: Actor) -> tuple[ReadEvent, ReadFact]:
    event = locked(fact.read_event, actor)
    found = event.facts.select_related("source").filter(pk=fact.pk).first()
    if found is None:
        message = "Этого факта в докладе уже нет: доклад прочитан заново. Обновите страницу."
        raise RuleViolation("reading.gone", message)
    found.read_event = event
    return event, found


def words_of(fact: ReadFact) -> str:
    return fact_words(fact.type, map(name_in_lists, fact.values), fact.number, fact.hedge)[:300]


def tell(event: ReadEvent, words: str, actor: Actor, now: datetime) -> None:
    done = Done("report.reading", words[:400], owner_id=event.report.owner_id)
    write_audit(subject=event, done=done, actor=actor, now=now)
