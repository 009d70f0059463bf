"""Publications of an association: what it publishes, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mezhgorod.registry.actions.audit import Done
from mezhgorod.registry.actions.directory import (
    clean_words,
    ensure_may_keep,
    needed_words,
    remove_record,
    values_of,
    write_change,
)
from mezhgorod.registry.models import Organization, Periodical
from mezhgorod.registry.rules import Actor, PeriodicalKind, RuleViolation, read_bound
from planbook.dates import TimingKind, parse_timing

MAX_TITLE = 500
MAX_TIMING = 200
MAX_NOTE = 500
_TIMINGS = frozenset({TimingKind.RECURRING, TimingKind.ONGOING})


@dataclass(frozen=True, slots=True)
class PeriodicalDraft:
    """A publication: the title of its row in a plan, and how often, as a plan says it."""

    title: str
    timing_text: str
    kind: PeriodicalKind = PeriodicalKind.OTHER
    note: str = ""
    since_text: str = ""
    until_text: str = ""
    position: int = 0


@transaction.atomic
def save_periodical(
    *,
    owner: Organization,
    draft: PeriodicalDraft,
    periodical: Periodical | None = None,
    actor: Actor,
    now: datetime,
) -> Periodical:
    """Write a publication down, a new one or a known one changed.

    Raises:
        RuleViolation: no right, the title is taken, or the words do not say how often.
    """
    ensure_may_keep(actor, owner)
    if periodical is not None and periodical.owner_id != owner.pk:
        raise RuleViolation("periodical.foreign", "Это издание другого объединения.")
    before = values_of(periodical) if periodical else None
    kept = periodical or Periodical(owner=owner)
    _fill(kept, draft)
    namesakes = Periodical.objects.filter(owner=owner, title=kept.title).exclude(pk=kept.pk)
    if namesakes.exists():
        raise RuleViolation("periodical.exists", "Такое издание уже есть.", "title")
    kept.save()
    verb = "Издание изменено" if before else "Добавлено издание"
    done = Done(
        "periodical.edit" if before else "periodical.add",
        f"{verb}: {kept.title}"[:400] + ".",
        owner_id=owner.pk,
    )
    write_change(record=kept, done=done, before=before, actor=actor, now=now)
    return kept


@transaction.atomic
def delete_periodical(*, periodical: Periodical, actor: Actor, now: datetime) -> None:
    """Take a publication out that was entered by mistake; a closed one gets its end instead.

    Rows of plans are untied from it and stay.

    Raises:
        RuleViolation: no right.
    """
    ensure_may_keep(actor, periodical.owner)
    summary = f"Издание удалено: {periodical.title}"[:400] + "."
    done = Done("periodical.delete", summary, owner_id=periodical.owner_id)
    remove_record(record=periodical, done=done, actor=actor, now=now)


def _fill(kept: Periodical, draft: PeriodicalDraft) -> None:
    kept.title = needed_words(draft.title, limit=MAX_TITLE, field="title", label="Название")
    kept.timing_text = needed_words(
        draft.timing_text, limit=MAX_TIMING, field="timing", label="Как часто"
    )
    timing = parse_timing(kept.timing_text)
    if timing.kind not in _TIMINGS:
        message = (
            f"Не понятно, как часто: «{kept.timing_text}». Напишите, например, еженедельно, "
            "ежеквартально, постоянно."
        )
        raise RuleViolation("periodical.timing", message, "timing")
    kept.rrule = timing.rrule
    kept.kind, kept.position = draft.kind, draft.position
    kept.note = clean_words(draft.note, limit=MAX_NOTE, field="note", label="Примечание")
    since, until = (
        read_bound(draft.since_text, field="since"),
        read_bound(draft.until_text, field="until"),
    )
    if since.earliest and until.latest and since.earliest > until.latest:
        message = "Издание не может закончиться раньше, чем началось."
        raise RuleViolation("periodical.term", message, "until")
    kept.set_since(since)
    kept.set_until(until)
