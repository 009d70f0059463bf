from django.db import models
from django.db.models import F, Q

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.planning.models.layout import PlanLayout
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import Organization


class Plan(models.Model):
    """A plan of events of one owner for one period, as its source document gives it."""

    owner = models.ForeignKey(
        Organization, verbose_name="чей план", on_delete=models.PROTECT, related_name="plans"
    )
    title = models.CharField("название", max_length=500)
    slug = models.SlugField("адрес", max_length=120, unique=True)
    kind = models.CharField("вид документа", max_length=60)
    period_edtf = models.CharField("период, EDTF", max_length=40)
    period_start = models.DateField("начало периода")
    period_end = models.DateField("конец периода")
    state = models.CharField(
        "состояние", max_length=12, choices=PlanState.choices, default=PlanState.PUBLISHED
    )
    document = models.ForeignKey(
        SourceDocument,
        verbose_name="исходный документ",
        on_delete=models.PROTECT,
        related_name="plans",
    )
    layout = models.ForeignKey(
        PlanLayout,
        verbose_name="макет печати",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="plans",
    )
    source_layout = models.JSONField("макет исходного документа", null=True, blank=True)
    abbreviations = models.JSONField("сокращения", default=list, blank=True)
    title_lines = models.JSONField("заголовок построчно", default=list, blank=True)
    stamp = models.CharField("гриф", max_length=100, blank=True)
    approval = models.JSONField("утверждение", default=list, blank=True)
    signature = models.JSONField("подпись", default=list, blank=True)
    fingerprint = models.CharField("отпечаток плана", max_length=64, blank=True, editable=False)
    revision = models.PositiveIntegerField("номер обновления", default=1)
    updated_at = models.DateTimeField("обновлён")

    class Meta:
        ordering = ("-period_start", "title")
        verbose_name = "план"
        verbose_name_plural = "планы"
        constraints = (
            models.UniqueConstraint(fields=("owner", "kind", "period_edtf"), name="plan_identity"),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")), name="plan_period_ordered"
            ),
        )

    def __str__(self) -> str:
        return self.title


class PlanColumn(models.Model):
    """A column of the printed plan: its place in the order, its role and its header verbatim."""

    plan = models.ForeignKey(
        Plan, verbose_name="план", on_delete=models.CASCADE, related_name="columns"
    )
    position = models.PositiveSmallIntegerField("по порядку")
    role = models.CharField("роль", max_length=200)
    header = models.CharField("заголовок", max_length=300, blank=True)

    class Meta:
        ordering = ("plan", "position")
        verbose_name = "столбец плана"
        verbose_name_plural = "столбцы плана"
        constraints = (
            models.UniqueConstraint(fields=("plan", "position"), name="plan_column_identity"),
        )

    def __str__(self) -> str:
        return self.header or self.role
