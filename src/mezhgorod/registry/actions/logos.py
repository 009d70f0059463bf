"""The emblem of an organization: kept after a look at its bytes, or taken away."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.registry.actions.permissions import ensure_may_change_plans
from mezhgorod.registry.models import Organization, OrganizationLogo, User
from mezhgorod.registry.rules import RuleViolation
from planbook.writers.pictures import pixels_of

MAX_BYTES = 1024 * 1024
MAX_PIXELS = 4000


def save_logo(*, organization: Organization, data: bytes, by: User | None, now: datetime) -> None:
    """Keep a PNG or JPEG picture as the emblem of an organization.

    Raises:
        RuleViolation: the person may not, the picture is too large or is no PNG or JPEG.
    """
    ensure_may_change_plans(by)
    if len(data) > MAX_BYTES:
        message = "Эмблема больше 1 МБ. Уменьшите изображение и загрузите его снова."
        raise RuleViolation("logo.too_large", message, "logo")
    size = pixels_of(data)
    if size is None or max(size) > MAX_PIXELS:
        message = (
            "Это не изображение PNG или JPEG, или его сторона больше 4000 точек. "
            "Сохраните эмблему в одном из этих форматов и загрузите её снова."
        )
        raise RuleViolation("logo.not_a_picture", message, "logo")
    values = {"data": data, "updated_at": now}
    OrganizationLogo.objects.update_or_create(organization=organization, defaults=values)


def delete_logo(*, organization: Organization, by: User | None) -> None:
    """Take the emblem of an organization away; its plans are printed without one."""
    ensure_may_change_plans(by)
    OrganizationLogo.objects.filter(organization=organization).delete()
