"""When a city keeps its day: a closed sum of rules, each with its day in a given year."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planbook.dates import (
    Day,
    DayRange,
    Period,
    Span,
    Timing,
    Unscheduled,
    format_timing,
    parse_timing,
)
from planbook.dates.span import MAX_YEAR, MIN_YEAR

LAST = -1


@dataclass(frozen=True, slots=True)
class FixedDate:
    """The same date every year: «27 мая». 29 February is kept on 1 March of common years."""

    day: int
    month: int

    def __post_init__(self) -> None:
        date(2000, self.month, self.day)


@dataclass(frozen=True, slots=True)
class DateRange:
    """The same days every year: «5–6 июля»; a range over the New Year ends in the next year."""

    start: FixedDate
    end: FixedDate


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The nth weekday of a month: «третья суббота апреля», `LAST` for the last one.

    `weekday` counts from Monday 0; `days` is how long it is kept.
    """

    ordinal: int
    weekday: int
    month: int
    days: int = 1

    def __post_init__(self) -> None:
        is_known = self.ordinal in (1, 2, 3, 4, LAST) and 0 <= self.weekday <= 6
        if not is_known or not 1 <= self.month <= 12 or not 1 <= self.days <= 31:
            raise ValueError(f"no such weekday of a month: {self}")


@dataclass(frozen=True, slots=True)
class VagueDay:
    """Words that name no day: «конец лета»; they are kept as they are."""

    words: str


@dataclass(frozen=True, slots=True)
class UnknownDay:
    """Nobody has said when the day is."""


CityDayRule = FixedDate | DateRange | NthWeekday | VagueDay | UnknownDay


def day_in(rule: CityDayRule, year: int) -> Timing:
    """Return when a city keeps its day in a year; an unknown day is `Unscheduled`.

    Raises:
        ValueError: the year is not one that plans are made for (`MIN_YEAR` to `MAX_YEAR`).

    >>> day_in(NthWeekday(3, 5, 4), 2023).edtf
    '2023-04-15'
    >>> day_in(VagueDay("конец лета"), 2023).edtf
    '2023-08~'
    """
    if not MIN_YEAR <= year <= MAX_YEAR:
        raise ValueError(f"no plans for the year {year}")
    match rule:
        case FixedDate():
            return _worded(_on(rule, year), _on(rule, year))
        case DateRange():
            end = _on(rule.end, year)
            start = _on(rule.start, year)
            return _worded(start, end if start <= end else _on(rule.end, year + 1))
        case NthWeekday():
            first = _nth_weekday(rule, year)
            return _worded(first, first + timedelta(days=rule.days - 1))
        case VagueDay():
            return parse_timing(rule.words, period=Period.from_edtf(f"{year:04}"))
        case UnknownDay():
            return Unscheduled()


def _on(rule: FixedDate, year: int) -> date:
    if (rule.month, rule.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return date(year, rule.month, rule.day)


def _nth_weekday(rule: NthWeekday, year: int) -> date:
    if rule.ordinal == LAST:
        last = date(year, rule.month, calendar.monthrange(year, rule.month)[1])
        return last - timedelta(days=(last.weekday() - rule.weekday) % 7)
    first = date(year, rule.month, 1)
    return first + timedelta(days=(rule.weekday - first.weekday()) % 7 + 7 * (rule.ordinal - 1))


def _worded(start: date, end: date) -> Timing:
    """Return the timing of days with the words in which a plan prints them."""
    spans = (Span(start, end),)
    timing: Timing = Day(spans=spans) if start == end else DayRange(spans=spans)
    same_year = Period.from_edtf(f"{start.year:04}")
    return replace(timing, text=format_timing(timing, period=same_year))
