"""Words for bodies, posts, membership and decisions of associations."""

from __future__ import annotations

from django.db import models


class BodyKind(models.TextChoices):
    """Kinds of bodies (Popolo classification); a committee is what people call «секция»."""

    ASSEMBLY = "assembly", "Собрание"
    BOARD = "board", "Правление"
    COMMITTEE = "committee", "секция"
    AUDIT = "audit", "ревизионная комиссия"
    DIRECTORATE = "directorate", "исполнительная дирекция"
    OTHER = "other", "другой орган"


class DecisionKind(models.TextChoices):
    APPROVAL = "approval", "утверждение плана или отчёта"
    ELECTION = "election", "избрание"
    MEMBERSHIP = "membership", "приём или выход члена"
    HOSTING = "hosting", "место следующего мероприятия"
    OTHER = "other", "другое решение"


class MembershipEnd(models.TextChoices):
    NONE = "", "член союза"
    LEFT = "left", "вышел"
    MERGED = "merged", "объединён с другим членом"
    EXCLUDED = "excluded", "исключён"
