from django.conf import settings
from django.db import models

from mezhgorod.planning.models.item import PlanItem
from mezhgorod.planning.models.plan import Plan
from mezhgorod.planning.rules import StepState
from mezhgorod.registry.models import Body, Organization


class ApprovalRoute(models.Model):
    """Which steps the plans of an owner go through: a body and what it does.

    Steps of one position are gone through together, a later position waits for them.
    """

    owner = models.ForeignKey(
        Organization, verbose_name="чей", on_delete=models.CASCADE, related_name="approval_route"
    )
    position = models.PositiveSmallIntegerField("по порядку")
    title = models.CharField("шаг", max_length=200)
    body = models.ForeignKey(
        Body,
        verbose_name="какой орган",
        on_delete=models.PROTECT,
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
            models.UniqueConstraint(
                fields=("owner", "position", "title"), name="approval_route_identity"
            ),
        )

    def __str__(self) -> str:
        return self.title


class ApprovalStep(models.Model):
    """One step of the way of one plan: who looks at which revision of it, and the answer.

    Every submission is a `round` of its own. `seen_change` is the last change of the plan that the
    answer takes into account; `note` tells why an answered step is open again.
    """

    plan = models.ForeignKey(
        Plan, verbose_name="план", on_delete=models.CASCADE, related_name="approval_steps"
    )
    round = models.PositiveSmallIntegerField("который раз передан", default=1)
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
    seen_change = models.PositiveBigIntegerField("последнее учтённое изменение", default=0)
    note = models.TextField("почему открыт снова", blank=True)

    class Meta:
        ordering = ("plan", "round", "position", "id")
        verbose_name = "шаг согласования"
        verbose_name_plural = "шаги согласования"
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "round", "position", "title"), name="approval_step_identity"
            ),
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
    answered_at = models.DateTimeField("отвечено", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто ответил",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
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
