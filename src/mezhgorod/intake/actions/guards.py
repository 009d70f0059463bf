"""Who may decide about a load, and whose documents they may bring."""

from __future__ import annotations

from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries import runs_visible_to
from mezhgorod.registry.actions import organization_index
from mezhgorod.registry.rules import (
    IMPORT_DOCUMENTS,
    Actor,
    RuleViolation,
    Subject,
    ensure_may,
    ensure_may_anywhere,
)


def ensure_may_decide(run: ExtractionRun, actor: Actor) -> None:
    """Refuse whoever loads no documents, or may not see this load.

    Raises:
        RuleViolation: ``document.import.forbidden``.
    """
    ensure_may_anywhere(actor, IMPORT_DOCUMENTS)
    if actor.is_administrator or runs_visible_to(actor=actor).filter(pk=run.pk).exists():
        return
    raise RuleViolation(f"{IMPORT_DOCUMENTS.code}.forbidden", IMPORT_DOCUMENTS.refusal)


def ensure_own_document(owner_name: str, actor: Actor) -> None:
    """Refuse a document of an owner for whom somebody loads none; nobody else makes new owners.

    Raises:
        RuleViolation: ``document.import.forbidden``.
    """
    if actor.is_administrator:
        return
    owner = organization_index().find(owner_name)
    try:
        ensure_may(actor, IMPORT_DOCUMENTS, Subject(owner_id=owner.pk if owner else None))
    except RuleViolation as refusal:
        message = (
            f"Это документ организации «{owner_name}», а вы загружаете документы другой. "
            "Проверьте, чей это план, или передайте документ её дирекции."
        )
        raise RuleViolation(refusal.code, message, "owner_name") from refusal
