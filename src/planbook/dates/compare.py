"""Comparing fuzzy timings: overlap, containment and a total order. Bounds are inclusive days."""

from __future__ import annotations

from datetime import date

from planbook.dates.period import Period
from planbook.dates.timing import Timing

SortKey = tuple[bool, date, int, date, str, tuple[str, ...]]


def overlaps(timing: Timing, other: Timing | Period) -> bool:
    """Tell whether some day may belong to both; undated timings overlap nothing.

    >>> from planbook.dates import parse_timing
    >>> year = Period.from_edtf("2023")
    >>> overlaps(parse_timing("май-июнь", period=year), parse_timing("9-12 июня", period=year))
    True
    """
    return any(
        mine[0] <= theirs[1] and theirs[0] <= mine[1]
        for mine in _ranges(timing)
        for theirs in _ranges(other)
    )


def contains(outer: Timing | Period, inner: Timing) -> bool:
    """Tell whether every possible day of `inner` lies inside `outer`; undated ones never do."""
    inner_ranges = _ranges(inner)
    return bool(inner_ranges) and all(
        any(start <= first and last <= end for start, end in _ranges(outer))
        for first, last in inner_ranges
    )


def sort_key(timing: Timing) -> SortKey:
    """Return a key that orders any timings: by first month, finer before vaguer, undated last.

    Inside a month the order is that of printed plans: 15 September, September, September–October.
    """
    earliest, latest = timing.earliest, timing.latest
    first = earliest or latest or date.max
    last = latest or date.max
    is_undated = earliest is None and latest is None
    length = (last - first).days
    month = first if is_undated else first.replace(day=1)
    return (is_undated, month, length, first, timing.kind.value, _rest(timing))


def _rest(timing: Timing) -> tuple[str, ...]:
    """Return everything else that tells two timings apart, so that the order never varies."""
    return (
        timing.edtf,
        timing.rrule,
        str(timing.spans),
        str(timing.extent),
        timing.status,
        timing.limit,
        timing.reason,
        str(timing.is_approximate),
        str(timing.times),
        _rest(timing.moved_from)[0] if timing.moved_from else "",
        timing.text,
    )


def _ranges(value: Timing | Period) -> list[tuple[date, date]]:
    if isinstance(value, Period):
        return [(value.start, value.end)]
    if not value.has_year:
        return []
    return [(span.start or date.min, span.end or date.max) for span in value.spans]
