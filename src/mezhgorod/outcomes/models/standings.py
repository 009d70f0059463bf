from django.db import models

from mezhgorod.outcomes.models.held_event import FactSource, HeldEvent
from mezhgorod.planning.models import EventSeries
from mezhgorod.registry.models import Municipality


class StandingTable(models.Model):
    """Who took which place: overall (an empty discipline) or in one kind of sport or nomination.

    `scoring` is the rule in the form of `planbook.standings`, as it was on the day.
    """

    held_event = models.ForeignKey(
        HeldEvent, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="standings"
    )
    position = models.PositiveIntegerField("по порядку", default=1)
    discipline = models.CharField("вид программы", max_length=300, blank=True)
    scoring = models.JSONField("правило подсчёта", default=dict, blank=True)
    source = models.ForeignKey(
        FactSource, verbose_name="источник", on_delete=models.CASCADE, related_name="standings"
    )

    class Meta:
        ordering = ("held_event", "position", "id")
        verbose_name = "таблица мест"
        verbose_name_plural = "таблицы мест"
        constraints = (
            models.UniqueConstraint(
                fields=("held_event", "discipline", "source"), name="standing_table_identity"
            ),
        )

    def __str__(self) -> str:
        return self.discipline or "общий зачёт"


class Standing(models.Model):
    """A line of a table of places; equal places are ties, an empty one was not told."""

    table = models.ForeignKey(
        StandingTable, verbose_name="таблица", on_delete=models.CASCADE, related_name="lines"
    )
    position = models.PositiveIntegerField("по порядку")
    place = models.PositiveIntegerField("место", null=True, blank=True)
    team = models.CharField("команда", max_length=300)
    is_name_public = models.BooleanField("имя можно показывать всем", default=False)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="город",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="standings",
    )
    points = models.DecimalField("очки", max_digits=9, decimal_places=3, null=True, blank=True)
    gold = models.PositiveIntegerField("золотых", null=True, blank=True)
    silver = models.PositiveIntegerField("серебряных", null=True, blank=True)
    bronze = models.PositiveIntegerField("бронзовых", null=True, blank=True)

    class Meta:
        ordering = ("table", "position")
        verbose_name = "место команды"
        verbose_name_plural = "места команд"
        constraints = (
            models.UniqueConstraint(fields=("table", "position"), name="standing_identity"),
        )

    def __str__(self) -> str:
        return self.team


class Trophy(models.Model):
    """A challenge cup of a series; its holder is the last one it was handed to."""

    series = models.ForeignKey(
        EventSeries, verbose_name="серия", on_delete=models.CASCADE, related_name="trophies"
    )
    name = models.CharField("название", max_length=300)

    class Meta:
        ordering = ("series", "name")
        verbose_name = "переходящий приз"
        verbose_name_plural = "переходящие призы"
        constraints = (models.UniqueConstraint(fields=("series", "name"), name="trophy_identity"),)

    def __str__(self) -> str:
        return self.name


class TrophyHolding(models.Model):
    """Who took a challenge cup at an event."""

    trophy = models.ForeignKey(
        Trophy, verbose_name="приз", on_delete=models.CASCADE, related_name="holdings"
    )
    held_event = models.ForeignKey(
        HeldEvent, verbose_name="где вручён", on_delete=models.CASCADE, related_name="trophies"
    )
    holder = models.CharField("кому", max_length=300)
    is_name_public = models.BooleanField("имя можно показывать всем", default=False)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="город",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="trophies",
    )
    source = models.ForeignKey(
        FactSource, verbose_name="источник", on_delete=models.CASCADE, related_name="trophies"
    )

    class Meta:
        ordering = ("trophy", "held_event")
        verbose_name = "обладатель приза"
        verbose_name_plural = "обладатели призов"
        constraints = (
            models.UniqueConstraint(
                fields=("trophy", "held_event"), name="trophy_holding_identity"
            ),
        )

    def __str__(self) -> str:
        return f"{self.trophy}: {self.holder}"
