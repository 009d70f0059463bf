"""Days, hours and the plain arithmetic of calendar units. No text and no meaning here."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, time, timedelta
from typing import NamedTuple

MIN_YEAR = 1900
MAX_YEAR = 2199


class Span(NamedTuple):
    """First and last day, both inclusive; None where the words leave an end open."""

    start: date | None
    end: date | None


class TimeSpan(NamedTuple):
    """A time of day, or a span of hours when `end` is known."""

    start: time
    end: time | None = None


def last_day(year: int, month: int) -> date:
    """Return the last day of a month.

    >>> last_day(2024, 2).isoformat()
    '2024-02-29'
    """
    return date(year, month, monthrange(year, month)[1])


def months_span(year: int, first: int, last: int) -> Span:
    """Return the days from one month to another, both whole; 13 is January of the next year.

    >>> months_span(2022, 12, 14).end.isoformat()
    '2023-02-28'
    """
    over, month = divmod(last - 1, 12)
    return Span(date(year, first, 1), last_day(year + over, month + 1))


def is_whole_months(span: Span) -> bool:
    """Tell whether a closed span begins on the first and ends on the last day of a month."""
    start, end = span
    if start is None or end is None:
        return False
    return start.day == 1 and end == last_day(end.year, end.month)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the nth (1…5, −1 for the last) weekday (Monday is 0) of a month, None if it has none.

    >>> nth_weekday(2023, 5, 6, -1).isoformat()
    '2023-05-28'
    """
    if nth < 0:
        last = last_day(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1)
    return date(year, month, day) if day <= monthrange(year, month)[1] else None
