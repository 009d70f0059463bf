"""Days on which a recurring timing falls, for the rules that plans use (RFC 5545, 3.3.10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planbook.dates.period import Period
from planbook.dates.repeats import WEEKDAY_CODES
from planbook.dates.span import last_day, nth_weekday
from planbook.dates.timing import Timing

# Two centuries of days: no rule inside a plan can ask for more.
MAX_OCCURRENCES = 75_000


def occurrences(timing: Timing, period: Period) -> tuple[date, ...]:
    """Return the days of a recurring timing inside a period, in order; other kinds have none.

    The rule is counted from the first day of the timing's own span, or of the period when it has
    none. A rule that names no day falls on the first day of each week, month or quarter counted
    so: the day stands for the whole unit and is no appointment.

    >>> from planbook.dates import parse_timing
    >>> year = Period.from_edtf("2023")
    >>> [day.isoformat() for day in occurrences(parse_timing("ежеквартально", period=year), year)]
    ['2023-01-01', '2023-04-01', '2023-07-01', '2023-10-01']
    """
    if not timing.rrule:
        return ()
    rule = dict(part.split("=") for part in timing.rrule.split(";"))
    found: list[date] = []
    for start, end in timing.spans or (period.span,):
        first, last = start or period.start, min(end or period.end, period.end)
        for day in _days(rule, first, last):
            if period.start <= day and len(found) < MAX_OCCURRENCES:
                found.append(day)
    return tuple(sorted(set(found)))


def _days(rule: dict[str, str], first: date, last: date) -> Iterator[date]:
    frequency, interval = rule["FREQ"], int(rule.get("INTERVAL", "1"))
    if frequency == "DAILY":
        yield from _steps(first, last, interval)
    elif frequency == "WEEKLY":
        yield from _weekly(rule, first, last, interval)
    elif frequency == "MONTHLY":
        yield from _monthly(rule, first, last, interval)
    else:
        yield from _yearly(rule, first, last, interval)


def _steps(first: date, last: date, days: int) -> Iterator[date]:
    for step in range(0, (last - first).days + 1, days):
        yield first + timedelta(days=step)


def _weekly(rule: dict[str, str], first: date, last: date, interval: int) -> Iterator[date]:
    if "BYDAY" not in rule:
        yield from _steps(first, last, 7 * interval)
        return
    weekdays = [WEEKDAY_CODES.index(code) for code in rule["BYDAY"].split(",")]
    monday = first - timedelta(days=first.weekday())
    for week in _steps(monday, last, 7 * interval):
        for weekday in weekdays:
            day = week + timedelta(days=weekday)
            if first <= day <= last:
                yield day


def _monthly(rule: dict[str, str], first: date, last: date, interval: int) -> Iterator[date]:
    month = first.year * 12 + first.month - 1
    while month <= last.year * 12 + last.month - 1:
        year, index = divmod(month, 12)
        for day in _days_of_month(rule, year, index + 1, first.day):
            if first <= day <= last:
                yield day
        month += interval


def _days_of_month(rule: dict[str, str], year: int, month: int, day: int) -> Iterator[date]:
    """Yield the days that a rule names in a month; days a short month lacks are left out."""
    if "BYDAY" in rule:
        for code in rule["BYDAY"].split(","):
            found = nth_weekday(year, month, WEEKDAY_CODES.index(code[-2:]), int(code[:-2] or 1))
            if found:
                yield found
        return
    last = last_day(year, month)
    for number in [int(text) for text in rule.get("BYMONTHDAY", str(day)).split(",")]:
        if number < 0:
            yield last + timedelta(days=number + 1)
        elif number <= last.day:
            yield date(year, month, number)


def _yearly(rule: dict[str, str], first: date, last: date, interval: int) -> Iterator[date]:
    month = int(rule.get("BYMONTH", first.month))
    day = int(rule.get("BYMONTHDAY", 1 if "BYMONTH" in rule else first.day))
    for year in range(first.year, last.year + 1, interval):
        if day <= last_day(year, month).day and first <= date(year, month, day) <= last:
            yield date(year, month, day)
