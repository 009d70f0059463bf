"""The wordings an association prefers for its paragraphs, in place of the shipped ones."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.planning.rules.workflow import checked_words
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may
from mezhgorod.reporting.models import ReportPhrase
from mezhgorod.reporting.rules.block_words import MAX_TEMPLATE
from mezhgorod.reporting.rules.rights import COMPOSE_REPORT
from planbook.narrative import ShippedPhrase, phrase_fault, phrase_named


@transaction.atomic
def save_phrase(
    *, owner: Organization, key: str, template: str, actor: Actor, now: datetime
) -> ReportPhrase:
    """Keep an owner's wording; the same words once more change nothing.

    Raises:
        RuleViolation: the person may not, there is no such phrase, or it is written wrong.
    """
    ensure_may(actor, COMPOSE_REPORT, Subject(owner_id=owner.pk))
    shipped = _shipped(key)
    words = checked_words(
        template, field="template", what="текст абзаца", limit=MAX_TEMPLATE, is_needed=True
    )
    fault = phrase_fault(words, shipped.sheet)
    if fault:
        raise RuleViolation("phrase.wrong", fault, "template")
    kept = ReportPhrase.objects.select_for_update().filter(owner=owner, key=key).first()
    before = kept.template if kept else shipped.template
    if kept is not None and before == words:
        return kept
    phrase, _ = ReportPhrase.objects.update_or_create(
        owner=owner, key=key, defaults={"template": words}
    )
    done = Done(
        "report.phrase",
        f"Изменён шаблон абзаца «{shipped.title}»",
        owner.pk,
        before={"template": before},
        after={"template": words},
    )
    write_audit(subject=phrase, done=done, actor=actor, now=now)
    return phrase


@transaction.atomic
def restore_phrase(*, owner: Organization, key: str, actor: Actor, now: datetime) -> None:
    """Go back to the shipped wording; where there is no own one nothing changes.

    Raises:
        RuleViolation: the person may not, or there is no such phrase.
    """
    ensure_may(actor, COMPOSE_REPORT, Subject(owner_id=owner.pk))
    shipped = _shipped(key)
    kept = ReportPhrase.objects.select_for_update().filter(owner=owner, key=key).first()
    if kept is None:
        return
    done = Done(
        "report.phrase_restore",
        f"Возвращён готовый шаблон абзаца «{shipped.title}»",
        owner.pk,
        before={"template": kept.template},
        after={"template": shipped.template},
    )
    write_audit(subject=kept, done=done, actor=actor, now=now)
    kept.delete()


def _shipped(key: str) -> ShippedPhrase:
    shipped = phrase_named(key)
    if shipped is None:
        message = "Такого шаблона абзаца нет. Выберите его из списка."
        raise RuleViolation("phrase.unknown", message)
    return shipped
