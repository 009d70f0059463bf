from django.db import models

from mezhgorod.registry.models.organization import Organization


class OrganizationLogo(models.Model):
    """The emblem that an organization prints above its plans: a PNG or JPEG picture."""

    organization = models.OneToOneField(
        Organization,
        verbose_name="организация",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="logo",
    )
    data = models.BinaryField("изображение")
    updated_at = models.DateTimeField("загружена")

    class Meta:
        verbose_name = "эмблема организации"
        verbose_name_plural = "эмблемы организаций"

    def __str__(self) -> str:
        return str(self.organization)
