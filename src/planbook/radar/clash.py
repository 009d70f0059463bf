"""What the radar finds: a clash or a gap with its rows, its certainty and its words."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from enum import StrEnum

from planbook.radar.rows import RadarRow
from planbook.radar.words import quoted

# The weight of a clash that is not certain stays below 1.
_SAME = 0.99


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

    @property
    def brief(self) -> str:
        """What the message says beside the titles and times of its rows: for a list that has both.

        For rows that share something it is that; for one row the sentence without its title.
        """
        if self.kind is ClashKind.TWIN:
            is_same = self.weight >= _SAME
            return f"Названия совпадают{'' if is_same else f' на {round(self.weight * 100)} %'}."
        if len(self.rows) == 1:
            words = self.message.removeprefix(f"{quoted(self.rows[0])}: ")
            return words[:1].upper() + words[1:]
        return self.message if self.kind is ClashKind.HOST_LOAD else self.resource
