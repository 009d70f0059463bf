from django.db import models

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.planning.models.item import PlanItem
from mezhgorod.registry.models import Agreement, Periodical


class AgreementItem(models.Model):
    """A row of a plan that carries out an agreement."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="соглашение", on_delete=models.CASCADE, related_name="fed_items"
    )
    item = models.ForeignKey(
        PlanItem, verbose_name="строка плана", on_delete=models.CASCADE, related_name="agreements"
    )

    class Meta:
        ordering = ("agreement", "item")
        verbose_name = "строка плана по соглашению"
        verbose_name_plural = "строки планов по соглашениям"
        constraints = (
            models.UniqueConstraint(fields=("agreement", "item"), name="agreement_item_identity"),
        )

    def __str__(self) -> str:
        return str(self.item)


class AgreementFile(models.Model):
    """The signed text of an agreement, or a later supplement to it."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="соглашение", on_delete=models.CASCADE, related_name="files"
    )
    document = models.ForeignKey(
        SourceDocument, verbose_name="файл", on_delete=models.PROTECT, related_name="agreements"
    )

    class Meta:
        ordering = ("agreement", "id")
        verbose_name = "файл соглашения"
        verbose_name_plural = "файлы соглашений"
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "document"), name="agreement_file_identity"
            ),
        )

    def __str__(self) -> str:
        return str(self.document)


class PeriodicalItem(models.Model):
    """A row of a plan that is about a publication."""

    periodical = models.ForeignKey(
        Periodical, verbose_name="издание", on_delete=models.CASCADE, related_name="fed_items"
    )
    item = models.ForeignKey(
        PlanItem, verbose_name="строка плана", on_delete=models.CASCADE, related_name="periodicals"
    )

    class Meta:
        ordering = ("periodical", "item")
        verbose_name = "строка плана об издании"
        verbose_name_plural = "строки планов об изданиях"
        constraints = (
            models.UniqueConstraint(fields=("periodical", "item"), name="periodical_item_identity"),
        )

    def __str__(self) -> str:
        return str(self.item)
