from typing import Any

from django.conf import settings
from django.db import models

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.planning.models.plan import Plan
from mezhgorod.planning.rules import AmendmentState
from mezhgorod.registry.models import Decision

_FROZEN = "Утверждённую редакцию плана нельзя изменить или удалить."


class Amendment(models.Model):
    """Changes of an approved plan that are approved together, numbered within the plan."""

    plan = models.ForeignKey(
        Plan, verbose_name="план", on_delete=models.CASCADE, related_name="amendments"
    )
    number = models.PositiveIntegerField("номер")
    state = models.CharField(
        "состояние",
        max_length=10,
        choices=AmendmentState.choices,
        default=AmendmentState.OPEN,
    )
    basis = models.TextField("основание", blank=True)
    opened_at = models.DateTimeField("начаты")
    approved_at = models.DateTimeField("утверждены", null=True, blank=True)

    class Meta:
        ordering = ("plan", "-number")
        verbose_name = "изменения плана"
        verbose_name_plural = "изменения планов"
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="amendment_identity"),
            models.UniqueConstraint(
                fields=("plan",),
                condition=models.Q(state=AmendmentState.OPEN),
                name="amendment_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"Изменения № {self.number}"


class FrozenError(TypeError):
    """Somebody tried to change or delete what is kept for ever."""


class FrozenQuerySet(models.QuerySet["PlanVersion"]):
    """Rows that are only ever added; an account that is deleted leaves no name in them."""

    def update(self, **kwargs: Any) -> int:
        if kwargs != {"created_by": None}:
            raise FrozenError(_FROZEN)
        return super().update(**kwargs)

    def bulk_create(self, *args: Any, **kwargs: Any) -> list["PlanVersion"]:
        if kwargs.get("update_conflicts") or kwargs.get("ignore_conflicts"):
            raise FrozenError(_FROZEN)
        return super().bulk_create(*args, **kwargs)

    # How Django deletes what goes together with something else.
    def _raw_delete(self, using: str | None) -> int:
        raise FrozenError(_FROZEN)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise FrozenError(_FROZEN)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise FrozenError(_FROZEN)


class PlanVersion(models.Model):
    """A plan exactly as a body approved it: never changed, never deleted, downloadable for ever.

    `data` is a snapshot in the form of `planning.actions.snapshot_of`, `layout` how it is printed,
    `logo` the emblem above it. `sha256` is over all of them, what is said about the approval and
    the sum of the version before, so that a later change of the stored bytes shows. The database
    refuses changes as well: triggers of the migration `frozen_versions`.
    """

    plan = models.ForeignKey(
        Plan, verbose_name="план", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField("редакция")
    amendment = models.OneToOneField(
        Amendment,
        verbose_name="изменения",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="version",
    )
    decision = models.ForeignKey(
        Decision,
        verbose_name="решение",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_versions",
    )
    body_text = models.CharField("кем утверждён", max_length=300, blank=True)
    approved_on = models.DateField("дата утверждения", null=True, blank=True)
    document_number = models.CharField("номер документа", max_length=60, blank=True)
    signed_file = models.ForeignKey(
        SourceDocument,
        verbose_name="подписанный документ",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    data = models.JSONField("план целиком")
    layout = models.JSONField("макет")
    logo = models.BinaryField("эмблема", null=True, blank=True)
    sha256 = models.CharField("контрольная сумма", max_length=64)
    created_at = models.DateTimeField("закреплена")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = FrozenQuerySet.as_manager()

    class Meta:
        ordering = ("plan", "-number")
        # Also where Django itself follows a relation.
        base_manager_name = "objects"
        verbose_name = "редакция плана"
        verbose_name_plural = "редакции планов"
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="plan_version_identity"),
        )

    def __str__(self) -> str:
        return f"редакция {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new version; a stored one is refused."""
        if not self._state.adding:
            raise FrozenError(_FROZEN)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: a version is kept for ever."""
        raise FrozenError(_FROZEN)
