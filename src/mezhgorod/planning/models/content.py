from typing import Any

from django.db import models

from mezhgorod.planning.models.item import PlanItem


class ItemContent(models.Model):
    """Everything a row says, in the storage form of `planbook.plans`.

    `imported` is the row as its document gave it last, the common ancestor when a newer document
    meets what people have changed since. `edited` is the row as it stands now where a person has
    changed it, else empty. `Event` and `ItemCell` repeat the row for queries; all of them are
    written together.
    """

    item = models.OneToOneField(
        PlanItem,
        verbose_name="строка плана",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="content",
    )
    imported = models.JSONField("как в документе")
    edited = models.JSONField("как исправлено", null=True, blank=True)

    class Meta:
        verbose_name = "содержание строки"
        verbose_name_plural = "содержание строк"

    def __str__(self) -> str:
        return str(self.current["title"])

    @property
    def current(self) -> dict[str, Any]:
        """The row as it stands now."""
        row: dict[str, Any] = self.edited or self.imported
        return row
