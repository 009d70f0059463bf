"""The programme of an event: its lines, their order, the files of speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.planning.models import Event, Plan, ProgrammeEntry
from mezhgorod.planning.queries.preparation import event_subject
from mezhgorod.planning.rules.preparation import (
    PREPARE_EVENT,
    InvitedMode,
    ProgrammeKind,
    programme_sort_key,
)
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may

MAX_ENTRIES = 300
MAX_TITLE, MAX_NAME, MAX_OFFICE, MAX_TIME = 2_000, 200, 300, 60


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What a line of the programme says. `file` None keeps the file that is there."""

    kind: ProgrammeKind
    title: str = ""
    time_text: str = ""
    speaker_name: str = ""
    speaker_office: str = ""
    party: Organization | None = None
    mode: InvitedMode | None = None
    file: SourceDocument | None = None
    is_file_public: bool = False


@transaction.atomic
def save_entry(
    *,
    event: Event,
    plan: Plan,
    draft: EntryDraft,
    entry: ProgrammeEntry | None,
    actor: Actor,
    now: datetime,
) -> ProgrammeEntry:
    """Add a line at the end of the programme, or change one.

    Raises:
        RuleViolation: the person may not, the line says nothing or has gone, or there are too
            many.
    """
    ensure_may(actor, PREPARE_EVENT, event_subject(event=event, plan=plan))
    _ensure_says_something(draft)
    entries = _locked(event)
    entry = _found(entries, entry) if entry else None
    before = _said(entry) if entry else None
    entry = entry or ProgrammeEntry(event=event, position=_next_position(entries))
    entry.kind = draft.kind
    entry.title = draft.title.strip()
    entry.time_text = draft.time_text.strip()
    entry.speaker_name = draft.speaker_name.strip()
    entry.speaker_office = draft.speaker_office.strip()
    entry.party = draft.party
    entry.mode = draft.mode.value if draft.mode else ""
    entry.file = draft.file or entry.file
    entry.is_file_public = draft.is_file_public and entry.file is not None
    entry.save()
    word = "изменена" if before else "добавлена"
    summary = f"В программе {word} строка «{entry}»"
    _tell(event, _done(plan, summary, before, _said(entry)), actor, now)
    return entry


@transaction.atomic
def remove_entry(*, entry: ProgrammeEntry, plan: Plan, actor: Actor, now: datetime) -> None:
    """Take a line out of the programme; its words stay in the journal, its file is kept.

    Raises:
        RuleViolation: the person may not, or the line has gone.
    """
    event = entry.event
    ensure_may(actor, PREPARE_EVENT, event_subject(event=event, plan=plan))
    entry = _found(_locked(event), entry)
    summary = f"Из программы убрана строка «{entry}»"
    _tell(event, _done(plan, summary, _said(entry)), actor, now)
    entry.delete()


@transaction.atomic
def move_entry(
    *, entry: ProgrammeEntry, plan: Plan, step: int, actor: Actor, now: datetime
) -> None:
    """Move a line up (-1) or down (1) by one place; at the end nothing happens.

    Raises:
        RuleViolation: the person may not, or the line has gone.
    """
    event = entry.event
    ensure_may(actor, PREPARE_EVENT, event_subject(event=event, plan=plan))
    entries = _locked(event)
    place = entries.index(_found(entries, entry))
    other = place + (1 if step > 0 else -1)
    if 0 <= other < len(entries):
        entries[place], entries[other] = entries[other], entries[place]
        _renumber(entries)
        summary = f"В программе переставлена строка «{entry}»"
        _tell(event, _done(plan, summary), actor, now)


@transaction.atomic
def sort_programme(*, event: Event, plan: Plan, actor: Actor, now: datetime) -> None:
    """Put the lines in the order of their times; a line without a time stays after its neighbour.

    Raises:
        RuleViolation: the person may not.
    """
    ensure_may(actor, PREPARE_EVENT, event_subject(event=event, plan=plan))
    last = (0, 0)
    keyed = []
    for number, entry in enumerate(_locked(event)):
        last = programme_sort_key(entry.time_text) or last
        keyed.append((last, number, entry))
    _renumber([entry for _, _, entry in sorted(keyed, key=lambda one: one[:2])])
    _tell(event, _done(plan, "Программа упорядочена по времени"), actor, now)


@transaction.atomic
def publish_programme(
    *, event: Event, plan: Plan, is_public: bool, actor: Actor, now: datetime
) -> Event:
    """Show the programme with its speakers to everybody, or hide it again.

    Raises:
        RuleViolation: the person may not, or there is nothing to show.
    """
    ensure_may(actor, PREPARE_EVENT, event_subject(event=event, plan=plan))
    event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if is_public and not event.programme.exists():
        message = "В программе ещё нет строк. Добавьте первую, потом публикуйте."
        raise RuleViolation("programme.nothing", message)
    if (event.programme_published_at is not None) == is_public:
        return event
    event.programme_published_at = now if is_public else None
    event.save(update_fields=["programme_published_at"])
    words = "Программа опубликована" if is_public else "Программа скрыта от посторонних"
    _tell(event, _done(plan, words), actor, now)
    return event


def _locked(event: Event) -> list[ProgrammeEntry]:
    """Return the lines of an event; whoever changes its programme too waits."""
    Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    found = ProgrammeEntry.objects.filter(event=event).select_related("party__territory", "file")
    return list(found.order_by("position", "pk"))


def _found(entries: Sequence[ProgrammeEntry], entry: ProgrammeEntry) -> ProgrammeEntry:
    found = next((one for one in entries if one.pk == entry.pk), None)
    if found is None:
        message = "Этой строки в программе уже нет: её убрал другой сотрудник. Обновите страницу."
        raise RuleViolation("programme.gone", message)
    return found


def _renumber(entries: Sequence[ProgrammeEntry]) -> None:
    for position, entry in enumerate(entries, start=1):
        entry.position = position
    ProgrammeEntry.objects.bulk_update(entries, ("position",))


def _next_position(entries: Sequence[ProgrammeEntry]) -> int:
    if len(entries) >= MAX_ENTRIES:
        message = f"В программе может быть не больше {MAX_ENTRIES} строк."
        raise RuleViolation("programme.too_long", message)
    return entries[-1].position + 1 if entries else 1


def _ensure_says_something(draft: EntryDraft) -> None:
    limits = (
        ("title", draft.title, MAX_TITLE),
        ("speaker_name", draft.speaker_name, MAX_NAME),
        ("speaker_office", draft.speaker_office, MAX_OFFICE),
        ("time_text", draft.time_text, MAX_TIME),
    )
    for field, text, limit in limits:
        if len(text) > limit:
            message = f"Слишком длинно: больше {limit} знаков. Сократите."
            raise RuleViolation("programme.too_long_text", message, field)
    if not draft.title.strip() and draft.kind in {ProgrammeKind.TALK, ProgrammeKind.OTHER}:
        raise RuleViolation("programme.empty", "Напишите тему или что будет в это время.", "title")


def _said(entry: ProgrammeEntry) -> dict[str, str]:
    return {
        "kind": entry.kind,
        "time": entry.time_text,
        "title": entry.title,
        "speaker": entry.speaker_name,
        "office": entry.speaker_office,
    }


def _tell(event: Event, done: Done, actor: Actor, now: datetime) -> None:
    write_audit(subject=event, done=done, actor=actor, now=now)


def _done(
    plan: Plan,
    summary: str,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> Done:
    return Done("event.programme", summary, owner_id=plan.owner_id, before=before, after=after)
