"""A cell that holds place and date together, cut into the two; several pairs of them too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planbook.dates import Period, TimingKind, parse_timing
from planbook.plans.wording import one_line

_WORD = re.compile(r"\S+")
_EDGES = " ,;:.–—-\n\t"
_SEGMENTS = re.compile(r"\s*;\s*|\n\s*\n|\n")
_MAX_WORDS = 40
_MAX_SEGMENTS = 30


@dataclass(frozen=True, slots=True)
class PlaceTimingPair:
    """Verbatim parts of one cell, each may be empty."""

    place: str
    timing: str


def split_place_timing(text: str, period: Period | None = None) -> tuple[PlaceTimingPair, ...]:
    """Cut a cell shared by place and date; the longest part that reads as a timing is the date.

    A cell without any timing gives one pair with the place only. Lines or parts between semicolons
    make several pairs when each of them holds a date of its own.
    """
    whole = _split_line(one_line(text), period)
    segments = [part for part in _SEGMENTS.split(text) if part.strip()][:_MAX_SEGMENTS]
    if len(segments) > 1:
        pairs = tuple(_split_line(one_line(part), period) for part in segments)
        if all(pair.timing for pair in pairs) and all(pair.place for pair in pairs):
            return pairs
    return (whole,)


def _split_line(line: str, period: Period | None) -> PlaceTimingPair:
    """Find the longest run of words at either end, then inside, that is a timing."""
    if _is_timing(line, period):
        return PlaceTimingPair("", line)
    bounds = [(found.start(), found.end()) for found in _WORD.finditer(line)][:_MAX_WORDS]
    for start, _ in bounds[1:]:
        timing = line[start:].strip(_EDGES)
        if _is_timing(timing, period):
            return PlaceTimingPair(line[:start].strip(_EDGES), timing)
    for _, end in reversed(bounds[:-1]):
        timing = line[:end].strip(_EDGES)
        if _is_timing(timing, period):
            return PlaceTimingPair(line[end:].strip(_EDGES), timing)
    return PlaceTimingPair(line, "")


def _is_timing(text: str, period: Period | None) -> bool:
    if not text or not _may_be_timing(text):
        return False
    return parse_timing(text, period=period).kind is not TimingKind.UNPARSED


def _may_be_timing(text: str) -> bool:
    """Spare the grammar words that begin with a capital letter inside a line: names of places."""
    return len(text) <= 120
