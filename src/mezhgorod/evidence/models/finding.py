from django.conf import settings
from django.db import models

from mezhgorod.evidence.models.document import SourceDocument
from mezhgorod.evidence.rules import FindingSeverity, FindingState
from planbook.findings import Finding as DraftFinding
from planbook.findings import Repair, Severity, SourceRef


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
    repair = models.JSONField("предлагаемая правка", null=True, blank=True)
    state = models.CharField(
        "состояние", max_length=12, choices=FindingState.choices, default=FindingState.OPEN
    )

    decided_at = models.DateTimeField("решение принято", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто решил",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("document", "table", "row", "column", "id")
        verbose_name = "замечание"
        verbose_name_plural = "замечания"

    def __str__(self) -> str:
        return self.message

    @property
    def as_draft(self) -> DraftFinding:
        """The remark in the form in which the core library speaks of it."""
        return DraftFinding(
            code=self.code,
            message=self.message,
            severity=Severity(self.severity),
            source=SourceRef(table=self.table, row=self.row, column=self.column),
            evidence=self.evidence,
            repair=Repair(**self.repair) if self.repair else None,
        )
