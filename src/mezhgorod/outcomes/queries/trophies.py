"""Challenge cups of a series and who held them over the years."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Prefetch, QuerySet

from mezhgorod.outcomes.models import HeldEvent, Standing, Trophy, TrophyHolding
from mezhgorod.planning.models import EventSeries


@dataclass(frozen=True, slots=True)
class TrophyHistory:
    """A cup with its holders, latest first; `holder` has it now."""

    trophy: Trophy
    holdings: tuple[TrophyHolding, ...]

    @property
    def holder(self) -> TrophyHolding | None:
        """Who has the cup now."""
        return self.holdings[0] if self.holdings else None


def trophies_of(
    *, series: EventSeries, told: QuerySet[HeldEvent] | None = None
) -> list[TrophyHistory]:
    """Return the cups of a series with their holders, latest first; two queries.

    Args:
        told: the events whose facts may be told (`held_visible_to`), None for all.
    """
    holdings = TrophyHolding.objects.select_related("held_event", "municipality").order_by(
        F("held_event__earliest").desc(nulls_last=True), "-held_event__edition", "-pk"
    )
    if told is not None:
        holdings = holdings.filter(held_event__in=told)
    cups = Trophy.objects.filter(series=series).prefetch_related(
        Prefetch("holdings", holdings, to_attr="history")
    )
    return [TrophyHistory(cup, tuple(getattr(cup, "history", ()))) for cup in cups]


def proposed_holder(*, held: HeldEvent) -> tuple[str, int | None] | None:
    """Return who takes the cup by the overall table: team and municipality, None without one.

    A shared first place proposes nobody.
    """
    lines = Standing.objects.filter(table__held_event=held, table__discipline="", place=1)
    first = list(lines.order_by("pk")[:2])
    return (first[0].team, first[0].municipality_id) if len(first) == 1 else None
