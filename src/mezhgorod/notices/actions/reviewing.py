"""A person looks at letters: corrects, lets go, stops, decides about what did not arrive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mezhgorod.notices.models import Letter
from mezhgorod.notices.queries.outbox import letter_subject
from mezhgorod.notices.rules import (
    KEEP_LETTER,
    MAX_BODY,
    MAX_SUBJECT,
    SETTLE_LETTER,
    LetterState,
    address_trouble,
    one_line,
    without_controls,
)
from mezhgorod.registry.actions.audit import Done, write_audit
from mezhgorod.registry.rules import Actor, Right, RuleViolation, ensure_may

_GONE = "Пока вы смотрели, состояние письма изменилось: обновите страницу. Ничего не сделано."


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a person may correct in a letter before it leaves."""

    to_address: str
    subject: str
    body: str


@transaction.atomic
def edit_letter(*, letter: Letter, text: LetterText, actor: Actor, now: datetime) -> Letter:
    """Correct a letter that has not left; it waits for a look until it is let go.

    Raises:
        RuleViolation: the person may not, the letter is leaving already, or a field is wrong.
    """
    ensure_may(actor, KEEP_LETTER, letter_subject(letter))
    clean = _clean(text)
    before = {"to": letter.to_address, "subject": letter.subject, "body": letter.body}
    _change(
        letter,
        to_address=clean.to_address,
        subject=clean.subject,
        body=clean.body,
        state=LetterState.HELD,
    )
    after = {"to": clean.to_address, "subject": clean.subject, "body": clean.body}
    done = Done("letter.edit", "Исправлено письмо", letter.owner_id, before=before, after=after)
    write_audit(subject=letter, done=done, actor=actor, now=now)
    return letter


@transaction.atomic
def release_letter(*, letter: Letter, actor: Actor, now: datetime) -> Letter:
    """Let a letter go that was waiting for a look.

    Raises:
        RuleViolation: the person may not, or the letter does not wait any more.
    """
    _ensure_in(letter, LetterState.HELD)
    return _moved(
        letter, KEEP_LETTER, LetterState.QUEUED, "Письмо проверено и отправляется", actor, now
    )


@transaction.atomic
def release_letters(*, letters: Sequence[Letter], actor: Actor, now: datetime) -> int:
    """Let many letters go at once: those of them that still wait.

    Raises:
        RuleViolation: the person may not let go one of them; then none goes.
    """
    waiting = [one for one in letters if one.state == LetterState.HELD]
    for one in waiting:
        ensure_may(actor, KEEP_LETTER, letter_subject(one))
    count = Letter.objects.filter(
        pk__in=[one.pk for one in waiting], state=LetterState.HELD
    ).update(state=LetterState.QUEUED, send_after=None)
    for owner_id in {one.owner_id for one in waiting}:
        of_owner = [one for one in waiting if one.owner_id == owner_id]
        done = Done(
            "letter.release_all",
            f"Проверены и отправляются письма: {len(of_owner)}",
            owner_id,
            after={"letters": [one.pk for one in of_owner]},
        )
        write_audit(subject=of_owner[0], done=done, actor=actor, now=now)
    return count


@transaction.atomic
def stop_letter(*, letter: Letter, actor: Actor, now: datetime) -> Letter:
    """Do not send a letter; it stays and can be sent later after all.

    Raises:
        RuleViolation: the person may not, or the letter is leaving already.
    """
    return _moved(
        letter, KEEP_LETTER, LetterState.STOPPED, "Письмо решено не отправлять", actor, now
    )


@transaction.atomic
def send_again(*, letter: Letter, actor: Actor, now: datetime) -> Letter:
    """Send once more what failed, was stopped, or may have been lost; a person knows better.

    Raises:
        RuleViolation: the person may not, or nothing has to be decided.
    """
    return _moved(
        letter, SETTLE_LETTER, LetterState.QUEUED, "Письмо отправляется ещё раз", actor, now
    )


@transaction.atomic
def hold_again(*, letter: Letter, actor: Actor, now: datetime) -> Letter:
    """Take a letter that failed or was stopped back for correction.

    Raises:
        RuleViolation: the person may not, or nothing has to be decided.
    """
    return _moved(
        letter, SETTLE_LETTER, LetterState.HELD, "Письмо взято на исправление", actor, now
    )


@transaction.atomic
def count_as_sent(*, letter: Letter, actor: Actor, now: datetime) -> Letter:
    """Believe that an uncertain letter has arrived.

    Raises:
        RuleViolation: the person may not, or the letter is not uncertain.
    """
    _ensure_in(letter, LetterState.UNCERTAIN)
    moved = _moved(
        letter, SETTLE_LETTER, LetterState.SENT, "Письмо считается отправленным", actor, now
    )
    moved.sent_at = moved.claimed_at or now
    moved.save(update_fields=["sent_at"])
    return moved


def _moved(
    letter: Letter, right: Right, state: LetterState, summary: str, actor: Actor, now: datetime
) -> Letter:
    ensure_may(actor, right, letter_subject(letter))
    before = letter.state
    fresh = {} if state == LetterState.STOPPED else {"attempts": 0, "error": ""}
    _change(letter, state=state, claim="", send_after=None, **fresh)
    done = Done(
        f"letter.{state.value}",
        f"{summary}: {letter.to_address}",
        letter.owner_id,
        before={"state": before},
        after={"state": state.value},
    )
    write_audit(subject=letter, done=done, actor=actor, now=now)
    return letter


def _change(letter: Letter, **values: object) -> None:
    """Change a letter only while it is what the person has seen."""
    seen = Letter.objects.filter(pk=letter.pk, state=letter.state)
    if not seen.update(**values):
        raise RuleViolation("letter.changed_meanwhile", _GONE)
    letter.refresh_from_db()


def _ensure_in(letter: Letter, state: LetterState) -> None:
    if letter.state != state:
        raise RuleViolation("letter.changed_meanwhile", _GONE)


def _clean(text: LetterText) -> LetterText:
    address, subject = one_line(text.to_address), one_line(text.subject)
    body = without_controls(text.body).strip()
    trouble = address_trouble(address)
    if trouble:
        raise RuleViolation("letter.address", trouble, "to_address")
    if not subject or len(subject) > MAX_SUBJECT:
        message = f"Тема: от 1 до {MAX_SUBJECT} знаков, сейчас {len(subject)}."
        raise RuleViolation("letter.subject", message, "subject")
    if not body or len(body) > MAX_BODY:
        message = f"Текст: от 1 до {MAX_BODY} знаков, сейчас {len(body)}."
        raise RuleViolation("letter.body", message, "body")
    return LetterText(address, subject, body)
