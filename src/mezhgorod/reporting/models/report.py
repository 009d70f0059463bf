from django.db import models
from django.db.models import F, Q

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.registry.models import Municipality, Organization


class AnnualReport(models.Model):
    """A narrative report as it was written: kept as text, its cities linked."""

    owner = models.ForeignKey(
        Organization, verbose_name="чей отчёт", on_delete=models.PROTECT, related_name="reports"
    )
    title = models.CharField("название", max_length=500)
    slug = models.SlugField("адрес", max_length=120, unique=True)
    period_edtf = models.CharField("период, EDTF", max_length=40)
    document = models.ForeignKey(
        SourceDocument,
        verbose_name="исходный документ",
        on_delete=models.PROTECT,
        related_name="reports",
    )
    updated_at = models.DateTimeField("обновлён")

    class Meta:
        ordering = ("-period_edtf", "title")
        verbose_name = "отчёт"
        verbose_name_plural = "отчёты"
        constraints = (
            models.UniqueConstraint(fields=("owner", "period_edtf"), name="report_identity"),
        )

    def __str__(self) -> str:
        return self.title


class ReportParagraph(models.Model):
    """One paragraph of the report, word for word."""

    report = models.ForeignKey(
        AnnualReport, verbose_name="отчёт", on_delete=models.CASCADE, related_name="paragraphs"
    )
    position = models.PositiveIntegerField("по порядку")
    text = models.TextField("текст")

    class Meta:
        ordering = ("report", "position")
        verbose_name = "абзац отчёта"
        verbose_name_plural = "абзацы отчётов"
        constraints = (
            models.UniqueConstraint(
                fields=("report", "position"), name="report_paragraph_identity"
            ),
        )

    def __str__(self) -> str:
        return self.text


class ReportMention(models.Model):
    """A city named in a paragraph; `start` and `end` are character offsets in its text."""

    paragraph = models.ForeignKey(
        ReportParagraph, verbose_name="абзац", on_delete=models.CASCADE, related_name="mentions"
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name="город", on_delete=models.PROTECT, related_name="mentions"
    )
    start = models.PositiveIntegerField("начало")
    end = models.PositiveIntegerField("конец")

    class Meta:
        ordering = ("paragraph", "start")
        verbose_name = "упоминание города"
        verbose_name_plural = "упоминания городов"
        constraints = (
            models.UniqueConstraint(fields=("paragraph", "start"), name="report_mention_identity"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="report_mention_ordered"),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.start}-{self.end}"
