"""Rows of plans that carry out an agreement or are about a publication; files of agreements."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from django.db import transaction

from mezhgorod.evidence.actions import store_document
from mezhgorod.planning.models import AgreementFile, AgreementItem, PeriodicalItem, PlanItem
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Agreement, Organization, Periodical, User
from mezhgorod.registry.rules import KEEP_DIRECTORY, Actor, RuleViolation, Subject, ensure_may

FILE_SUFFIXES = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
MAX_FILES = 20


@transaction.atomic
def link_agreement(*, agreement: Agreement, item: PlanItem, actor: Actor, now: datetime) -> bool:
    """Say that a row of the owner's plan carries an agreement out; return whether that is news.

    Raises:
        RuleViolation: no right, or the plan is somebody else's.
    """
    _ensure_own(agreement.owner, item, actor)
    _, is_new = AgreementItem.objects.get_or_create(agreement=agreement, item=item)
    if is_new:
        _write(agreement, f"Строка плана связана с соглашением: {_title(item)}.", actor, now)
    return is_new


@transaction.atomic
def unlink_agreement(*, agreement: Agreement, item: PlanItem, actor: Actor, now: datetime) -> None:
    """Say that a row of a plan does not carry an agreement out after all.

    Raises:
        RuleViolation: no right, or the plan is somebody else's.
    """
    _ensure_own(agreement.owner, item, actor)
    count, _ = AgreementItem.objects.filter(agreement=agreement, item=item).delete()
    if count:
        _write(agreement, f"Строка плана больше не связана: {_title(item)}.", actor, now)


@transaction.atomic
def link_periodical(*, periodical: Periodical, item: PlanItem, actor: Actor, now: datetime) -> bool:
    """Say that a row of the owner's plan is about a publication; return whether that is news.

    Raises:
        RuleViolation: no right, or the plan is somebody else's.
    """
    _ensure_own(periodical.owner, item, actor)
    _, is_new = PeriodicalItem.objects.get_or_create(periodical=periodical, item=item)
    if is_new:
        _write(periodical, f"Строка плана связана с изданием: {_title(item)}.", actor, now)
    return is_new


@transaction.atomic
def unlink_periodical(
    *, periodical: Periodical, item: PlanItem, actor: Actor, now: datetime
) -> None:
    """Say that a row of a plan is not about a publication after all.

    Raises:
        RuleViolation: no right, or the plan is somebody else's.
    """
    _ensure_own(periodical.owner, item, actor)
    count, _ = PeriodicalItem.objects.filter(periodical=periodical, item=item).delete()
    if count:
        _write(periodical, f"Строка плана больше не связана: {_title(item)}.", actor, now)


@transaction.atomic
def keep_agreement_file(
    *, agreement: Agreement, file: IO[bytes], file_name: str, actor: Actor, now: datetime
) -> AgreementFile:
    """Keep the signed text of an agreement; the same file again changes nothing.

    Raises:
        RuleViolation: no right, the file is empty, too long or of another kind, or there are too
            many.
    """
    ensure_may(actor, KEEP_DIRECTORY, Subject(owner_id=agreement.owner_id))
    if not file_name.casefold().endswith(FILE_SUFFIXES):
        message = "Загрузите подписанный текст: PDF, документ Word или снимок страницы."
        raise RuleViolation("agreement.file_kind", message, "file")
    if agreement.files.count() >= MAX_FILES:
        message = f"У соглашения уже {MAX_FILES} файлов. Уберите лишние."
        raise RuleViolation("agreement.files", message, "file")
    by = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    document = store_document(
        file=file, file_name=file_name, by=by, now=now, origin="текст соглашения"
    )
    kept, is_new = AgreementFile.objects.get_or_create(agreement=agreement, document=document)
    if is_new:
        _write(agreement, f"К соглашению приложен файл «{document.file_name}».", actor, now)
    return kept


@transaction.atomic
def drop_agreement_file(*, kept: AgreementFile, actor: Actor, now: datetime) -> None:
    """Take a file off an agreement; the stored document itself stays as evidence.

    Raises:
        RuleViolation: no right.
    """
    agreement = kept.agreement
    ensure_may(actor, KEEP_DIRECTORY, Subject(owner_id=agreement.owner_id))
    kept.delete()
    _write(agreement, f"Файл «{kept.document.file_name}» убран.", actor, now)


def _ensure_own(owner: Organization, item: PlanItem, actor: Actor) -> None:
    ensure_may(actor, KEEP_DIRECTORY, Subject(owner_id=owner.pk))
    if item.section.plan.owner_id != owner.pk:
        message = "Эта строка стоит в плане другой организации. Выберите строку своего плана."
        raise RuleViolation("feed.foreign_plan", message, "item")


def _title(item: PlanItem) -> str:
    return item.event.title[:200]


def _write(subject: Agreement | Periodical, summary: str, actor: Actor, now: datetime) -> None:
    # The row is told in the journal of the agreement; the row itself has not changed.
    code = "agreement.feed" if isinstance(subject, Agreement) else "periodical.feed"
    done = Done(code, summary, owner_id=subject.owner_id)
    write_audit(subject=subject, done=done, actor=actor, now=now)
