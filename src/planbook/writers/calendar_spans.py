"""Which days of a calendar a timing takes, without inventing any.

A day the author named is exact. Everything vaguer takes its whole interval and is not exact. What
has no interval takes no day at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from planbook.dates import (
    Extent,
    Limit,
    Period,
    Recurring,
    Span,
    TimeSpan,
    Timing,
    TimingKind,
    TimingStatus,
    occurrences,
)

_DAY_KINDS = frozenset({TimingKind.DAY, TimingKind.DAY_RANGE, TimingKind.DAYS})
_EXACT = frozenset({Extent.EXACT, Extent.THROUGHOUT})
_NAMED_DAYS = ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYSETPOS", "BYWEEKNO")
# A plan over many years must not make a feed without end.
MAX_SPANS = 400


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """First and last day, both inclusive; `rrule` repeats it; `hours` when the time is known."""

    start: date
    end: date
    is_exact: bool = False
    rrule: str = ""
    hours: TimeSpan | None = None


def calendar_spans(timing: Timing, period: Period) -> tuple[CalendarSpan, ...]:
    """Return the days a timing takes in a calendar, empty when it names none.

    >>> from planbook.dates import Month
    >>> may = Month(text="май", spans=(Span(date(2023, 5, 1), date(2023, 5, 31)),))
    >>> calendar_spans(may, Period.from_edtf("2023"))[0].is_exact
    False
    """
    if isinstance(timing, Recurring):
        return _recurring(timing, period)[:MAX_SPANS]
    if not timing.has_year or timing.status is TimingStatus.UNSCHEDULED:
        return ()
    is_exact = _is_exact(timing)
    closed = (_closed(span, timing, period) for span in timing.spans[:MAX_SPANS])
    return tuple(
        CalendarSpan(start, end, is_exact, hours=_hours(timing, start, end) if is_exact else None)
        for start, end in filter(None, closed)
    )


def _is_exact(timing: Timing) -> bool:
    return (
        timing.kind in _DAY_KINDS
        and timing.extent in _EXACT
        and timing.limit is Limit.NONE
        and not timing.is_approximate
        and all(span.start and span.end for span in timing.spans)
    )


def _closed(span: Span, timing: Timing, period: Period) -> tuple[date, date] | None:
    """Return both ends of a span: a deadline stands on its day, an open end reaches to the plan's.

    «До 15 мая» is a remark at 15 May and not half a year of an event.
    """
    start, end = span
    if end is not None and timing.kind in _DAY_KINDS and timing.limit is Limit.UNTIL:
        return end, end
    if start is None and end is not None:
        start = min(period.start, end)
    elif end is None and start is not None:
        end = max(period.end, start)
    return (start, end) if start is not None and end is not None else None


def _hours(timing: Timing, start: date, end: date) -> TimeSpan | None:
    """Return the time of day when there is one and the event stays inside its day."""
    if start != end or len(timing.times) != 1:
        return None
    hours = timing.times[0]
    return hours if hours.end is None or hours.end > hours.start else None


def _recurring(timing: Recurring, period: Period) -> tuple[CalendarSpan, ...]:
    bounds = _bounds(timing, period)
    rule = dict(part.split("=", 1) for part in timing.rrule.split(";") if "=" in part)
    frequency, interval = rule.get("FREQ", ""), int(rule.get("INTERVAL", "1"))
    if frequency == "DAILY" or any(name in rule for name in _NAMED_DAYS):
        return _named_days(timing, period, bounds.end)
    if frequency == "WEEKLY":
        monday = bounds.start - timedelta(days=bounds.start.weekday())
        rrule = _until(timing.rrule, bounds.end)
        return (CalendarSpan(monday, monday + timedelta(days=6), rrule=rrule),)
    months = {"MONTHLY": 1, "YEARLY": 12}.get(frequency, 0) * interval
    if months:
        return _month_spans(bounds, months)
    # No rule can say it («2 раза в месяц»): the whole time, if the words name one.
    return (CalendarSpan(bounds.start, bounds.end),) if timing.spans else ()


@dataclass(frozen=True, slots=True)
class _Bounds:
    start: date
    end: date


def _bounds(timing: Recurring, period: Period) -> _Bounds:
    """Return where repeating begins and ends: as the words say, else the period of the plan."""
    return _Bounds(timing.earliest or period.start, timing.latest or period.end)


def _named_days(timing: Recurring, period: Period, last: date) -> tuple[CalendarSpan, ...]:
    days = occurrences(timing, period)
    if not days:
        return ()
    first = days[0]
    is_exact = timing.limit is Limit.NONE
    hours = _hours(timing, first, first) if is_exact else None
    return (CalendarSpan(first, first, is_exact, _until(timing.rrule, last), hours),)


def _month_spans(bounds: _Bounds, months: int) -> tuple[CalendarSpan, ...]:
    """Cut the bounds into whole calendar months, quarters, half-years: in each, once."""
    first = bounds.start.year * 12 + bounds.start.month - 1
    first -= first % months
    last = bounds.end.year * 12 + bounds.end.month - 1
    starts = range(first, last + 1, months)
    return tuple(
        CalendarSpan(
            max(_month_start(number), bounds.start),
            min(_month_start(number + months) - timedelta(days=1), bounds.end),
        )
        for number in starts[:MAX_SPANS]
    )


def _month_start(number: int) -> date:
    year, month = divmod(number, 12)
    return date(year, month + 1, 1)


def _until(rrule: str, last: date) -> str:
    return rrule if "UNTIL=" in rrule or "COUNT=" in rrule else f"{rrule};UNTIL={last:%Y%m%d}"
