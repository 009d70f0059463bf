"""The way of one letter: written, looked at, sent once."""

from __future__ import annotations

from django.db import models


class LetterState(models.TextChoices):
    HELD = "held", "ждёт проверки"
    QUEUED = "queued", "в очереди"
    SENDING = "sending", "отправляется"
    SENT = "sent", "отправлено"
    FAILED = "failed", "не отправлено"
    UNCERTAIN = "uncertain", "неизвестно, дошло ли"
    STOPPED = "stopped", "не отправлять"
