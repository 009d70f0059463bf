"""What the words alone say of how an event fills its days; a whole row may say more."""

from __future__ import annotations

from planbook.dates.kinds import Extent, Limit, TimingKind
from planbook.dates.span import Span

_EXTENTS = {
    TimingKind.DAY: Extent.EXACT,
    TimingKind.DAY_RANGE: Extent.THROUGHOUT,
    TimingKind.DAYS: Extent.EXACT,
    TimingKind.MONTH: Extent.WITHIN,
    TimingKind.MONTH_RANGE: Extent.AMBIGUOUS,
    TimingKind.HALF_YEAR: Extent.AMBIGUOUS,
    TimingKind.RECURRING: Extent.RECURRING,
    TimingKind.ONGOING: Extent.THROUGHOUT,
}
_UNIT_MONTHS = {TimingKind.MONTH: 1, TimingKind.QUARTER: 3, TimingKind.YEAR: 12}


def stated_extent(kind: TimingKind, spans: tuple[Span, ...], limit: Limit) -> Extent | None:
    """Return the extent that a kind has by its wording, None for what has no interval.

    A deadline is met somewhere before it, a beginning lasts from then on; one month, quarter, year
    or season holds the event somewhere inside; of several units, and of a half-year, the words do
    not say whether all of them are meant.

    >>> stated_extent(TimingKind.DAY, (), Limit.UNTIL)
    <Extent.WITHIN: 'within'>
    """
    if kind is TimingKind.RECURRING:
        return Extent.RECURRING
    if limit is not Limit.NONE:
        return Extent.WITHIN if limit is Limit.UNTIL else Extent.THROUGHOUT
    if kind in (TimingKind.QUARTER, TimingKind.YEAR, TimingKind.SEASON):
        return Extent.WITHIN if is_one_unit(kind, spans) else Extent.AMBIGUOUS
    return _EXTENTS.get(kind)


def is_one_unit(kind: TimingKind, spans: tuple[Span, ...]) -> bool:
    """Tell whether the spans are no longer than one month, quarter or year; seasons always are."""
    if len(spans) != 1:
        return False
    start, end = spans[0]
    if start is None or end is None or kind not in _UNIT_MONTHS:
        return True
    return (end.year - start.year) * 12 + end.month - start.month < _UNIT_MONTHS[kind]
