"""What the radar finds: a clash or a gap with its rows, its certainty and its words."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from enum import StrEnum

from planbook.radar.rows import RadarRow


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
        rows: the rows it speaks of, in order of time.
        resource: what they share in Russian: the city, the body; empty where nothing is shared.
        tell: makes the message of the rows; of thousands of clashes only the worst are read.
        weight: how much it deserves attention, from 0 to 1; certain ones are 1.
    """

    kind: ClashKind
    certainty: Certainty
    rows: tuple[RadarRow, ...]
    resource: str
    tell: Callable[[tuple[RadarRow, ...]], str] = field(compare=False, repr=False)
    weight: float = 1.0

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """The rows as the caller named them."""
        return tuple(row.key for row in self.rows)

    @property
    def message(self) -> str:
        """A Russian sentence with the wordings of both times."""
        return self.tell(self.rows)
