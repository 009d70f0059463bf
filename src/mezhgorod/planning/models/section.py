from django.db import models

from mezhgorod.planning.models.plan import Plan
from mezhgorod.planning.rules import PlanGrouping


class PlanSection(models.Model):
    """A heading of the plan and its rows (раздел плана, never a working body)."""

    plan = models.ForeignKey(
        Plan, verbose_name="план", on_delete=models.CASCADE, related_name="sections"
    )
    position = models.PositiveSmallIntegerField("по порядку")
    heading = models.TextField("заголовок", blank=True)
    heading_text = models.TextField("заголовок как напечатан", blank=True)
    level = models.PositiveSmallIntegerField("уровень", default=1)
    numeral = models.CharField("номер", max_length=20, blank=True)
    grouping = models.CharField(
        "что объединяет",
        max_length=12,
        choices=PlanGrouping.choices,
        default=PlanGrouping.NONE,
    )
    source = models.JSONField("место в документе", default=dict, blank=True)
    notes = models.TextField("примечания", blank=True)

    class Meta:
        ordering = ("plan", "position")
        verbose_name = "раздел плана"
        verbose_name_plural = "разделы планов"
        constraints = (
            models.UniqueConstraint(fields=("plan", "position"), name="plan_section_identity"),
        )

    def __str__(self) -> str:
        return self.heading
