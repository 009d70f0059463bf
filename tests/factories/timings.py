"""Timings by hand, one function per kind; days are said as «2023-05-01»."""

from datetime import date

from planbook.dates import (
    Day,
    DayRange,
    Days,
    HalfYear,
    Month,
    MonthRange,
    Ongoing,
    Quarter,
    Recurring,
    Span,
    Timing,
    Unparsed,
    Unscheduled,
)
from planbook.dates.kinds import Extent


def span(start: str | None, end: str | None) -> Span:
    return Span(
        date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None
    )


def day(text: str, on: str) -> Timing:
    return Day(text=text, spans=(span(on, on),))


def days(text: str, *each: str) -> Timing:
    return Days(text=text, spans=tuple(span(on, on) for on in each))


def day_range(text: str, start: str, end: str) -> Timing:
    return DayRange(text=text, spans=(span(start, end),))


def month(text: str, start: str, end: str) -> Timing:
    return Month(text=text, spans=(span(start, end),))


def months(text: str, start: str, end: str, extent: Extent = Extent.AMBIGUOUS) -> Timing:
    return MonthRange(text=text, spans=(span(start, end),), extent=extent)


def quarter(text: str, start: str, end: str) -> Timing:
    return Quarter(text=text, spans=(span(start, end),))


def half_year(text: str, start: str, end: str) -> Timing:
    return HalfYear(text=text, spans=(span(start, end),))


def recurring(text: str, rrule: str, start: str, end: str) -> Timing:
    return Recurring(text=text, rrule=rrule, spans=(span(start, end),))


def ongoing(text: str, start: str, end: str) -> Timing:
    return Ongoing(text=text, spans=(span(start, end),))


def unscheduled(text: str = "по согласованию") -> Timing:
    return Unscheduled(text=text)


def unparsed(text: str) -> Timing:
    return Unparsed(text=text)


MAY = month("май", "2023-05-01", "2023-05-31")
SEPTEMBER = month("сентябрь", "2023-09-01", "2023-09-30")
FEBRUARY_9 = day("9 февраля", "2023-02-09")
SPARTAKIAD = day_range("25-27 августа", "2023-08-25", "2023-08-27")
MAY_JUNE = months("май-июнь", "2023-05-01", "2023-06-30")
MARCH_DECEMBER = months("март-декабрь", "2023-03-01", "2023-12-31", Extent.THROUGHOUT)
QUARTERLY = recurring("ежеквартально", "FREQ=MONTHLY;INTERVAL=3", "2023-01-01", "2023-12-31")
ALL_YEAR = ongoing("постоянно", "2023-01-01", "2023-12-31")
BY_AGREEMENT = unscheduled()
UNREAD = unparsed("когда расцветут яблони")
EVERY_KIND = (
    FEBRUARY_9,
    SPARTAKIAD,
    MAY,
    MAY_JUNE,
    MARCH_DECEMBER,
    QUARTERLY,
    ALL_YEAR,
    BY_AGREEMENT,
    UNREAD,
)
