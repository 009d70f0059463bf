from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from mezhgorod.registry.rules import Bound, Holding, holding_on, term_words


class DatedTerm(models.Model):
    """Something that lasts from one bound to another; each bound keeps its official words.

    The columns are written by `set_since` and `set_until` only, so that words and days agree.
    """

    since_text = models.CharField("с какого времени", max_length=200, blank=True)
    since_earliest = models.DateField("начало не раньше", null=True, blank=True)
    since_latest = models.DateField("начало не позже", null=True, blank=True)
    until_text = models.CharField("до какого времени", max_length=200, blank=True)
    until_earliest = models.DateField("конец не раньше", null=True, blank=True)
    until_latest = models.DateField("конец не позже", null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[Any] = (
            models.CheckConstraint(
                condition=Q(since_earliest__isnull=True, since_latest__isnull=True)
                | Q(since_earliest__lte=F("since_latest")),
                name="%(class)s_since_ordered",
            ),
            models.CheckConstraint(
                condition=Q(until_earliest__isnull=True, until_latest__isnull=True)
                | Q(until_earliest__lte=F("until_latest")),
                name="%(class)s_until_ordered",
            ),
            models.CheckConstraint(
                condition=Q(since_earliest__isnull=True)
                | Q(until_latest__isnull=True)
                | Q(since_earliest__lte=F("until_latest")),
                name="%(class)s_term_ordered",
            ),
        )

    @property
    def since(self) -> Bound:
        """When it began."""
        return Bound(self.since_text, self.since_earliest, self.since_latest)

    @property
    def until(self) -> Bound:
        """When it ends, open while it lasts."""
        return Bound(self.until_text, self.until_earliest, self.until_latest)

    def set_since(self, bound: Bound) -> None:
        """Take over when it began; the caller saves."""
        self.since_text, self.since_earliest, self.since_latest = (
            bound.text,
            bound.earliest,
            bound.latest,
        )

    def set_until(self, bound: Bound) -> None:
        """Take over when it ends; the caller saves."""
        self.until_text, self.until_earliest, self.until_latest = (
            bound.text,
            bound.earliest,
            bound.latest,
        )

    @property
    def term_words(self) -> str:
        """The term in words, empty when nothing is known."""
        return term_words(self.since, self.until)

    def holding_on(self, day: date) -> Holding:
        """Whether it holds on a day, as far as the papers say."""
        return holding_on(since=self.since, until=self.until, day=day)
