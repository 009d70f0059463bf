"""Decisions about doubts in facts: left as it is, no mistake, open again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.outcomes.actions.writing import done_of, tell, writable
from mezhgorod.outcomes.models import FactDoubt, HeldEvent
from mezhgorod.outcomes.queries.doubts import doubts_of
from mezhgorod.outcomes.rules import DoubtDecision, DoubtState
from mezhgorod.outcomes.rules.checking import checked_text
from mezhgorod.registry.rules import Actor, RuleViolation


@transaction.atomic
def decide_doubt(
    *, held: HeldEvent, decision: DoubtDecision, actor: Actor, now: datetime
) -> FactDoubt:
    """Keep what a person decided about a doubt; it does not ask again.

    Raises:
        RuleViolation: no right, no such doubt any more, no reason where it is left as it is.
    """
    held = writable(held, actor=actor)
    known = {(one.code, one.subject) for one in doubts_of(held)}
    if (decision.code, decision.subject) not in known:
        message = "Этого замечания больше нет: сведения с тех пор изменились. Обновите страницу."
        raise RuleViolation("doubt.gone", message)
    if decision.state not in DoubtState.values:
        raise RuleViolation("doubt.state", "Выберите, что решено о замечании.", "state")
    note = checked_text(decision.note, limit=4_000, field="note", label="Почему")
    if not note and decision.state == DoubtState.ACCEPTED:
        message = "Напишите, почему оставлено как есть: через год это спросят."
        raise RuleViolation("note.empty", message, "note")
    values = {"state": decision.state, "note": note, "at": now, "by_id": actor.user_id}
    kept, _ = FactDoubt.objects.update_or_create(
        held_event=held, code=decision.code, subject=decision.subject, defaults=values
    )
    words = f"О замечании {decision.code} решено: {DoubtState(decision.state).label}"
    tell(held, done_of(held, "doubt", words, reason=note), actor=actor, now=now)
    return kept


@transaction.atomic
def reopen_doubt(*, held: HeldEvent, code: str, subject: str, actor: Actor, now: datetime) -> None:
    """Take a decision about a doubt back; one that is open already stays so.

    Raises:
        RuleViolation: no right.
    """
    held = writable(held, actor=actor)
    deleted, _ = FactDoubt.objects.filter(held_event=held, code=code, subject=subject).delete()
    if deleted:
        done = done_of(held, "doubt_open", f"Замечание {code} снова открыто")
        tell(held, done, actor=actor, now=now)
