from django.db import models
from django.db.models import F, Q

from mezhgorod.registry.models.organization import Organization
from mezhgorod.registry.rules import BodyKind, DecisionKind


class Body(models.Model):
    """A body of an association: assembly, board, committee («секция»), directorate…"""

    owner = models.ForeignKey(
        Organization, verbose_name="чей", on_delete=models.CASCADE, related_name="bodies"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="в составе",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
    )
    kind = models.CharField("вид", max_length=12, choices=BodyKind.choices)
    name = models.CharField("название", max_length=300)
    slug = models.SlugField("адрес", max_length=120, unique=True)
    since_on = models.DateField("действует с", null=True, blank=True)
    until_on = models.DateField("действует по", null=True, blank=True)

    class Meta:
        ordering = ("owner", "kind", "name")
        verbose_name = "орган"
        verbose_name_plural = "органы"
        constraints = (
            models.UniqueConstraint(fields=("owner", "name"), name="body_identity"),
            models.CheckConstraint(
                condition=Q(since_on__isnull=True)
                | Q(until_on__isnull=True)
                | Q(since_on__lte=F("until_on")),
                name="body_validity_ordered",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """What a body has decided: an approval, an election, a host of the next event."""

    body = models.ForeignKey(
        Body, verbose_name="орган", on_delete=models.PROTECT, related_name="decisions"
    )
    kind = models.CharField(
        "о чём", max_length=12, choices=DecisionKind.choices, default=DecisionKind.OTHER
    )
    decided_on = models.DateField("дата")
    number = models.CharField("номер", max_length=60, blank=True)
    text = models.TextField("решение")

    class Meta:
        ordering = ("-decided_on", "-id")
        verbose_name = "решение органа"
        verbose_name_plural = "решения органов"

    def __str__(self) -> str:
        return self.text
