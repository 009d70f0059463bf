"""Words of papers: kinds, states, limits. Plain values, no queries."""

from __future__ import annotations

from django.db import models


class PaperKind(models.TextChoices):
    """What a paper is; each kind has its own numbers. The keys are those of shipped templates."""

    INVITATION = "invitation", "приглашение"
    PROGRAMME = "programme", "программа"
    PARTICIPANTS = "participants", "список участников"
    MINUTES = "minutes", "протокол"
    RESOLUTION = "resolution", "резолюция"
    DIPLOMA = "diploma", "диплом"
    THANKS = "thanks", "благодарственное письмо"
    OTHER = "other", "другая бумага"


class PaperState(models.TextChoices):
    MADE = "made", "составлена"
    SENT = "sent", "передана в письма"
    WITHDRAWN = "withdrawn", "отозвана"


class BatchState(models.TextChoices):
    WAITING = "waiting", "ждёт"
    DONE = "done", "готово"
    FAILED = "failed", "остановлено"


# Kinds that tell of the whole event: one paper, addressed to nobody.
COMMON_KINDS = frozenset(
    {PaperKind.PROGRAMME, PaperKind.PARTICIPANTS, PaperKind.MINUTES, PaperKind.RESOLUTION}
)
MAX_AT_ONCE = 500
# More are made in the background: a page waits for no more.
MAX_IN_A_PAGE = 20
MAX_NAME, MAX_POST, MAX_TEXT, MAX_REASON = 300, 500, 5_000, 500
MAX_TEMPLATES = 200
