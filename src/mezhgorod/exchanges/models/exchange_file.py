from django.db import models
from django.db.models import Q

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.exchanges.models.exchange import Exchange
from mezhgorod.exchanges.models.round import ExchangeRound


class ExchangeFile(models.Model):
    """A file that those who collect give to those who answer: a letter, a methodical note.

    `round` is empty where the file belongs to every round. The name is kept beside the document,
    because the same bytes may have come to somebody else under another name.
    """

    exchange = models.ForeignKey(
        Exchange, verbose_name="обмен", on_delete=models.CASCADE, related_name="files"
    )
    round = models.ForeignKey(
        ExchangeRound,
        verbose_name="только к раунду",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="given_files",
    )
    document = models.ForeignKey(
        SourceDocument, verbose_name="файл", on_delete=models.PROTECT, related_name="given_files"
    )
    file_name = models.CharField("имя файла", max_length=255)
    given_at = models.DateTimeField("приложен")

    class Meta:
        ordering = ("exchange", "id")
        verbose_name = "файл к обмену"
        verbose_name_plural = "файлы к обменам"
        constraints = (
            models.UniqueConstraint(
                fields=("exchange", "document"),
                condition=Q(round__isnull=True),
                name="exchange_file_identity",
            ),
            models.UniqueConstraint(
                fields=("round", "document"),
                condition=Q(round__isnull=False),
                name="exchange_file_round_identity",
            ),
        )

    def __str__(self) -> str:
        return self.file_name
