from django.db import models

from mezhgorod.registry.models import Organization


class EventSeries(models.Model):
    """A traditional event that comes again; editions are counted by its events.

    `key` is the normalized own name (or title without its ordinal) by which rows of different
    plans are recognised as editions of one series. After `until_year` no edition is expected.
    """

    owner = models.ForeignKey(
        Organization, verbose_name="чья", on_delete=models.PROTECT, related_name="series"
    )
    name = models.CharField("название", max_length=500)
    slug = models.SlugField("адрес", max_length=120, unique=True)
    key = models.CharField("ключ", max_length=300)
    step_years = models.PositiveSmallIntegerField("раз в сколько лет", null=True, blank=True)
    until_year = models.PositiveSmallIntegerField("последний год", null=True, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = "серия мероприятий"
        verbose_name_plural = "серии мероприятий"
        constraints = (
            models.UniqueConstraint(fields=("owner", "key"), name="event_series_identity"),
        )

    def __str__(self) -> str:
        return self.name
