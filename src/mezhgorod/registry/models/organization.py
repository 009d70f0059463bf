from django.db import models
from django.db.models import F, Q

from mezhgorod.registry.models.municipality import Municipality
from mezhgorod.registry.rules import OrganizationKind


class Organization(models.Model):
    """Whoever owns a plan, organizes an event, is a member or answers for something.

    A city that acts (a member of a union, a guest, a host) is an organization of the kind
    «муниципалитет» whose `territory` is the city.
    """

    name = models.CharField("название", max_length=300, unique=True)
    slug = models.SlugField("адрес", max_length=120, unique=True)
    short_name = models.CharField("краткое название", max_length=100, blank=True)
    kind = models.CharField(
        "вид",
        max_length=20,
        choices=OrganizationKind.choices,
        default=OrganizationKind.OTHER,
    )
    territory = models.ForeignKey(
        Municipality,
        verbose_name="город, за который говорит",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
    )

    class Meta:
        ordering = ("name",)
        verbose_name = "организация"
        verbose_name_plural = "организации"

    def __str__(self) -> str:
        return self.name

    @property
    def spoken_name(self) -> str:
        """How people call it in a list: a city by its name, others by their short name."""
        if self.kind == OrganizationKind.MUNICIPALITY and self.territory is not None:
            return self.territory.name
        return self.short_name or self.name


class OrganizationName(models.Model):
    """Another name of an organization, valid for some time or always."""

    organization = models.ForeignKey(
        Organization, verbose_name="организация", on_delete=models.CASCADE, related_name="names"
    )
    name = models.CharField("название", max_length=300)
    valid_from = models.DateField("действует с", null=True, blank=True)
    valid_until = models.DateField("действует по", null=True, blank=True)

    class Meta:
        ordering = ("valid_from", "name")
        verbose_name = "другое название организации"
        verbose_name_plural = "другие названия организаций"
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "name"), name="organization_name_identity"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="organization_name_validity_ordered",
            ),
        )

    def __str__(self) -> str:
        return self.name
