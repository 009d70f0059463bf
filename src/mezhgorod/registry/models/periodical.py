from django.db import models

from mezhgorod.registry.models.organization import Organization
from mezhgorod.registry.models.term import DatedTerm
from mezhgorod.registry.rules import PeriodicalKind


class Periodical(DatedTerm):
    """Something an association publishes again and again: a bulletin, a journal, a portal."""

    owner = models.ForeignKey(
        Organization,
        verbose_name="кто издаёт",
        on_delete=models.CASCADE,
        related_name="periodicals",
    )
    kind = models.CharField(
        "вид", max_length=10, choices=PeriodicalKind.choices, default=PeriodicalKind.OTHER
    )
    title = models.CharField("название строки плана", max_length=500)
    timing_text = models.CharField("как часто", max_length=200)
    rrule = models.CharField("правило повторения", max_length=200, blank=True, editable=False)
    note = models.CharField("примечание", max_length=500, blank=True)
    position = models.PositiveIntegerField("порядок", default=0)

    class Meta:
        ordering = ("owner", "position", "id")
        verbose_name = "издание"
        verbose_name_plural = "издания"
        constraints = (
            *DatedTerm.Meta.constraints,
            models.UniqueConstraint(fields=("owner", "title"), name="periodical_identity"),
        )

    def __str__(self) -> str:
        return self.title
