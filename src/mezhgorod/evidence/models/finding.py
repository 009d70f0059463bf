from django.db import models

from mezhgorod.evidence.models.document import SourceDocument
from mezhgorod.evidence.rules import FindingSeverity, FindingState


class Finding(models.Model):
    """A remark about a place of a source document, and what became of it.

    `table`, `row` and `column` count from 1 as in `planbook`; 0 means the whole document.
    """

    document = models.ForeignKey(
        SourceDocument, verbose_name="документ", on_delete=models.CASCADE, related_name="findings"
    )
    code = models.CharField("код", max_length=60)
    severity = models.CharField("важность", max_length=10, choices=FindingSeverity.choices)
    message = models.TextField("замечание")
    evidence = models.TextField("как в документе", blank=True)
    table = models.PositiveIntegerField("таблица", default=0)
    row = models.PositiveIntegerField("строка", default=0)
    column = models.PositiveIntegerField("столбец", default=0)
    state = models.CharField(
        "состояние", max_length=12, choices=FindingState.choices, default=FindingState.OPEN
    )

    class Meta:
        ordering = ("document", "table", "row", "column", "id")
        verbose_name = "замечание"
        verbose_name_plural = "замечания"

    def __str__(self) -> str:
        return self.message
