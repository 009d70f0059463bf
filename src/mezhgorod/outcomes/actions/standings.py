"""Tables of places and challenge cups."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.outcomes.models import HeldEvent, StandingTable, Trophy, TrophyHolding
from mezhgorod.outcomes.rules import TOLD, StandingTableDraft, Told, TrophyDraft
from mezhgorod.planning.models import EventSeries
from mezhgorod.registry.rules import Actor


def set_standings(
    *,
    held: HeldEvent,
    table: StandingTableDraft,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> StandingTable:
    """Keep a table of places; the one of the same discipline is replaced."""
    raise NotImplementedError


def remove_standings(
    *, table: StandingTable, told: Told = TOLD, actor: Actor, now: datetime
) -> None:
    """Remove a table of places."""
    raise NotImplementedError


def ensure_trophy(*, series: EventSeries, name: str, actor: Actor, now: datetime) -> Trophy:
    """Return the challenge cup of a series by its name, made when it is new."""
    raise NotImplementedError


def hand_trophy(
    *,
    held: HeldEvent,
    trophy: Trophy,
    draft: TrophyDraft,
    told: Told = TOLD,
    actor: Actor,
    now: datetime,
) -> TrophyHolding:
    """Write down who took a cup at an event; the winner of the overall table by default."""
    raise NotImplementedError


def take_back_trophy(
    *, holding: TrophyHolding, told: Told = TOLD, actor: Actor, now: datetime
) -> None:
    """Remove a mistaken note about a cup."""
    raise NotImplementedError
