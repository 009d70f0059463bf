from django.db import models

from mezhgorod.planning.models.event import Event
from mezhgorod.planning.rules import PlaceRole
from mezhgorod.registry.models import Municipality, Region


class EventPlace(models.Model):
    """Where an event happens, or which city it is about, with the words of the document."""

    event = models.ForeignKey(
        Event, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="places"
    )
    position = models.PositiveSmallIntegerField("по порядку")
    role = models.CharField(
        "роль", max_length=10, choices=PlaceRole.choices, default=PlaceRole.VENUE
    )
    text = models.TextField("как напечатано")
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="город",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="event_places",
    )
    region = models.ForeignKey(
        Region,
        verbose_name="субъект РФ",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="event_places",
    )
    district = models.CharField("район", max_length=200, blank=True)
    venue = models.TextField("площадка", blank=True)
    organization = models.TextField("организация в столбце места", blank=True)

    class Meta:
        ordering = ("event", "position")
        verbose_name = "место мероприятия"
        verbose_name_plural = "места мероприятий"
        constraints = (
            models.UniqueConstraint(fields=("event", "position"), name="event_place_identity"),
        )

    def __str__(self) -> str:
        return self.text
