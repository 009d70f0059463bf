"""What the radar finds: a clash or a gap with its rows, its certainty and its words."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum


class ClashKind(StrEnum):
    """What the rows share, or what one row lacks."""

    CITY = "city"
    BODY = "body"
    AUDIENCE = "audience"
    PEOPLE = "people"
    HOST_LOAD = "host_load"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    UNDATED = "undated"
    TWIN = "twin"


class Certainty(StrEnum):
    """Whether whatever days are chosen clash, or only some choices do."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Clash:
    """One clash or gap.

    Attributes:
        keys: the rows it speaks of, as the caller named them, in order of time.
        resource: what they share in Russian: the city, the body; empty where nothing is shared.
        message: a Russian sentence with the wordings of both times.
        weight: how much it deserves attention, from 0 to 1; certain ones are 1.
    """

    kind: ClashKind
    certainty: Certainty
    keys: tuple[Hashable, ...]
    resource: str
    message: str
    weight: float = 1.0
