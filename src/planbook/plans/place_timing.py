"""A cell that holds place and date together, cut into the two; several pairs of them too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planbook.dates import Period, Timing, TimingKind, parse_timing
from planbook.plans.wording import one_line

_WORD = re.compile(r"\S+")
_EDGES = " ,;:.–—-\n\t"
_SEGMENTS = re.compile(r"\s*;\s*|\n\s*\n|\n")
_MAX_WORDS = 40
_MAX_SEGMENTS = 30
_MAX_TIMING = 160
# Findings of a timing that tell of words which are no part of it.
_LEFT_OVER = {"timing.residue", "timing.empty", "timing.unparsed"}


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
    if whole_timing(line, period):
        return PlaceTimingPair("", line)
    bounds = [(found.start(), found.end()) for found in _WORD.finditer(line)][:_MAX_WORDS]
    for start, _ in bounds[1:]:
        timing = line[start:].strip(_EDGES)
        if whole_timing(timing, period):
            return PlaceTimingPair(line[:start].strip(_EDGES), timing)
    for _, end in reversed(bounds[:-1]):
        timing = line[:end].strip(_EDGES)
        if whole_timing(timing, period):
            return PlaceTimingPair(line[end:].strip(_EDGES), timing)
    return PlaceTimingPair(line, "")


def whole_timing(text: str, period: Period | None = None) -> Timing | None:
    """Return the timing a text is from end to end; None when words are left over or none is said.

    >>> whole_timing("26 мая").edtf, whole_timing("Хабаровск 26 мая")
    ('XXXX-05-26', None)
    """
    if not text.strip() or len(text) > _MAX_TIMING:
        return None
    timing = parse_timing(text, period=period)
    codes = {finding.code for finding in timing.findings}
    is_whole = timing.kind is not TimingKind.UNPARSED and not codes & _LEFT_OVER
    return timing if is_whole else None
