"""Numbers as they were told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from mezhgorod.outcomes.actions.writing import done_of, source_draft, source_of, tell, writable
from mezhgorod.outcomes.models import HeldEvent, StatedCount
from mezhgorod.outcomes.rules import TELL_FACTS, TOLD, CountDraft, CountUnit, Told
from mezhgorod.outcomes.rules.checking import checked_line, checked_number, ensure_few
from mezhgorod.registry.rules import Actor, RuleViolation

MAX_COUNTS = 100


@transaction.atomic
def set_counts(
    *,
    held: HeldEvent,
    counts: Sequence[CountDraft],
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> list[StatedCount]:
    """Make the numbers that count these; unchanged ones keep their source.

    Raises:
        RuleViolation: no right, a number without a unit, a unit twice, or somebody changed the
            event meanwhile.
    """
    held = writable(held, TELL_FACTS, told=told, actor=actor)
    rows = list(held.counts.filter(is_current=True))
    drafts = _with_words(checked_counts(counts), rows)
    known = {_said(row): row for row in rows}
    if list(known) == [_said(one) for one in drafts]:
        return rows
    source = source_of(held, source_draft(held, told, actor), by=actor.user_id, at=now)
    wanted = {_said(one): one for one in drafts}
    held.counts.filter(pk__in=[row.pk for key, row in known.items() if key not in wanted]).delete()
    StatedCount.objects.bulk_create(
        _row(held, one, source) for key, one in wanted.items() if key not in known
    )
    done = done_of(
        held,
        "counts",
        "Внесены числа",
        before={"counts": [str(row) for row in rows]},
        after={"counts": [str(_row(held, one, source)) for one in drafts]},
    )
    tell(held, done, actor=actor, now=now)
    return list(held.counts.filter(is_current=True))


def checked_counts(counts: Sequence[CountDraft]) -> list[CountDraft]:
    """Return numbers fit to be stored.

    Raises:
        RuleViolation: too many, a number without a unit, out of bounds, or of a unit twice.
    """
    ensure_few(counts, limit=MAX_COUNTS, field="counts", what="чисел")
    checked: list[CountDraft] = []
    seen: set[tuple[str, str]] = set()
    for one in counts:
        words = checked_line(one.unit_text, limit=200, field="counts", label="Чего")
        if one.unit not in CountUnit.values or (one.unit == CountUnit.OTHER and not words):
            message = f"Укажите, чего {one.number}: людей, команд, городов…"
            raise RuleViolation("counts.no_unit", message, "counts")
        checked_number(one.number, field="counts", label="Число")
        if (one.unit, words) in seen:
            message = f"{one.unit.label.capitalize()}: указано дважды. Оставьте одно число."
            raise RuleViolation("counts.twice", message, "counts")
        seen.add((one.unit, words))
        checked.append(CountDraft(one.unit, one.number, one.hedge, words, one.host_counted))
    return checked


def written(held: HeldEvent, counts: Sequence[CountDraft], *, source: int) -> list[StatedCount]:
    """Write numbers as what a further source says: beside those that count; one query."""
    rows = [_row(held, one, source) for one in counts]
    for row in rows:
        row.is_current = False
    return StatedCount.objects.bulk_create(rows)


def _with_words(drafts: Sequence[CountDraft], rows: Sequence[StatedCount]) -> list[CountDraft]:
    """Keep the words a report has for a number that stays: «педагогических работников»."""
    words = {(one.unit, one.number): one.unit_text for one in rows}
    return [
        replace(one, unit_text=one.unit_text or words.get((one.unit, one.number), ""))
        for one in drafts
    ]


def _row(held: HeldEvent, draft: CountDraft, source: int) -> StatedCount:
    return StatedCount(
        held_event=held,
        unit=draft.unit,
        unit_text=draft.unit_text,
        number=draft.number,
        hedge=draft.hedge,
        host_counted=draft.host_counted,
        source_id=source,
    )


def _said(count: StatedCount | CountDraft) -> tuple[Any, ...]:
    return str(count.unit), count.unit_text, count.number, str(count.hedge), str(count.host_counted)
