from django.db import models
from django.db.models import Q

from mezhgorod.registry.models.organization import Organization
from mezhgorod.registry.models.user import User


class Person(models.Model):
    """A human being in an office, a contact, a speaker: as little as the work needs.

    Hidden from the public unless `is_public`. Personal data are kept for a purpose and with a
    consent or another ground (152-ФЗ, статья 6); an erased person keeps the row, without any data,
    so that counts stay.
    """

    full_name = models.CharField("фамилия, имя, отчество", max_length=200, blank=True)
    email = models.EmailField("адрес электронной почты", blank=True)
    phone = models.CharField("телефон", max_length=60, blank=True)
    user = models.OneToOneField(
        User,
        verbose_name="учётная запись",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
    )
    is_public = models.BooleanField("показывать всем", default=False)
    purpose = models.CharField("зачем храним", max_length=300, blank=True)
    consent_basis = models.CharField("основание обработки", max_length=300, blank=True)
    consent_on = models.DateField("согласие получено", null=True, blank=True)
    erased_at = models.DateTimeField("данные стёрты", null=True, blank=True)

    class Meta:
        ordering = ("full_name", "id")
        verbose_name = "человек"
        verbose_name_plural = "люди"
        constraints = (
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(full_name="", email="", phone="", consent_on__isnull=True),
                name="person_erased_is_empty",
            ),
        )

    def __str__(self) -> str:
        return self.full_name or "данные стёрты"


class Contact(models.Model):
    """Where letters to an organization go; the person behind it may be unknown.

    Each association keeps addresses of its own members: `owner` is the one that does.
    """

    organization = models.ForeignKey(
        Organization, verbose_name="организация", on_delete=models.CASCADE, related_name="contacts"
    )
    person = models.ForeignKey(
        Person,
        verbose_name="кто",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
    )
    email = models.EmailField("адрес электронной почты")
    owner = models.ForeignKey(
        Organization,
        verbose_name="кто ведёт",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts_kept",
    )
    topic = models.CharField("по каким вопросам", max_length=200, blank=True)

    class Meta:
        ordering = ("organization", "id")
        verbose_name = "адрес для писем"
        verbose_name_plural = "адреса для писем"
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "organization", "email"), name="registry_contact_identity"
            ),
        )

    def __str__(self) -> str:
        return self.email
