"""States and levels of what was noticed in a source document."""

from __future__ import annotations

from django.db import models


class FindingSeverity(models.TextChoices):
    INFO = "info", "к сведению"
    WARNING = "warning", "проверьте"
    ERROR = "error", "ошибка"


class FindingState(models.TextChoices):
    OPEN = "open", "открыто"
    CORRECTED = "corrected", "исправлено"
    ACCEPTED = "accepted", "принято как есть"
