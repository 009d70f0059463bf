from django.db import models
from django.db.models import F, Q

from mezhgorod.registry.models.region import Region
from mezhgorod.registry.rules import MunicipalityKind


class Municipality(models.Model):
    """A city, settlement or district that documents name. `name` is the present official one."""

    name = models.CharField("название", max_length=200)
    slug = models.SlugField("адрес", max_length=120, unique=True)
    kind = models.CharField(
        "вид",
        max_length=20,
        choices=MunicipalityKind.choices,
        default=MunicipalityKind.SETTLEMENT,
    )
    region = models.ForeignKey(
        Region,
        verbose_name="субъект РФ",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="municipalities",
    )
    country = models.CharField("страна", max_length=100, blank=True)
    latitude = models.FloatField("широта", null=True, blank=True)
    longitude = models.FloatField("долгота", null=True, blank=True)
    time_zone = models.CharField("часовой пояс", max_length=60, blank=True)
    search_text = models.TextField("слова для поиска", blank=True, editable=False)

    class Meta:
        ordering = ("name",)
        verbose_name = "город"
        verbose_name_plural = "города"
        constraints = (
            models.UniqueConstraint(
                fields=("name", "kind", "region", "country"), name="municipality_identity"
            ),
            # SQLite has no NULLS NOT DISTINCT, so cities without a region need a rule of their own.
            models.UniqueConstraint(
                fields=("name", "kind", "country"),
                condition=Q(region__isnull=True),
                name="municipality_identity_abroad",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="municipality_coordinates_paired",
            ),
        )

    def __str__(self) -> str:
        return self.name


class MunicipalityName(models.Model):
    """Another name of a municipality: alias, abbreviation, or a name valid for some time."""

    municipality = models.ForeignKey(
        Municipality, verbose_name="город", on_delete=models.CASCADE, related_name="names"
    )
    name = models.CharField("название", max_length=200)
    valid_from = models.DateField("действует с", null=True, blank=True)
    valid_until = models.DateField("действует по", null=True, blank=True)

    class Meta:
        ordering = ("valid_from", "name")
        verbose_name = "другое название города"
        verbose_name_plural = "другие названия городов"
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "name"), name="municipality_name_identity"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="municipality_name_validity_ordered",
            ),
        )

    def __str__(self) -> str:
        return self.name
