from django.db import models

from mezhgorod.evidence.models import Finding, SourceDocument
from mezhgorod.planning.models.event import Event
from mezhgorod.planning.models.section import PlanSection


class PlanItem(models.Model):
    """A row of a plan: where it stands, its printed number, the event it is about."""

    section = models.ForeignKey(
        PlanSection, verbose_name="раздел", on_delete=models.CASCADE, related_name="items"
    )
    event = models.ForeignKey(
        Event, verbose_name="мероприятие", on_delete=models.PROTECT, related_name="items"
    )
    position = models.PositiveIntegerField("по порядку в плане")
    number = models.CharField("номер как напечатан", max_length=40, blank=True)
    fingerprint = models.CharField("отпечаток строки", max_length=64)
    is_pinned = models.BooleanField("остаётся вверху раздела", default=False)
    findings = models.ManyToManyField(
        Finding, verbose_name="замечания", blank=True, related_name="items"
    )

    class Meta:
        ordering = ("section__plan", "position")
        verbose_name = "строка плана"
        verbose_name_plural = "строки планов"
        indexes = (models.Index(fields=("section", "position"), name="plan_item_order"),)

    def __str__(self) -> str:
        return f"{self.number or self.position}"


class ItemCell(models.Model):
    """A cell of the source row, word for word, and where it stands in its document.

    Never changed: a new document brings new cells.
    """

    item = models.ForeignKey(
        PlanItem, verbose_name="строка плана", on_delete=models.CASCADE, related_name="cells"
    )
    document = models.ForeignKey(
        SourceDocument, verbose_name="документ", on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveSmallIntegerField("по порядку")
    role = models.CharField("роль", max_length=200)
    text = models.TextField("текст", blank=True)
    table = models.PositiveIntegerField("таблица")
    row = models.PositiveIntegerField("строка")
    column = models.PositiveIntegerField("столбец")
    is_inherited = models.BooleanField("взято из объединённой ячейки", default=False)

    class Meta:
        ordering = ("item", "position")
        verbose_name = "ячейка"
        verbose_name_plural = "ячейки"
        constraints = (
            models.UniqueConstraint(fields=("item", "position"), name="item_cell_identity"),
        )

    def __str__(self) -> str:
        return self.text
