"""An organization writes its own text for a kind of letter, or returns to the shipped one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.notices.models import LetterTemplate
from mezhgorod.notices.queries.templates import used_text
from mezhgorod.notices.rules import (
    KEEP_TEMPLATES,
    LetterKind,
    ensure_text_fits,
    one_line,
    without_controls,
)
from mezhgorod.registry.actions.audit import Done, write_audit
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may


@transaction.atomic
def save_template(
    *, owner: Organization, kind: str, subject: str, body: str, actor: Actor, now: datetime
) -> LetterTemplate:
    """Keep the text of an organization for a kind of letter.

    Raises:
        RuleViolation: the person may not; there is no such kind; the text is empty or too long;
            it names a field that such letters do not have.
    """
    ensure_may(actor, KEEP_TEMPLATES, Subject(owner_id=owner.pk))
    known = _known_kind(kind, owner)
    subject, body = one_line(subject), without_controls(body).strip()
    ensure_text_fits(text=subject, fields=known.fields, field="subject")
    ensure_text_fits(text=body, fields=known.fields, field="body")
    before = LetterTemplate.objects.filter(owner=owner, kind=kind).first()
    stored, _ = LetterTemplate.objects.update_or_create(
        owner=owner,
        kind=kind,
        defaults={
            "subject": subject,
            "body": body,
            "updated_at": now,
            "updated_by_id": actor.user_id,
        },
    )
    done = Done(
        "letter.template",
        f"Изменён образец письма «{known.title}»",
        owner.pk,
        before={"subject": before.subject, "body": before.body} if before else None,
        after={"subject": subject, "body": body},
    )
    write_audit(subject=stored, done=done, actor=actor, now=now)
    return stored


@transaction.atomic
def reset_template(*, owner: Organization, kind: str, actor: Actor, now: datetime) -> None:
    """Return to the shipped text; the journal keeps the one that goes.

    Raises:
        RuleViolation: the person may not, or there is no such kind.
    """
    ensure_may(actor, KEEP_TEMPLATES, Subject(owner_id=owner.pk))
    known = _known_kind(kind, owner)
    stored = LetterTemplate.objects.filter(owner=owner, kind=kind).first()
    if stored is None:
        return
    done = Done(
        "letter.template_reset",
        f"Возвращён исходный образец письма «{known.title}»",
        owner.pk,
        before={"subject": stored.subject, "body": stored.body},
    )
    write_audit(subject=stored, done=done, actor=actor, now=now)
    stored.delete()


def _known_kind(kind: str, owner: Organization) -> LetterKind:
    try:
        return used_text(kind=kind, owner=owner).kind
    except KeyError as error:
        raise RuleViolation("letter.unknown_kind", "Таких писем нет.") from error
