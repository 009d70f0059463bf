from django.conf import settings
from django.db import models
from django.db.models import Q

from mezhgorod.exchanges.models import Exchange
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.registry.models import Decision, Organization
from mezhgorod.reporting.models.report import AnnualReport
from mezhgorod.reporting.rules import BlockKind, ReportKind, ReportState


class Report(models.Model):
    """A report that the association writes: blocks over facts, frozen when it is approved."""

    owner = models.ForeignKey(
        Organization,
        verbose_name="чей отчёт",
        on_delete=models.PROTECT,
        related_name="written_reports",
    )
    kind = models.CharField(
        "вид", max_length=10, choices=ReportKind.choices, default=ReportKind.SPEECH
    )
    title = models.CharField("название", max_length=500)
    slug = models.SlugField("адрес", max_length=120, unique=True)
    period_edtf = models.CharField("период, EDTF", max_length=40)
    head = models.TextField("заголовок по строкам", blank=True)
    salutation = models.CharField("обращение", max_length=300, blank=True)
    state = models.CharField(
        "состояние", max_length=12, choices=ReportState.choices, default=ReportState.COLLECTING
    )
    modelled_on = models.ForeignKey(
        AnnualReport,
        verbose_name="по образцу доклада",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sequence = models.PositiveIntegerField("сколько раз менялся", default=0)
    created_at = models.DateTimeField("начат")
    updated_at = models.DateTimeField("обновлён")
    published_at = models.DateTimeField("опубликован", null=True, blank=True)

    class Meta:
        ordering = ("-period_edtf", "title")
        verbose_name = "отчёт"
        verbose_name_plural = "отчёты"

    def __str__(self) -> str:
        return self.title


class ReportBlock(models.Model):
    """A part of a report: hand-written sentences with fields of facts between them.

    `template` is in the language of `planbook.narrative`; words outside its fields are a person's
    and survive every regeneration. An empty one takes the phrase of its kind.
    """

    report = models.ForeignKey(
        Report, verbose_name="отчёт", on_delete=models.CASCADE, related_name="blocks"
    )
    position = models.PositiveIntegerField("по порядку")
    kind = models.CharField("что это", max_length=16, choices=BlockKind.choices)
    heading = models.CharField("заголовок", max_length=500, blank=True)
    held_event = models.ForeignKey(
        HeldEvent,
        verbose_name="мероприятие",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="report_blocks",
    )
    exchange = models.ForeignKey(
        Exchange,
        verbose_name="информационный обмен",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="report_blocks",
    )
    template = models.TextField("текст с полями", blank=True)
    options = models.JSONField("настройки", default=dict, blank=True)
    is_hidden = models.BooleanField("не печатать", default=False)
    sequence = models.PositiveIntegerField("сколько раз менялся", default=0)

    class Meta:
        ordering = ("report", "position", "id")
        verbose_name = "часть отчёта"
        verbose_name_plural = "части отчётов"

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()


class ReportRemark(models.Model):
    """What somebody who reads a draft asks to change; the directorate settles it."""

    report = models.ForeignKey(
        Report, verbose_name="отчёт", on_delete=models.CASCADE, related_name="remarks"
    )
    block = models.ForeignKey(
        ReportBlock,
        verbose_name="к какой части",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="remarks",
    )
    text = models.TextField("замечание")
    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    settled_at = models.DateTimeField("учтено", null=True, blank=True)

    class Meta:
        ordering = ("report", "at", "id")
        verbose_name = "замечание к отчёту"
        verbose_name_plural = "замечания к отчётам"

    def __str__(self) -> str:
        return self.text


class ReportPhrase(models.Model):
    """The wording an association prefers for a kind of paragraph, in place of the shipped one."""

    owner = models.ForeignKey(
        Organization, verbose_name="чья", on_delete=models.CASCADE, related_name="report_phrases"
    )
    key = models.CharField("для чего", max_length=60)
    template = models.TextField("текст с полями")

    class Meta:
        ordering = ("owner", "key")
        verbose_name = "шаблон абзаца"
        verbose_name_plural = "шаблоны абзацев"
        constraints = (
            models.UniqueConstraint(fields=("owner", "key"), name="report_phrase_identity"),
        )

    def __str__(self) -> str:
        return self.key


class ReportVersion(models.Model):
    """A report as it was approved: text and numbers frozen, never changed.

    `content` holds the printed paragraphs with the facts each number and name came from.
    """

    report = models.ForeignKey(
        Report, verbose_name="отчёт", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField("номер редакции")
    content = models.JSONField("текст и числа")
    sha256 = models.CharField("контрольная сумма SHA-256", max_length=64)
    changes = models.JSONField("что изменилось", default=list, blank=True)
    reason = models.TextField("почему", blank=True)
    decision = models.ForeignKey(
        Decision,
        verbose_name="решение об утверждении",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="report_versions",
    )
    approved_at = models.DateTimeField("утверждена", null=True, blank=True)
    published_at = models.DateTimeField("опубликована", null=True, blank=True)
    frozen_at = models.DateTimeField("числа заморожены")
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("report", "-number")
        verbose_name = "редакция отчёта"
        verbose_name_plural = "редакции отчётов"
        constraints = (
            models.UniqueConstraint(fields=("report", "number"), name="report_version_identity"),
            models.CheckConstraint(condition=Q(number__gte=1), name="report_version_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.report}, редакция {self.number}"
