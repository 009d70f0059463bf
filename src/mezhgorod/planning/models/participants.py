from django.db import models

from mezhgorod.planning.models.event import Event
from mezhgorod.planning.rules import EventRole
from mezhgorod.registry.models import Municipality, Organization, Region


class EventParticipant(models.Model):
    """Who has which role in an event: organizer, partner region, operator of an exchange…

    `text` is always the wording of the document; the links are set where it was recognised.
    """

    event = models.ForeignKey(
        Event, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="participants"
    )
    role = models.CharField("роль", max_length=12, choices=EventRole.choices)
    position = models.PositiveSmallIntegerField("по порядку")
    text = models.TextField("как напечатано")
    organization = models.ForeignKey(
        Organization,
        verbose_name="организация",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="event_roles",
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="город",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="event_roles",
    )
    region = models.ForeignKey(
        Region,
        verbose_name="субъект РФ",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="event_roles",
    )

    class Meta:
        ordering = ("event", "role", "position")
        verbose_name = "участник мероприятия"
        verbose_name_plural = "участники мероприятий"
        constraints = (
            models.UniqueConstraint(
                fields=("event", "role", "position"), name="event_participant_identity"
            ),
        )

    def __str__(self) -> str:
        return self.text
