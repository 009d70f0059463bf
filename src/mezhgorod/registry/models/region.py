from django.db import models


class Region(models.Model):
    """A federal subject (субъект Российской Федерации)."""

    code = models.CharField("код ISO 3166-2", max_length=10, unique=True)
    name = models.CharField("название", max_length=200, unique=True)
    slug = models.SlugField("адрес", max_length=120, unique=True)

    class Meta:
        ordering = ("name",)
        verbose_name = "субъект РФ"
        verbose_name_plural = "субъекты РФ"

    def __str__(self) -> str:
        return self.name
