"""Words for bodies, posts, membership, agreements and publications of associations."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from django.db import models

from mezhgorod.registry.rules.validity import Bound


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


class AgreementRole(models.TextChoices):
    SIDE = "side", "сторона"
    EXECUTOR = "executor", "исполнитель"
    APPROVER = "approver", "согласующий"


class PeriodicalKind(models.TextChoices):
    BULLETIN = "bulletin", "бюллетень"
    JOURNAL = "journal", "журнал"
    COLLECTION = "collection", "сборник"
    PORTAL = "portal", "раздел портала"
    OTHER = "other", "другое издание"


class AgreementState(StrEnum):
    """Whether an agreement is in force; counted from its dates, never kept."""

    COMING = "coming"
    VALID = "valid"
    ENDING = "ending"
    PERHAPS_ENDED = "perhaps_ended"
    ENDED = "ended"

    @property
    def words(self) -> str:
        """The state in Russian."""
        return _AGREEMENT_WORDS[self]


_AGREEMENT_WORDS = {
    AgreementState.COMING: "ещё не действует",
    AgreementState.VALID: "действует",
    AgreementState.ENDING: "истекает",
    AgreementState.PERHAPS_ENDED: "истекает, день не указан",
    AgreementState.ENDED: "истекло",
}
# A quarter is enough to prepare and sign a prolongation.
SOON_DAYS = 92


def agreement_state(
    *, signed_on: date | None, until: Bound, today: date, soon_days: int = SOON_DAYS
) -> AgreementState:
    """Return whether an agreement is in force on a day.

    >>> agreement_state(signed_on=None, until=Bound(), today=date(2023, 5, 1)).words
    'действует'
    """
    if signed_on and today < signed_on:
        return AgreementState.COMING
    if until.latest is None or until.earliest is None:
        return AgreementState.VALID
    if today > until.latest:
        return AgreementState.ENDED
    if today > until.earliest:
        return AgreementState.PERHAPS_ENDED
    if until.earliest - today <= timedelta(days=soon_days):
        return AgreementState.ENDING
    return AgreementState.VALID
