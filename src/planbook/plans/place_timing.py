"""A cell that holds place and date together, cut into the two; several pairs of them too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from planbook.dates import Period, Timing, TimingKind, parse_timing
from planbook.plans.wording import one_line

_WORD = re.compile(r"\S+")
_EDGES = " ,;:.–—-\n\t"
_SEGMENTS = re.compile(r"\s*;\s*|\n\s*\n|\n")
_LISTED = re.compile(r"\s*[;,]\s*|\s*\n\s*")
_LETTERS = re.compile(r"[^\W\d_]{2}")
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
    make several pairs when each of them holds a date of its own; parts between commas too, where
    dates and places take turns.

    >>> pairs = split_place_timing("12 мая – Вологда, 15 июня – Череповец")
    >>> [(pair.timing, pair.place) for pair in pairs]
    [('12 мая', 'Вологда'), ('15 июня', 'Череповец')]
    """
    whole = _split_line(one_line(text), period)
    segments = [part for part in _SEGMENTS.split(text) if part.strip()][:_MAX_SEGMENTS]
    if len(segments) > 1:
        pairs = tuple(_split_line(one_line(part), period) for part in segments)
        if all(pair.timing for pair in pairs) and all(pair.place for pair in pairs):
            return pairs
    if whole_timing(whole.timing, period) and not whole.place:
        return (whole,)
    return _listed_pairs(text, period) or (whole,)


def _listed_pairs(text: str, period: Period | None) -> tuple[PlaceTimingPair, ...]:
    """Read «12 мая – Вологда, 15 июня – Череповец» and «Вологда, 12 мая, Череповец, 15 июня»."""
    segments = [one_line(part) for part in _LISTED.split(text) if part.strip()]
    if not 2 <= len(segments) <= _MAX_SEGMENTS:
        return ()
    parts = [_split_line(part, period) for part in segments]
    if any(part.place and not _LETTERS.search(part.place) for part in parts):
        return ()
    pairs = _joined_pairs(parts)
    is_sure = len(pairs) > 1 and all(pair.place and pair.timing for pair in pairs)
    return tuple(pairs) if is_sure else ()


def _joined_pairs(parts: list[PlaceTimingPair]) -> list[PlaceTimingPair]:
    """Join lone places and dates: to the pair before, or to one another where they take turns."""
    pairs: list[PlaceTimingPair] = []
    has_full = any(part.place and part.timing for part in parts)
    for part in parts:
        last = pairs[-1] if pairs else None
        if last is None or (part.place and part.timing):
            pairs.append(part)
        elif part.place and (has_full or not last.place):
            place = f"{last.place}, {part.place}" if last.place else part.place
            pairs[-1] = PlaceTimingPair(place, last.timing)
        elif part.timing and not last.timing and not has_full:
            pairs[-1] = PlaceTimingPair(last.place, part.timing)
        else:
            pairs.append(part)
    return pairs


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
    return _whole_timing(text, period)


@lru_cache(maxsize=4096)
def _whole_timing(text: str, period: Period | None) -> Timing | None:
    timing = parse_timing(text, period=period)
    codes = {finding.code for finding in timing.findings}
    is_whole = timing.kind is not TimingKind.UNPARSED and not codes & _LEFT_OVER
    return timing if is_whole else None
