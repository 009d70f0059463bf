"""The next plan from the last one: editions, months with hints, open hosts, stale rows."""

from planbook.succession.framing import draft_of
from planbook.succession.history import (
    HostState,
    KnownEdition,
    Series,
    SeriesHistory,
    Turn,
    turn_in,
)
from planbook.succession.hosts import OPEN_PLACE
from planbook.succession.proposal import NextPlan, NextRow, WaitingSeries
from planbook.succession.proposing import next_plan
from planbook.succession.weekdays import same_weekday

__all__ = [
    "OPEN_PLACE",
    "HostState",
    "KnownEdition",
    "NextPlan",
    "NextRow",
    "Series",
    "SeriesHistory",
    "Turn",
    "WaitingSeries",
    "draft_of",
    "next_plan",
    "same_weekday",
    "turn_in",
]
