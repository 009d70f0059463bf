from django.conf import settings
from django.db import models

from mezhgorod.papers.rules.words import PaperKind
from mezhgorod.registry.models import Organization


class PaperTemplate(models.Model):
    """A Word template of an organization for one kind of paper; its file stands in versions."""

    owner = models.ForeignKey(
        Organization, verbose_name="чей", on_delete=models.CASCADE, related_name="paper_templates"
    )
    kind = models.CharField("вид бумаги", max_length=12, choices=PaperKind.choices)
    name = models.CharField("название", max_length=200)
    is_retired = models.BooleanField("больше не предлагается", default=False)

    class Meta:
        ordering = ("owner", "kind", "name")
        verbose_name = "шаблон бумаги"
        verbose_name_plural = "шаблоны бумаг"
        constraints = (
            models.UniqueConstraint(fields=("owner", "name"), name="paper_template_identity"),
        )

    def __str__(self) -> str:
        return self.name


class PaperTemplateVersion(models.Model):
    """A template file as it was sent, without faults; papers name the version they came from."""

    template = models.ForeignKey(
        PaperTemplate, verbose_name="шаблон", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField("версия")
    file = models.FileField("файл", upload_to="paper-templates/%Y", max_length=300)
    file_name = models.CharField("имя файла", max_length=255)
    sha256 = models.CharField("контрольная сумма SHA-256", max_length=64)
    field_names = models.JSONField("поля шаблона", default=list, blank=True)
    has_fields_around = models.BooleanField("поля есть в колонтитулах", default=False)
    added_at = models.DateTimeField("добавлена")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем добавлена",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("template", "-number")
        verbose_name = "версия шаблона"
        verbose_name_plural = "версии шаблонов"
        constraints = (
            models.UniqueConstraint(
                fields=("template", "number"), name="paper_template_version_identity"
            ),
        )

    def __str__(self) -> str:
        return f"{self.template}, версия {self.number}"
