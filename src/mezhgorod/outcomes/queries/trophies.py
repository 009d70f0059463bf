"""Challenge cups of a series and who held them over the years."""

from __future__ import annotations

from dataclasses import dataclass

from mezhgorod.outcomes.models import HeldEvent, Trophy, TrophyHolding
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
    raise NotImplementedError


def proposed_holder(*, held: HeldEvent) -> tuple[str, int | None] | None:
    """Return who takes the cup by the overall table: team and municipality, None without one.

    A shared first place proposes nobody.
    """
    raise NotImplementedError
