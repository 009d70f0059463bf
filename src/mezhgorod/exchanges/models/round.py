from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mezhgorod.exchanges.models.exchange import Exchange, FormVersion
from mezhgorod.exchanges.rules import RoundState


class ExchangeRound(models.Model):
    """One collecting of answers: for which period, by when, on which version of the form."""

    exchange = models.ForeignKey(
        Exchange, verbose_name="обмен", on_delete=models.CASCADE, related_name="rounds"
    )
    form = models.ForeignKey(
        FormVersion, verbose_name="форма", on_delete=models.PROTECT, related_name="rounds"
    )
    period_edtf = models.CharField("период, EDTF", max_length=40)
    period_start = models.DateField("начало периода")
    period_end = models.DateField("конец периода")
    state = models.CharField(
        "состояние", max_length=12, choices=RoundState.choices, default=RoundState.PREPARING
    )
    opens_on = models.DateField("открывается")
    due_on = models.DateField("ответы до")
    published_on = models.DateField("разослан", null=True, blank=True)
    note = models.TextField("пояснение для участников", blank=True)
    created_at = models.DateTimeField("создан")
    updated_at = models.DateTimeField("изменён")

    class Meta:
        ordering = ("exchange", "-period_start", "-id")
        verbose_name = "раунд обмена"
        verbose_name_plural = "раунды обменов"
        constraints = (
            models.UniqueConstraint(
                fields=("exchange", "period_edtf"), name="exchange_round_identity"
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")), name="round_period_ordered"
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("due_on")), name="round_deadline_ordered"
            ),
        )

    def __str__(self) -> str:
        return f"{self.exchange}, {self.period_edtf}"


class ComparisonVersion(models.Model):
    """The comparison table of a round as it was made: immutable, numbered, with its reason.

    `content` is `planbook.indicators.ComparisonTable` in its storage form, so that a table sent
    out can be shown and downloaded for ever, whatever is corrected later.
    """

    round = models.ForeignKey(
        ExchangeRound, verbose_name="раунд", on_delete=models.CASCADE, related_name="tables"
    )
    number = models.PositiveSmallIntegerField("версия")
    content = models.JSONField("таблица")
    digest = models.CharField("контрольная сумма", max_length=64)
    reason = models.TextField("почему составлена", blank=True)
    made_at = models.DateTimeField("составлена")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    published_at = models.DateTimeField("разослана", null=True, blank=True)

    class Meta:
        ordering = ("round", "-number")
        verbose_name = "сводная таблица"
        verbose_name_plural = "сводные таблицы"
        constraints = (
            models.UniqueConstraint(fields=("round", "number"), name="comparison_version_identity"),
        )

    def __str__(self) -> str:
        return f"{self.round}: версия {self.number}"
