"""The way of one letter: written, looked at, sent once."""

from __future__ import annotations

from datetime import timedelta

from django.db import models


class LetterState(models.TextChoices):
    HELD = "held", "ждёт проверки"
    QUEUED = "queued", "в очереди"
    SENDING = "sending", "отправляется"
    SENT = "sent", "отправлено"
    FAILED = "failed", "не отправлено"
    UNCERTAIN = "uncertain", "неизвестно, дошло ли"
    STOPPED = "stopped", "не отправлять"


# How long to wait after each failed try; after the last one a person decides.
_PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=3),
)
MAX_TRIES = len(_PAUSES) + 1

# A letter that nobody has finished for so long was left by a process that is gone.
ORPHANED_AFTER = timedelta(minutes=15)

MAX_SUBJECT = 300
MAX_BODY = 100_000


def pause_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many failed tries, None when there were enough."""
    return _PAUSES[attempts - 1] if attempts <= len(_PAUSES) else None
