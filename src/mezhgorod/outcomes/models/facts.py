from django.db import models

from mezhgorod.outcomes.models.held_event import FactSource, HeldEvent
from mezhgorod.outcomes.rules import CountUnit, Hedge, HostCounted, PartyRole
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.registry.models import Municipality, Organization


class Participation(models.Model):
    """A city, a district or an organization at an event, in one role, as one source tells it.

    `text` is the name in the nominative as it is printed in lists; the links are set where it is
    known. Only rows with `is_current` are counted and printed; others are what another source says.
    """

    held_event = models.ForeignKey(
        HeldEvent,
        verbose_name="мероприятие",
        on_delete=models.CASCADE,
        related_name="participations",
    )
    role = models.CharField("роль", max_length=12, choices=PartyRole.choices)
    position = models.PositiveIntegerField("по порядку")
    text = models.CharField("кто", max_length=300)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="город или район",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name="организация",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
    )
    mode = models.CharField(
        "как", max_length=10, choices=AttendanceMode.choices, default=AttendanceMode.UNKNOWN
    )
    headcount = models.PositiveIntegerField("сколько человек", null=True, blank=True)
    source = models.ForeignKey(
        FactSource, verbose_name="источник", on_delete=models.CASCADE, related_name="participations"
    )
    is_current = models.BooleanField("считается", default=True)

    class Meta:
        ordering = ("held_event", "role", "position", "id")
        verbose_name = "участие"
        verbose_name_plural = "участия"
        constraints = (
            models.UniqueConstraint(
                fields=("source", "role", "is_current", "position"), name="participation_identity"
            ),
        )

    def __str__(self) -> str:
        return self.text


class StatedCount(models.Model):
    """A number as it was told: «около четырёхсот спортсменов»; beside it stands what is listed."""

    held_event = models.ForeignKey(
        HeldEvent, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="counts"
    )
    unit = models.CharField("чего", max_length=16, choices=CountUnit.choices)
    unit_text = models.CharField("чего, словами", max_length=200, blank=True)
    number = models.PositiveIntegerField("число")
    hedge = models.CharField(
        "насколько точно", max_length=2, choices=Hedge.choices, default=Hedge.EXACT
    )
    host_counted = models.CharField(
        "принимающий город", max_length=8, choices=HostCounted.choices, default=HostCounted.UNKNOWN
    )
    source = models.ForeignKey(
        FactSource, verbose_name="источник", on_delete=models.CASCADE, related_name="counts"
    )
    is_current = models.BooleanField("считается", default=True)

    class Meta:
        ordering = ("held_event", "unit", "-is_current", "id")
        verbose_name = "сообщённое число"
        verbose_name_plural = "сообщённые числа"

    @property
    def counted(self) -> tuple[str, str]:
        """What is counted, the same in words of different sources: a unit, words of another one."""
        return self.unit, self.unit_text if self.unit == CountUnit.OTHER else ""

    def __str__(self) -> str:
        hedge = "" if self.hedge == Hedge.EXACT else f"{self.get_hedge_display()} "
        return f"{hedge}{self.number} {self.unit_text or self.get_unit_display()}"
