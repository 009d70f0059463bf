from django.conf import settings
from django.db import models

from mezhgorod.planning.models.item import PlanItem
from mezhgorod.planning.models.plan import Plan
from mezhgorod.planning.models.version import Amendment
from mezhgorod.planning.rules import ChangeKind
from mezhgorod.registry.models import PersonalLink


class PlanChange(models.Model):
    """One change of one row of a plan: what it said, what it says, why, on what ground, by whom.

    `before` and `after` are rows in the storage form of `planbook.plans`, None where there was or
    is no row. `event_uid` names the event for ever, also after its row has gone. Changes made in
    one step share a `batch`. Taking the step back is told by changes of its own, whose `undoes`
    names that batch; from then on neither counts: both bear `undone_at`.
    """

    plan = models.ForeignKey(
        Plan, verbose_name="план", on_delete=models.CASCADE, related_name="changes"
    )
    item = models.ForeignKey(
        PlanItem,
        verbose_name="строка",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="changes",
    )
    event_uid = models.UUIDField("мероприятие", null=True, blank=True)
    kind = models.CharField("что сделано", max_length=10, choices=ChangeKind.choices)
    summary = models.TextField("словами")
    reason = models.TextField("причина", blank=True)
    basis = models.TextField("основание", blank=True)
    before = models.JSONField("было", null=True, blank=True)
    after = models.JSONField("стало", null=True, blank=True)
    batch = models.UUIDField("шаг")
    amendment = models.ForeignKey(
        Amendment,
        verbose_name="изменения",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="changes",
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
    undone_at = models.DateTimeField("отменено", null=True, blank=True)
    undo_data = models.JSONField("для отмены", null=True, blank=True)
    undoes = models.UUIDField("какой шаг отменяет", null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = "изменение строки"
        verbose_name_plural = "изменения строк"
        indexes = (
            models.Index(fields=("plan", "batch"), name="plan_change_batch"),
            models.Index(fields=("event_uid",), name="plan_change_event"),
        )

    def __str__(self) -> str:
        return self.summary
