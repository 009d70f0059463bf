from django.db import models

from mezhgorod.planning.models.event import Event
from mezhgorod.planning.models.series import EventSeries
from mezhgorod.planning.rules import EditionState
from mezhgorod.planning.rules.hosting import BidState
from mezhgorod.registry.models import Decision, Municipality, Organization


class SeriesEdition(models.Model):
    """One edition of a series: held, or to be held somewhere; known also without a plan row.

    `origin` is set where it is known only because somebody offered to hold it: ``held:12``.
    """

    series = models.ForeignKey(
        EventSeries, verbose_name="серия", on_delete=models.CASCADE, related_name="editions"
    )
    number = models.PositiveIntegerField("который по счёту")
    year = models.PositiveSmallIntegerField("год")
    state = models.CharField(
        "принимающий город",
        max_length=12,
        choices=EditionState.choices,
        default=EditionState.NEEDS_HOST,
    )
    host = models.ForeignKey(
        Municipality,
        verbose_name="город",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions_hosted",
    )
    event = models.ForeignKey(
        Event,
        verbose_name="мероприятие",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="series_editions",
    )
    decision = models.ForeignKey(
        Decision,
        verbose_name="решение",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="editions",
    )
    note = models.TextField("откуда известно", blank=True)
    origin = models.CharField("источник", max_length=60, blank=True)

    class Meta:
        ordering = ("series", "-number")
        verbose_name = "выпуск серии"
        verbose_name_plural = "выпуски серий"
        constraints = (
            models.UniqueConstraint(fields=("series", "number"), name="series_edition_identity"),
        )

    def __str__(self) -> str:
        return f"{self.series}: {self.number}"


class HostingBid(models.Model):
    """A city offers to hold an edition; what became of the offer is told by its state.

    Offers stay when another city is chosen: whoever looks for a host asks these cities first.
    `origin` makes the offers told by one source known: ``held:12``; empty for those made here.
    """

    edition = models.ForeignKey(
        SeriesEdition, verbose_name="выпуск", on_delete=models.CASCADE, related_name="bids"
    )
    city = models.ForeignKey(
        Municipality, verbose_name="город", on_delete=models.PROTECT, related_name="hosting_bids"
    )
    state = models.CharField(
        "что стало с предложением",
        max_length=12,
        choices=BidState.choices,
        default=BidState.OFFERED,
    )
    offered_on = models.DateField("когда предложил", null=True, blank=True)
    offered_by = models.ForeignKey(
        Organization,
        verbose_name="кто сообщил",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="hosting_bids_told",
    )
    origin = models.CharField("источник", max_length=60, blank=True)
    note = models.TextField("откуда известно", blank=True)

    class Meta:
        ordering = ("edition", "offered_on", "id")
        verbose_name = "предложение принять"
        verbose_name_plural = "предложения принять"
        constraints = (
            models.UniqueConstraint(fields=("edition", "city"), name="hosting_bid_identity"),
        )

    def __str__(self) -> str:
        return f"{self.city}: {self.edition}"
