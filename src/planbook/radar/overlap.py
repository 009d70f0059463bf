"""Whether two fuzzy times meet: for certain, possibly, how likely, or never."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from planbook.dates import Extent, Limit, Timing, TimingKind
from planbook.dates.kinds import TimingStatus

_FULL = frozenset({Extent.EXACT, Extent.THROUGHOUT})
_UNKNOWN = frozenset({TimingKind.RECURRING, TimingKind.UNSCHEDULED, TimingKind.UNPARSED})


class Overlap(StrEnum):
    """How two times stand to each other."""

    NONE = "none"
    POSSIBLE = "possible"
    CERTAIN = "certain"


@dataclass(frozen=True, slots=True)
class Occupation:
    """The days a timing may take, as ordinals, and whether it takes all of them.

    A timing that is not full happens on some day inside: a month, a quarter, «май-июнь».

    Attributes:
        first, last: the first and the last possible day.
        length: how many days are possible.
    """

    spans: tuple[tuple[int, int], ...]
    is_full: bool
    first: int = field(init=False, compare=False)
    last: int = field(init=False, compare=False)
    length: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Count once: every row is compared many times."""
        days = sum(end - start + 1 for start, end in self.spans)
        for name, value in (
            ("first", self.spans[0][0]), ("last", self.spans[-1][1]), ("length", days),
        ):  # fmt: skip
            object.__setattr__(self, name, value)


@lru_cache(maxsize=20_000)
def occupation_of(timing: Timing) -> Occupation | None:
    """Return the days a timing may take; None where it names none that can meet others.

    Recurring, unscheduled, cancelled times and deadlines meet nobody.

    >>> from planbook.dates import Period, parse_timing
    >>> may = occupation_of(parse_timing("май", period=Period.from_edtf("2023")))
    >>> may.length, may.is_full
    (31, False)
    """
    is_out = timing.kind in _UNKNOWN or timing.status is TimingStatus.CANCELLED
    if is_out or not timing.has_year or timing.limit is not Limit.NONE:
        return None
    spans = [(start.toordinal(), end.toordinal()) for start, end in timing.spans if start and end]
    if not spans or len(spans) != len(timing.spans):
        return None
    is_day = all(start == end for start, end in spans) and len(spans) == 1
    return Occupation(_united(spans), is_full=is_day or timing.extent in _FULL)


def overlap_of(one: Timing, other: Timing) -> Overlap:
    """Tell whether two times meet: certain if any choice of days does, possible if some does.

    >>> from planbook.dates import Period, parse_timing
    >>> year = Period.from_edtf("2023")
    >>> games, month = (parse_timing(text, period=year) for text in ("25-27 августа", "август"))
    >>> overlap_of(games, month).value, overlap_of(games, games).value
    ('possible', 'certain')
    """
    mine, theirs = occupation_of(one), occupation_of(other)
    if mine is None or theirs is None:
        return Overlap.NONE
    return overlap_between(mine, theirs)[0]


def overlap_between(one: Occupation, other: Occupation) -> tuple[Overlap, float]:
    """Return how two occupations meet, and how likely it is if days are chosen blindly."""
    common = _common(one, other)
    if not common:
        return Overlap.NONE, 0.0
    if one.is_full and other.is_full:
        return Overlap.CERTAIN, 1.0
    if one.is_full or other.is_full:
        fuzzy = other if one.is_full else one
        share = common / fuzzy.length
        return (Overlap.CERTAIN, 1.0) if common == fuzzy.length else (Overlap.POSSIBLE, share)
    if one.length == other.length == 1:
        return Overlap.CERTAIN, 1.0
    return Overlap.POSSIBLE, common / (one.length * other.length)


def day_of(ordinal: int) -> date:
    """Return the day of an ordinal."""
    return date.fromordinal(ordinal)


def _common(one: Occupation, other: Occupation) -> int:
    if one.last < other.first or other.last < one.first:
        return 0
    if len(one.spans) == len(other.spans) == 1:
        return min(one.last, other.last) - max(one.first, other.first) + 1
    return sum(
        max(0, min(mine[1], theirs[1]) - max(mine[0], theirs[0]) + 1)
        for mine in one.spans
        for theirs in other.spans
    )


def _united(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)
