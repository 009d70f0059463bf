"""Several dates with places of their own in one row: which date goes with which place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planbook.dates import Period, TimingKind
from planbook.places import parse_places
from planbook.plans.content import is_place
from planbook.plans.draft import Occasion
from planbook.plans.place_timing import PlaceTimingPair, whole_timing
from planbook.plans.wording import one_line

_LINES = re.compile(r"\s*;\s*|\s*\n\s*")
_MAX_LINES = 30


def stacked_pairs(
    timing: str, place: str, period: Period | None
) -> tuple[tuple[PlaceTimingPair, ...], bool]:
    """Pair the lines of a cell of dates with those of a cell of places, in order.

    The second value tells that both cells list several, and the counts do not agree.

    >>> pairs, _ = stacked_pairs("12 мая\\n15 июня", "г. Вологда\\nг. Череповец", None)
    >>> [(pair.timing, pair.place) for pair in pairs]
    [('12 мая', 'г. Вологда'), ('15 июня', 'г. Череповец')]
    >>> stacked_pairs("12 мая\\n15 июня\\n3 июля", "г. Вологда\\nг. Череповец", None)
    ((), True)
    """
    dates, places = _lines(timing), _lines(place)
    if len(dates) < 2 or len(places) < 2 or max(len(dates), len(places)) > _MAX_LINES:
        return (), False
    if not _are_dates(dates, period) or not all(_is_settled(line) for line in places):
        return (), False
    if len(dates) != len(places):
        return (), True
    pairs = zip(places, dates, strict=True)
    return tuple(PlaceTimingPair(where, when) for where, when in pairs), False


def read_occasions(pairs: Sequence[PlaceTimingPair], period: Period | None) -> tuple[Occasion, ...]:
    """Return the occasions that pairs of date and place name; one pair is no list of them."""
    if len(pairs) < 2:
        return ()
    found = []
    for pair in pairs:
        timing = whole_timing(pair.timing, period)
        if timing is None:
            return ()
        found.append(Occasion(timing, parse_places(pair.place).places))
    return tuple(found)


def _lines(text: str) -> list[str]:
    return [one_line(part) for part in _LINES.split(text) if part.strip()]


def _are_dates(lines: Sequence[str], period: Period | None) -> bool:
    """Tell whether every line is a date by itself: «июнь» above «2023» is one date on two lines."""
    timings = [whole_timing(line, period) for line in lines]
    spans = {
        timing.spans
        for timing in timings
        if timing is not None and timing.spans and timing.kind is not TimingKind.YEAR
    }
    return len(spans) == len(lines)


def _is_settled(line: str) -> bool:
    """Tell whether a line names a settlement or a region, not only a way to attend."""
    if not is_place(line):
        return False
    return any(place.locality or place.region for place in parse_places(line).places)
