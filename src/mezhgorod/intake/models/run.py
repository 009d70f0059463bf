from django.conf import settings
from django.db import models

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.intake.rules import RunState
from mezhgorod.planning.models import Plan
from mezhgorod.reporting.models import AnnualReport


class ExtractionRun(models.Model):
    """One reading of one document: what was understood waits here until a person decides."""

    document = models.ForeignKey(
        SourceDocument, verbose_name="документ", on_delete=models.PROTECT, related_name="runs"
    )
    state = models.CharField(
        "состояние", max_length=10, choices=RunState.choices, default=RunState.QUEUED
    )
    progress = models.PositiveSmallIntegerField("выполнено, %", default=0)
    step = models.CharField("что делается", max_length=200, blank=True)
    error_code = models.CharField("код ошибки", max_length=60, blank=True)
    error_message = models.TextField("почему не прочитан", blank=True)
    period_edtf = models.CharField("период, указанный при загрузке", max_length=40, blank=True)
    draft_data = models.JSONField("что понято", null=True, blank=True)
    layout_data = models.JSONField("макет документа", null=True, blank=True)
    paragraphs_data = models.JSONField("абзацы отчёта", default=list, blank=True)
    program_version = models.CharField("версия программы", max_length=20, blank=True)
    requested_at = models.DateTimeField("загружен")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто загрузил",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    attempts = models.PositiveSmallIntegerField("сколько раз начат", default=0)
    touched_at = models.DateTimeField("последний знак жизни", null=True, blank=True)
    finished_at = models.DateTimeField("прочитан", null=True, blank=True)
    decided_at = models.DateTimeField("решение принято", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто решил",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    asked_at = models.DateTimeField("решение передано обработчику", null=True, blank=True)
    decision_data = models.JSONField("что решено", null=True, blank=True)
    plan = models.ForeignKey(
        Plan,
        verbose_name="получившийся план",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="runs",
    )
    undo_data = models.JSONField("каким план был до принятия", null=True, blank=True)
    applied_revision = models.PositiveIntegerField("номер обновления плана", null=True, blank=True)
    report = models.ForeignKey(
        AnnualReport,
        verbose_name="получившийся отчёт",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="runs",
    )

    class Meta:
        ordering = ("-requested_at", "-id")
        verbose_name = "загрузка"
        verbose_name_plural = "загрузки"

    def __str__(self) -> str:
        return f"{self.document}: {self.get_state_display()}"
