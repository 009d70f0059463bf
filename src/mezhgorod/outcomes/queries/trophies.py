"""Challenge cups of a series and who held them over the years."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

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


def trophies_of(*, series: EventSeries, public_only: bool = False) -> list[TrophyHistory]:
    """Return the cups of a series with their holders; two queries."""
    holdings = TrophyHolding.objects.select_related("held_event", "municipality").order_by(
        "-held_event__earliest", "-held_event__edition", "-pk"
    )
    if public_only:
        holdings = holdings.filter(held_event__published_at__isnull=False)
    cups = Trophy.objects.filter(series=series).prefetch_related(
        Prefetch("holdings", queryset=holdings)
    )
    return [TrophyHistory(one, tuple(one.holdings.all())) for one in cups]


def proposed_holder(*, held: HeldEvent) -> tuple[str, int | None] | None:
    """Return who takes the cup by the overall table: team and municipality, None without one.

    A shared first place proposes nobody.
    """
    first = Standing.objects.filter(table__held_event=held, table__discipline="", place=1)
    winners = set(first.values_list("team", "municipality"))
    return winners.pop() if len(winners) == 1 else None
