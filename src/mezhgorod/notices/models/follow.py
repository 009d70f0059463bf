from django.conf import settings
from django.db import models

from mezhgorod.notices.rules import FollowKind, Frequency
from mezhgorod.registry.models import Organization


class Follow(models.Model):
    """Somebody wants to know what changes in one thing: a city, a series, a plan…

    Nothing but the request to confirm is sent to an address before `confirmed_at`. `object_key` is
    the number for ever of an event, the id of anything else; `label` says it in words.
    """

    kind = models.CharField("за чем", max_length=10, choices=FollowKind.choices)
    object_key = models.CharField("за чем именно", max_length=64)
    label = models.CharField("словами", max_length=300)
    address = models.EmailField("адрес")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="чья подписка",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="follows",
    )
    frequency = models.CharField(
        "как часто", max_length=10, choices=Frequency.choices, default=Frequency.AT_ONCE
    )
    token = models.CharField("ключ", max_length=60, unique=True)
    created_at = models.DateTimeField("записано")
    confirmed_at = models.DateTimeField("подтверждено", null=True, blank=True)

    class Meta:
        ordering = ("address", "label", "id")
        verbose_name = "подписка"
        verbose_name_plural = "подписки"
        constraints = (
            models.UniqueConstraint(
                fields=("address", "kind", "object_key"), name="follow_identity"
            ),
        )
        indexes = (models.Index(fields=("kind", "object_key"), name="follow_object"),)

    def __str__(self) -> str:
        return f"{self.address}: {self.label}"


class LetterStop(models.Model):
    """An address does not want letters about something from somebody any more.

    `topic` is the first word of a kind: «campaign», «event», «digest».
    """

    owner = models.ForeignKey(
        Organization,
        verbose_name="от кого",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="letter_stops",
    )
    address = models.EmailField("адрес")
    topic = models.CharField("о чём", max_length=40)
    at = models.DateTimeField("когда")

    class Meta:
        ordering = ("-id",)
        verbose_name = "отказ от писем"
        verbose_name_plural = "отказы от писем"
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "address", "topic"), name="letter_stop_identity"
            ),
        )
        indexes = (models.Index(fields=("address",), name="letter_stop_address"),)

    def __str__(self) -> str:
        return f"{self.address}: {self.topic}"
