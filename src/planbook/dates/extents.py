"""What the words alone say of how an event fills its days; a whole row may say more."""

from __future__ import annotations

from planbook.dates.kinds import Extent, Limit
from planbook.dates.span import Span
from planbook.dates.timing import (
    Day,
    DayRange,
    Days,
    HalfYear,
    Month,
    MonthRange,
    Ongoing,
    Quarter,
    Recurring,
    Season,
    Timing,
    Year,
)

# Keyed by class, not by kind: hashing a class is quick, and this runs for every cell.
_EXTENTS: dict[type[Timing], Extent] = {
    Day: Extent.EXACT,
    DayRange: Extent.THROUGHOUT,
    Days: Extent.EXACT,
    Month: Extent.WITHIN,
    MonthRange: Extent.AMBIGUOUS,
    HalfYear: Extent.AMBIGUOUS,
    Recurring: Extent.RECURRING,
    Ongoing: Extent.THROUGHOUT,
}
_UNIT_MONTHS: dict[type[Timing], int] = {Month: 1, Quarter: 3, Season: 3, Year: 12}


def stated_extent(cls: type[Timing], spans: tuple[Span, ...], limit: Limit) -> Extent | None:
    """Return the extent that a kind has by its wording, None for what has no interval.

    A deadline is met somewhere before it, a beginning lasts from then on; one month, quarter, year
    or season holds the event somewhere inside; of several units, and of a half-year, the words do
    not say whether all of them are meant.

    >>> stated_extent(Day, (), Limit.UNTIL)
    <Extent.WITHIN: 'within'>
    """
    if limit is not Limit.NONE and cls is not Recurring:
        return Extent.WITHIN if limit is Limit.UNTIL else Extent.THROUGHOUT
    if cls in (Quarter, Year, Season):
        return Extent.WITHIN if is_one_unit(cls, spans) else Extent.AMBIGUOUS
    return _EXTENTS.get(cls)


def is_one_unit(cls: type[Timing], spans: tuple[Span, ...]) -> bool:
    """Tell whether the spans are no longer than one month, quarter or year; seasons always are."""
    if len(spans) != 1:
        return False
    start, end = spans[0]
    if start is None or end is None or cls not in _UNIT_MONTHS:
        return True
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    # A sports season is one unit too, though two whole years are named by it.
    return months <= _UNIT_MONTHS[cls] or (cls is Season and months % 12 == 0)
