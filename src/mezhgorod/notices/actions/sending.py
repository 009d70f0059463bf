"""Letters leave the outbox: each is claimed, handed over and settled, so none goes out twice.

The claim is committed before the server hears of the letter and the result right after; whatever
a killed process leaves between the two is uncertain and waits for a person.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from mezhgorod.notices.actions.post_office import Answer, Outcome, PostOffice
from mezhgorod.notices.models import Letter
from mezhgorod.notices.rules import (
    ORPHANED_AFTER,
    LetterState,
    address_trouble,
    pause_after,
    wire_address,
)
from mezhgorod.notices.rules.messages import Envelope, message_bytes, message_id, plain_address

_AT_A_TIME = 100
_LONGEST_RUN = timedelta(seconds=60)
_LEFT_IN_THE_MIDDLE = (
    "Отправка прервалась на середине: письмо могло дойти. Спросите адресата или решите сами."
)
_NO_ANSWER = "Письмо передано, но подтверждения нет: оно могло дойти. "


@dataclass(frozen=True, slots=True)
class SendingResult:
    """What became of the letters of one run."""

    sent: int = 0
    shown: int = 0
    later: int = 0
    failed: int = 0
    uncertain: int = 0


def is_mail_set_up() -> bool:
    """Return whether letters leave the machine at all."""
    return bool(settings.EMAIL_HOST)


def due_letters(*, now: datetime) -> QuerySet[Letter]:
    """Return the letters that should leave now, oldest first."""
    is_due = Q(send_after__isnull=True) | Q(send_after__lte=now)
    return Letter.objects.filter(is_due, state=LetterState.QUEUED).order_by("id")


def send_due(*, clock: Callable[[], datetime], at_most: int = _AT_A_TIME) -> SendingResult:
    """Send what is due, for a minute at most; without a mail server only mark it as shown.

    Several workers may do this at once: a letter is claimed by one of them.
    """
    if not is_mail_set_up():
        return SendingResult(shown=_show(clock(), at_most))
    began = clock()
    result = SendingResult()
    office = PostOffice()
    try:
        for letter in due_letters(now=began)[:at_most]:
            if clock() - began > _LONGEST_RUN:
                break
            trouble = office.open()
            if trouble:
                # Nobody is there: one letter counts the try, the others need not.
                return _counted(result, _put_off(letter, trouble, clock()))
            result = _counted(result, _send(letter, office, clock))
    finally:
        office.close()
    return result


def mark_orphans(*, now: datetime, silence: timedelta = ORPHANED_AFTER) -> int:
    """Mark letters that a process has left in the middle; a person decides about each.

    Args:
        silence: how long a letter must have been in hands; zero when no worker is running.

    Returns:
        How many there were.
    """
    left = Letter.objects.filter(state=LetterState.SENDING, claimed_at__lte=now - silence)
    return left.update(state=LetterState.UNCERTAIN, error=_LEFT_IN_THE_MIDDLE)


def envelope_of(letter: Letter, *, at: datetime) -> Envelope:
    """Return a letter exactly as it goes out."""
    stop = f"{settings.SITE_URL}letters/stop/{letter.stop_token}/" if letter.stop_token else ""
    owner = letter.owner
    return Envelope(
        sender=settings.DEFAULT_FROM_EMAIL,
        sender_name=(owner.short_name or owner.name) if owner else "Межгород",
        to_address=letter.to_address,
        to_name=letter.to_name,
        subject=letter.subject,
        body=letter.body,
        message_id=letter.message_id or message_id(letter.key, settings.DEFAULT_FROM_EMAIL),
        at=at,
        stop_url=stop,
    )


def _send(letter: Letter, office: PostOffice, clock: Callable[[], datetime]) -> str:
    """Send one letter; return the name of what became of it, empty when another was faster."""
    claimed = _claim(letter, clock())
    if claimed is None:
        return ""
    trouble = address_trouble(claimed.to_address)
    answer = Answer(Outcome.NEVER, trouble) if trouble else _hand_over(claimed, office, clock())
    return _settle(claimed, answer, clock())


def _hand_over(letter: Letter, office: PostOffice, now: datetime) -> Answer:
    envelope = envelope_of(letter, at=now)
    return office.hand_over(
        sender=wire_address(plain_address(envelope.sender)),
        recipient=wire_address(envelope.to_address),
        message=message_bytes(envelope),
    )


def _claim(letter: Letter, now: datetime) -> Letter | None:
    """Take a letter into hands for good to see for everybody, None when somebody else has."""
    claim = secrets.token_hex(16)
    known = letter.message_id or message_id(letter.key, settings.DEFAULT_FROM_EMAIL)
    # Durable: the server must not hear of a letter before the claim is on disk.
    with transaction.atomic(durable=True):
        is_ours = (
            due_letters(now=now)
            .filter(pk=letter.pk)
            .order_by()
            .update(state=LetterState.SENDING, claim=claim, claimed_at=now, message_id=known)
        )
    if not is_ours:
        return None
    return Letter.objects.select_related("owner").get(pk=letter.pk)


def _settle(letter: Letter, answer: Answer, now: datetime) -> str:
    """Write what became of a letter, unless a person has decided about it meanwhile."""
    # A slow server: the letter may have been marked as left, but its sender is back.
    ours = Letter.objects.filter(
        pk=letter.pk,
        claim=letter.claim,
        state__in=(LetterState.SENDING, LetterState.UNCERTAIN),
    )
    match answer.outcome:
        case Outcome.TAKEN:
            ours.update(state=LetterState.SENT, sent_at=now, error="", claim="", send_after=None)
            return "sent"
        case Outcome.NEVER:
            ours.update(state=LetterState.FAILED, error=answer.words, claim="")
            return "failed"
        case Outcome.UNKNOWN:
            ours.update(state=LetterState.UNCERTAIN, error=_NO_ANSWER + answer.words, claim="")
            return "uncertain"
        case Outcome.LATER:
            return _later(letter, ours, answer.words, now)


def _put_off(letter: Letter, words: str, now: datetime) -> str:
    """Count a try that did not even reach the server."""
    return _later(letter, due_letters(now=now).filter(pk=letter.pk).order_by(), words, now)


def _later(letter: Letter, found: QuerySet[Letter], words: str, now: datetime) -> str:
    tries = letter.attempts + 1
    pause = pause_after(tries)
    if pause is None:
        found.update(state=LetterState.FAILED, attempts=tries, error=words, claim="")
        return "failed"
    found.update(
        state=LetterState.QUEUED, attempts=tries, error=words, claim="", send_after=now + pause
    )
    return "later"


def _show(now: datetime, at_most: int) -> int:
    """Without a mail server the page «Письма» is where letters arrive."""
    due = list(due_letters(now=now).values_list("pk", flat=True)[:at_most])
    return Letter.objects.filter(pk__in=due, state=LetterState.QUEUED).update(
        state=LetterState.SENT,
        sent_at=now,
        is_shown_only=True,
        error="",
        attempts=F("attempts") + 1,
    )


def _counted(result: SendingResult, name: str) -> SendingResult:
    return replace(result, **{name: getattr(result, name) + 1}) if name else result
