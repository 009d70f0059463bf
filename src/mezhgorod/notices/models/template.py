from django.conf import settings
from django.db import models

from mezhgorod.registry.models import Organization


class LetterTemplate(models.Model):
    """The text of an organization for one kind of letter; without one the shipped text is used.

    Subject and body hold named fields in braces, nothing else is understood in them.
    """

    owner = models.ForeignKey(
        Organization,
        verbose_name="чей",
        on_delete=models.CASCADE,
        related_name="letter_templates",
    )
    kind = models.CharField("о чём", max_length=40)
    subject = models.CharField("тема", max_length=300)
    body = models.TextField("текст")
    updated_at = models.DateTimeField("изменён")
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("owner", "kind")
        verbose_name = "образец письма"
        verbose_name_plural = "образцы писем"
        constraints = (
            models.UniqueConstraint(fields=("owner", "kind"), name="letter_template_identity"),
        )

    def __str__(self) -> str:
        return self.subject
