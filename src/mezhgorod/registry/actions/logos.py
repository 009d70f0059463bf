"""The emblem of an organization: kept after a look at its bytes, or taken away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mezhgorod.registry.actions.audit import Done, write_audit
from mezhgorod.registry.models import Organization, OrganizationLogo
from mezhgorod.registry.rules import KEEP_DIRECTORY, Actor, RuleViolation, Subject, ensure_may
from planbook.documents.printed import PrintedDocument, PrintedImage
from planbook.errors import PlanbookError
from planbook.writers import WRITERS
from planbook.writers.pictures import pixels_of

MAX_BYTES = 1024 * 1024
MAX_PIXELS = 4000


@transaction.atomic
def save_logo(*, organization: Organization, data: bytes, actor: Actor, now: datetime) -> None:
    """Keep a PNG or JPEG picture as the emblem of an organization.

    Raises:
        RuleViolation: the person may not, the picture is too large or is no PNG or JPEG.
    """
    ensure_may(actor, KEEP_DIRECTORY, Subject(owner_id=organization.pk))
    if len(data) > MAX_BYTES:
        message = "Эмблема больше 1 МБ. Уменьшите изображение и загрузите его снова."
        raise RuleViolation("logo.too_large", message, "logo")
    size = pixels_of(data)
    if size is None or max(size) > MAX_PIXELS or not _is_printable(data):
        raise RuleViolation("logo.not_a_picture", _NOT_A_PICTURE, "logo")
    values = {"data": data, "updated_at": now}
    _, is_new = OrganizationLogo.objects.update_or_create(
        organization=organization, defaults=values
    )
    words = "Эмблема загружена." if is_new else "Эмблема заменена."
    _tell(organization, Done("logo.save", words, owner_id=organization.pk), actor, now)


_NOT_A_PICTURE = (
    "Это не изображение PNG или JPEG, оно повреждено или его сторона больше 4000 точек. "
    "Сохраните эмблему в одном из этих форматов и загрузите её снова."
)


def _is_printable(data: bytes) -> bool:
    """Try the picture in print: a broken one would spoil every file it stands in."""
    page = PrintedDocument("Эмблема", (PrintedImage(data, "Эмблема"),))
    try:
        WRITERS["pdf"].write(page)
    except PlanbookError:
        return False
    return True


@transaction.atomic
def delete_logo(*, organization: Organization, actor: Actor, now: datetime) -> None:
    """Take the emblem of an organization away; its plans are printed without one.

    Raises:
        RuleViolation: the person may not.
    """
    ensure_may(actor, KEEP_DIRECTORY, Subject(owner_id=organization.pk))
    count, _ = OrganizationLogo.objects.filter(organization=organization).delete()
    if count:
        done = Done("logo.delete", "Эмблема убрана.", owner_id=organization.pk)
        _tell(organization, done, actor, now)


def _tell(organization: Organization, done: Done, actor: Actor, now: datetime) -> None:
    # The picture itself is no value for a journal that people read.
    write_audit(subject=organization, done=done, actor=actor, now=now)
