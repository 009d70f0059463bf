from django.db import models

from mezhgorod.registry.models import Organization


class PlanLayout(models.Model):
    """How an organization prints its plans: its own layout, in the form of `planbook.layouts`."""

    owner = models.ForeignKey(
        Organization, verbose_name="чей", on_delete=models.PROTECT, related_name="layouts"
    )
    title = models.CharField("название", max_length=200)
    data = models.JSONField("макет")
    updated_at = models.DateTimeField("обновлён")

    class Meta:
        ordering = ("owner", "title")
        verbose_name = "макет плана"
        verbose_name_plural = "макеты планов"
        constraints = (
            models.UniqueConstraint(fields=("owner", "title"), name="plan_layout_identity"),
        )

    def __str__(self) -> str:
        return self.title
