from django.db import models
from django.db.models import F, Q

from mezhgorod.campaigns.rules import CampaignCycle, CampaignState
from mezhgorod.planning.models import Plan
from mezhgorod.registry.models import Organization


class Campaign(models.Model):
    """One collecting of proposals for the plan of a period.

    `plan` is composed when the campaign opens; accepted rows go into it. Rows are carried over
    from `source_plan`. `rules` are `CampaignRules` in their storage form.
    """

    owner = models.ForeignKey(
        Organization,
        verbose_name="кто собирает",
        on_delete=models.PROTECT,
        related_name="campaigns",
    )
    title = models.CharField("название", max_length=300)
    cycle = models.CharField("на какой период", max_length=10, choices=CampaignCycle.choices)
    period_edtf = models.CharField("период, EDTF", max_length=40)
    period_start = models.DateField("начало периода")
    period_end = models.DateField("конец периода")
    plan = models.OneToOneField(
        Plan,
        verbose_name="план, который собирают",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="campaign",
    )
    source_plan = models.ForeignKey(
        Plan,
        verbose_name="план, чьи строки перенесены",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="continued_by",
    )
    state = models.CharField(
        "состояние",
        max_length=12,
        choices=CampaignState.choices,
        default=CampaignState.PREPARING,
    )
    opens_on = models.DateField("открывается")
    due_on = models.DateField("предложения до")
    review_due_on = models.DateField("рассмотреть до")
    rules = models.JSONField("условия", default=dict)
    note = models.TextField("пояснение для участников", blank=True)
    created_at = models.DateTimeField("создан")
    updated_at = models.DateTimeField("изменён")

    class Meta:
        ordering = ("-period_start", "-id")
        verbose_name = "сбор предложений"
        verbose_name_plural = "сборы предложений"
        constraints = (
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")), name="campaign_period_ordered"
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("due_on"), due_on__lte=F("review_due_on")),
                name="campaign_deadlines_ordered",
            ),
        )

    def __str__(self) -> str:
        return self.title
