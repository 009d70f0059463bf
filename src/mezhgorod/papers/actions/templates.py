"""Templates of papers: taken without faults only, in versions; ready ones for the first day."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from mezhgorod.papers.models import PaperTemplate, PaperTemplateVersion
from mezhgorod.papers.rules import KEEP_TEMPLATES, PAPER_FIELDS, PaperKind
from mezhgorod.papers.rules.words import MAX_TEMPLATES
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import SYSTEM, Actor, RuleViolation, Subject, ensure_may
from planbook.errors import UnreadableDocument
from planbook.word_templates import TemplateReading, read_template, shipped_templates

MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """A template to keep: what for, how it is called, its file."""

    kind: PaperKind
    name: str
    data: bytes
    file_name: str


class TemplateRefused(RuleViolation):
    """A template with faults: all of them at once, each with its place."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        message = "Шаблон не принят. " + " ".join(f"{one}." for one in faults)
        super().__init__("paper.template_faults", message, "file")


def save_template(
    *,
    owner: Organization,
    draft: TemplateDraft,
    actor: Actor,
    now: datetime,
    stored: PaperTemplate | None = None,
) -> PaperTemplateVersion:
    """Keep a template, or a new version of one; papers made before stay as they are.

    Raises:
        TemplateRefused: the file has faults, all of them told.
        RuleViolation: the person may not, the name is taken, the file is unreadable or harmful.
    """
    ensure_may(actor, KEEP_TEMPLATES, Subject(owner_id=stored.owner_id if stored else owner.pk))
    name = _checked_name(draft.name)
    reading = _read(draft)
    if reading.faults:
        raise TemplateRefused(tuple(str(one) for one in reading.faults))
    if stored is None and owner.paper_templates.count() >= MAX_TEMPLATES:
        message = f"Шаблонов уже {MAX_TEMPLATES}. Уберите ненужные из выбора."
        raise RuleViolation("paper.too_many_templates", message)
    try:
        with transaction.atomic():
            template = _template(stored, owner, draft.kind, name)
            version = _version(template, draft, reading, actor, now)
            word = "Новая версия шаблона" if stored else "Добавлен шаблон"
            done = Done("paper.template", f"{word} «{template.name}»", template.owner_id)
            write_audit(subject=template, done=done, actor=actor, now=now)
    except IntegrityError as error:
        message = f"Шаблон «{name}» уже есть. Назовите этот иначе или загрузите новую версию того."
        raise RuleViolation("paper.same_name", message, "name") from error
    return version


@transaction.atomic
def retire_template(
    *, template: PaperTemplate, is_retired: bool, actor: Actor, now: datetime
) -> PaperTemplate:
    """Offer a template no more, or again; papers made from it stay.

    Raises:
        RuleViolation: the person may not.
    """
    ensure_may(actor, KEEP_TEMPLATES, Subject(owner_id=template.owner_id))
    template.is_retired = is_retired
    template.save(update_fields=["is_retired"])
    word = "убран из выбора" if is_retired else "снова предлагается"
    done = Done("paper.template", f"Шаблон «{template.name}» {word}", template.owner_id)
    write_audit(subject=template, done=done, actor=actor, now=now)
    return template


def ensure_shipped(*, owner: Organization, now: datetime) -> int:
    """Give an association the ready templates if it has no template yet; tell how many."""
    if owner.paper_templates.exists():
        return 0
    for one in shipped_templates():
        draft = TemplateDraft(PaperKind(one.key), one.name, one.content, f"{one.name}.docx")
        # Two who come at once both try: the second finds the names taken.
        with suppress(RuleViolation):
            save_template(owner=owner, draft=draft, actor=SYSTEM, now=now)
    return len(shipped_templates())


def _checked_name(name: str) -> str:
    name = " ".join(name.replace("\0", " ").split())
    if not name:
        raise RuleViolation("paper.no_name", "Назовите шаблон.", "name")
    if len(name) > MAX_NAME:
        message = f"Название длиннее {MAX_NAME} знаков. Сократите."
        raise RuleViolation("paper.long_name", message, "name")
    return name


def _read(draft: TemplateDraft) -> TemplateReading:
    try:
        return read_template(draft.data, file_name=draft.file_name, fields=PAPER_FIELDS)
    except UnreadableDocument as error:
        cause = error.cause[:1].upper() + error.cause[1:]
        message = f"{cause} {error.remedy}"
        raise RuleViolation(error.code, message, "file") from error


def _template(
    stored: PaperTemplate | None, owner: Organization, kind: PaperKind, name: str
) -> PaperTemplate:
    if stored is None:
        return PaperTemplate.objects.create(owner=owner, kind=kind, name=name)
    found = PaperTemplate.objects.select_for_update(of=("self",)).get(pk=stored.pk)
    found.name, found.is_retired = name, False
    found.save(update_fields=["name", "is_retired"])
    return found


def _version(
    template: PaperTemplate,
    draft: TemplateDraft,
    reading: TemplateReading,
    actor: Actor,
    now: datetime,
) -> PaperTemplateVersion:
    digest = hashlib.sha256(draft.data).hexdigest()
    last = template.versions.order_by("-number").first()
    if last is not None and last.sha256 == digest:
        return last
    version = PaperTemplateVersion(
        template=template,
        number=last.number + 1 if last else 1,
        file_name=draft.file_name.replace("\0", "")[:255],
        sha256=digest,
        field_names=list(reading.field_names),
        has_fields_around=reading.has_fields_around,
        added_at=now,
        added_by_id=actor.user_id,
    )
    version.file.save(f"{digest[:16]}.docx", ContentFile(draft.data), save=False)
    version.save()
    return version
