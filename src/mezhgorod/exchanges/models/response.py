from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.exchanges.models.indicator import IndicatorVersion
from mezhgorod.exchanges.models.round import ExchangeRound
from mezhgorod.exchanges.rules import FileState, ResponseState, StepKind
from mezhgorod.registry.models import Organization, PersonalLink


class Response(models.Model):
    """The answer of one city in one round, and where it is on its way.

    `copies` are the names of the copies of repeated sections by code of the section, `texts` the
    answers to questions by code. `revision` grows with every change of the answer.
    """

    round = models.ForeignKey(
        ExchangeRound, verbose_name="раунд", on_delete=models.CASCADE, related_name="responses"
    )
    party = models.ForeignKey(
        Organization, verbose_name="кто отвечает", on_delete=models.PROTECT,
        related_name="responses",
    )  # fmt: skip
    state = models.CharField(
        "состояние",
        max_length=12,
        choices=ResponseState.choices,
        default=ResponseState.NOT_STARTED,
    )
    due_on = models.DateField("срок продлён до", null=True, blank=True)
    copies = models.JSONField("поставщики и зоны", default=dict, blank=True)
    texts = models.JSONField("ответы на вопросы", default=dict, blank=True)
    remark = models.TextField("что уточнить", blank=True)
    reason = models.TextField("почему не участвует или отклонён", blank=True)
    filled_count = models.PositiveIntegerField("заполнено ячеек", default=0)
    doubt_count = models.PositiveIntegerField("сомнений", default=0)
    submitted_at = models.DateTimeField("представлен", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reminded_at = models.DateTimeField("напоминали", null=True, blank=True)
    touched_at = models.DateTimeField("последнее действие", null=True, blank=True)
    revision = models.PositiveIntegerField("номер изменения", default=0)

    class Meta:
        ordering = ("round", "party__name")
        verbose_name = "ответ города"
        verbose_name_plural = "ответы городов"
        constraints = (
            models.UniqueConstraint(fields=("round", "party"), name="response_identity"),
        )

    def __str__(self) -> str:
        return f"{self.party}: {self.get_state_display()}"


class Observation(models.Model):
    """One filled cell: an exact number, words, or why there is neither.

    A number is `mantissa` · 10^−`scale`, exact on every database and with the decimals that were
    typed: SQLite keeps decimals as binary fractions.
    """

    response = models.ForeignKey(
        Response, verbose_name="ответ", on_delete=models.CASCADE, related_name="observations"
    )
    indicator = models.ForeignKey(
        IndicatorVersion,
        verbose_name="показатель",
        on_delete=models.PROTECT,
        related_name="observations",
    )
    copy = models.PositiveSmallIntegerField("какой по счёту поставщик", default=0)
    mantissa = models.BigIntegerField("число без запятой", null=True, blank=True)
    scale = models.PositiveSmallIntegerField("знаков после запятой", default=0)
    text = models.TextField("текст", blank=True)
    missing = models.CharField("почему нет значения", max_length=16, blank=True)
    comment = models.TextField("пояснение", blank=True)
    is_carried = models.BooleanField("взято из прошлого раунда, не подтверждено", default=False)

    class Meta:
        ordering = ("response", "indicator", "copy")
        verbose_name = "значение"
        verbose_name_plural = "значения"
        indexes = (models.Index(fields=("indicator", "response"), name="observation_series"),)
        constraints = (
            models.UniqueConstraint(
                fields=("response", "indicator", "copy"), name="observation_identity"
            ),
            models.CheckConstraint(
                condition=Q(mantissa__isnull=False, text="", missing="")
                | Q(mantissa__isnull=True, missing="") & ~Q(text="")
                | Q(mantissa__isnull=True, text="") & ~Q(missing=""),
                name="observation_one_of",
            ),
        )

    def __str__(self) -> str:
        return self.text or self.missing or str(self.number)

    @property
    def number(self) -> Decimal | None:
        """The exact number, None for words and absence."""
        return None if self.mantissa is None else Decimal(self.mantissa).scaleb(-self.scale)


class ResponseStep(models.Model):
    """One step of an answer: who, when, by what, why, which cells were what before.

    `changes` are lists of code, copy, cell before and cell after in their storage form. Steps are
    added by actions in the same transaction and never changed. A REQUEST changes nothing by
    itself; the CORRECTION after it grants it or, without changes, declines it.
    """

    response = models.ForeignKey(
        Response, verbose_name="ответ", on_delete=models.CASCADE, related_name="steps"
    )
    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    link = models.ForeignKey(
        PersonalLink,
        verbose_name="по какой ссылке",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    kind = models.CharField("чем", max_length=10, choices=StepKind.choices)
    state_before = models.CharField("состояние до", max_length=12, choices=ResponseState.choices)
    state_after = models.CharField("состояние после", max_length=12, choices=ResponseState.choices)
    reason = models.TextField("почему", blank=True)
    changes = models.JSONField("ячейки", default=list, blank=True)
    document = models.ForeignKey(
        SourceDocument,
        verbose_name="файл",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="response_steps",
    )

    class Meta:
        ordering = ("response", "id")
        verbose_name = "шаг ответа"
        verbose_name_plural = "шаги ответов"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%d.%m.%Y}"


class ResponseFile(models.Model):
    """A file that was sent for an answer: taken over, refused, or kept as an attachment.

    `findings` tell what was wrong, cell by cell, also of a file that fitted no answer. Files that
    were sent together share `sent_at` and `sent_by`: the page counts how many are done.
    """

    round = models.ForeignKey(
        ExchangeRound, verbose_name="раунд", on_delete=models.CASCADE, related_name="files"
    )
    response = models.ForeignKey(
        Response,
        verbose_name="ответ",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="files",
    )
    document = models.ForeignKey(
        SourceDocument, verbose_name="файл", on_delete=models.PROTECT, related_name="answer_files"
    )
    is_attachment = models.BooleanField("приложение к ответу", default=False)
    state = models.CharField(
        "что с файлом", max_length=10, choices=FileState.choices, default=FileState.KEPT
    )
    file_name = models.CharField("имя, под которым прислан", max_length=255, blank=True)
    taken_count = models.PositiveIntegerField("взято ячеек", default=0)
    findings = models.JSONField("что не так", default=list, blank=True)
    sent_at = models.DateTimeField("прислан")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("round", "-sent_at", "id")
        verbose_name = "присланный файл"
        verbose_name_plural = "присланные файлы"

    def __str__(self) -> str:
        return str(self.document)
