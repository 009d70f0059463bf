from django.conf import settings
from django.db import models

from mezhgorod.planning.models.item import PlanItem
from mezhgorod.planning.models.plan import Plan
from mezhgorod.planning.rules import StepState
from mezhgorod.registry.models import Body, Organization


class ApprovalRoute(models.Model):
    """Which steps the plans of an owner go through, in order: a body and what it does."""

    owner = models.ForeignKey(
        Organization, verbose_name="чей", on_delete=models.CASCADE, related_name="approval_route"
    )
    position = models.PositiveSmallIntegerField("по порядку")
    title = models.CharField("шаг", max_length=200)
    body = models.ForeignKey(
        Body,
        verbose_name="какой орган",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="approval_routes",
    )
    days = models.PositiveSmallIntegerField("дней на рассмотрение", null=True, blank=True)
    is_final = models.BooleanField("утверждает план", default=False)

    class Meta:
        ordering = ("owner", "position")
        verbose_name = "шаг порядка согласования"
        verbose_name_plural = "порядок согласования"
        constraints = (
            models.UniqueConstraint(fields=("owner", "position"), name="approval_route_identity"),
        )

    def __str__(self) -> str:
        return self.title


class ApprovalStep(models.Model):
    """One step of the way of one plan: who looks at which revision of it, and the answer."""

    plan = models.ForeignKey(
        Plan, verbose_name="план", on_delete=models.CASCADE, related_name="approval_steps"
    )
    position = models.PositiveSmallIntegerField("по порядку")
    title = models.CharField("шаг", max_length=200)
    body = models.ForeignKey(
        Body,
        verbose_name="какой орган",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="approval_steps",
    )
    is_final = models.BooleanField("утверждает план", default=False)
    due_on = models.DateField("срок", null=True, blank=True)
    state = models.CharField(
        "состояние", max_length=10, choices=StepState.choices, default=StepState.WAITING
    )
    plan_revision = models.PositiveIntegerField("что рассмотрено", null=True, blank=True)
    decided_at = models.DateTimeField("решено", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    remark = models.TextField("замечание", blank=True)

    class Meta:
        ordering = ("plan", "position")
        verbose_name = "шаг согласования"
        verbose_name_plural = "шаги согласования"
        constraints = (
            models.UniqueConstraint(fields=("plan", "position"), name="approval_step_identity"),
        )

    def __str__(self) -> str:
        return self.title


class ItemRemark(models.Model):
    """What somebody asks to change in a row before it is approved, and what came of it."""

    plan = models.ForeignKey(
        Plan, verbose_name="план", on_delete=models.CASCADE, related_name="remarks"
    )
    item = models.ForeignKey(
        PlanItem,
        verbose_name="строка",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="remarks",
    )
    row_text = models.TextField("о чём")
    body = models.ForeignKey(
        Body,
        verbose_name="от какого органа",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
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
    answer = models.TextField("ответ", blank=True)
    closed_at = models.DateTimeField("снято", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем снято",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("plan", "id")
        verbose_name = "замечание к строке"
        verbose_name_plural = "замечания к строкам"

    def __str__(self) -> str:
        return self.text
