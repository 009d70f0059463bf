from django.db import models

from mezhgorod.registry.models import Organization


class IndicatorVersion(models.Model):
    """An indicator of an association in one version: what a series of values means.

    `content` is `planbook.indicators.Indicator` in its storage form; the other fields repeat what
    is searched and sorted by. A changed meaning is a new version with a series of its own.
    """

    owner = models.ForeignKey(
        Organization, verbose_name="кто ведёт", on_delete=models.CASCADE, related_name="indicators"
    )
    code = models.CharField("код", max_length=60)
    number = models.PositiveSmallIntegerField("версия", default=1)
    name = models.CharField("название", max_length=300)
    content = models.JSONField("описание", default=dict)
    since_on = models.DateField("собирается с", null=True, blank=True)
    until_on = models.DateField("собирается по", null=True, blank=True)
    created_at = models.DateTimeField("заведён")

    class Meta:
        ordering = ("owner", "code", "number")
        verbose_name = "показатель"
        verbose_name_plural = "показатели"
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "code", "number"), name="indicator_version_identity"
            ),
        )

    def __str__(self) -> str:
        return self.name
