from dataclasses import replace
from datetime import date, time

import pytest

from planbook.dates import (
    Day,
    DayRange,
    Days,
    Extent,
    Limit,
    Month,
    MonthRange,
    Ongoing,
    Period,
    Recurring,
    Span,
    TimeSpan,
    Timing,
    Unparsed,
    Unscheduled,
)
from planbook.writers.calendar_spans import CalendarSpan, calendar_spans

pytestmark = pytest.mark.core

YEAR = Period.from_edtf("2023")
DAY = Span(date(2023, 2, 9), date(2023, 2, 9))
RANGE = Span(date(2023, 3, 30), date(2023, 4, 1))
MAY = Span(date(2023, 5, 1), date(2023, 5, 31))
OCTOBER = Span(date(2023, 10, 1), date(2023, 10, 31))


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        pytest.param(Day(spans=(DAY,)), [CalendarSpan(*DAY, True)], id="day"),
        pytest.param(DayRange(spans=(RANGE,)), [CalendarSpan(*RANGE, True)], id="range"),
        pytest.param(
            Days(spans=(DAY, RANGE)),
            [CalendarSpan(*DAY, True), CalendarSpan(*RANGE, True)],
            id="separate days",
        ),
        pytest.param(
            DayRange(spans=(RANGE,), extent=Extent.WITHIN),
            [CalendarSpan(*RANGE)],
            id="some day of a decade",
        ),
        pytest.param(
            Day(spans=(DAY,), is_approximate=True), [CalendarSpan(*DAY)], id="approximate day"
        ),
        pytest.param(
            Day(spans=(Span(None, DAY.end),), limit=Limit.UNTIL, extent=Extent.WITHIN),
            [CalendarSpan(*DAY)],
            id="deadline stands on its day",
        ),
        pytest.param(
            Day(spans=(Span(YEAR.start, DAY.end),), limit=Limit.UNTIL, extent=Extent.WITHIN),
            [CalendarSpan(*DAY)],
            id="deadline inside a plan stands on its day",
        ),
        pytest.param(
            Day(spans=(Span(DAY.start, None),), limit=Limit.SINCE, extent=Extent.THROUGHOUT),
            [CalendarSpan(DAY.start, YEAR.end)],
            id="since a day: nobody said until when",
        ),
        pytest.param(
            Month(spans=(Span(None, MAY.end),), limit=Limit.UNTIL),
            [CalendarSpan(date(2023, 1, 1), date(2023, 5, 31))],
            id="until a month",
        ),
        pytest.param(Month(spans=(MAY,)), [CalendarSpan(*MAY)], id="month"),
        pytest.param(
            MonthRange(spans=(MAY, OCTOBER)),
            [CalendarSpan(*MAY), CalendarSpan(*OCTOBER)],
            id="months apart",
        ),
        pytest.param(
            MonthRange(spans=(Span(MAY.start, OCTOBER.end),), extent=Extent.THROUGHOUT),
            [CalendarSpan(date(2023, 5, 1), date(2023, 10, 31))],
            id="throughout months: first and last day are still not said",
        ),
        pytest.param(Month(spans=(MAY,), has_year=False), [], id="no year"),
        pytest.param(Unscheduled(), [], id="unscheduled"),
        pytest.param(Unparsed(text="летом?"), [], id="unparsed"),
        pytest.param(Ongoing(), [], id="ongoing without an interval"),
        pytest.param(
            Recurring(rrule="FREQ=MONTHLY;INTERVAL=3"),
            [
                CalendarSpan(date(2023, 1, 1), date(2023, 3, 31)),
                CalendarSpan(date(2023, 4, 1), date(2023, 6, 30)),
                CalendarSpan(date(2023, 7, 1), date(2023, 9, 30)),
                CalendarSpan(date(2023, 10, 1), date(2023, 12, 31)),
            ],
            id="once a quarter",
        ),
        pytest.param(
            Recurring(rrule="FREQ=WEEKLY"),
            [
                CalendarSpan(
                    date(2022, 12, 26), date(2023, 1, 1), rrule="FREQ=WEEKLY;UNTIL=20231231"
                )
            ],
            id="once a week",
        ),
        pytest.param(Recurring(rrule=""), [], id="a rule nobody can write"),
        pytest.param(
            Recurring(rrule="FREQ=WEEKLY;BYDAY=FR"),
            [
                CalendarSpan(
                    date(2023, 1, 6),
                    date(2023, 1, 6),
                    True,
                    rrule="FREQ=WEEKLY;BYDAY=FR;UNTIL=20231231",
                )
            ],
            id="on Fridays",
        ),
        pytest.param(
            Recurring(rrule="FREQ=MONTHLY;BYMONTHDAY=5", limit=Limit.UNTIL),
            [
                CalendarSpan(
                    date(2023, 1, 5),
                    date(2023, 1, 5),
                    rrule="FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20231231",
                )
            ],
            id="a deadline every month",
        ),
    ],
)
def test_calendar_spans(timing: Timing, expected: list[CalendarSpan]) -> None:
    assert list(calendar_spans(timing, YEAR)) == expected


def test_calendar_spans_of_a_recurring_timing_stay_inside_its_own_bounds() -> None:
    spring = Recurring(rrule="FREQ=MONTHLY", spans=(Span(date(2023, 3, 10), date(2023, 4, 20)),))

    assert calendar_spans(spring, YEAR) == (
        CalendarSpan(date(2023, 3, 10), date(2023, 3, 31)),
        CalendarSpan(date(2023, 4, 1), date(2023, 4, 20)),
    )


def test_calendar_spans_keep_hours_of_one_exact_day() -> None:
    hours = TimeSpan(time(10), time(12, 30))
    timed = Day(spans=(DAY,), times=(hours,))

    assert calendar_spans(timed, YEAR)[0].hours == hours
    assert calendar_spans(replace(timed, is_approximate=True), YEAR)[0].hours is None
    assert calendar_spans(DayRange(spans=(RANGE,), times=(hours,)), YEAR)[0].hours is None


def test_calendar_spans_of_a_period_of_centuries_are_bounded() -> None:
    period = Period.from_edtf("1900/2199")

    assert len(calendar_spans(Recurring(rrule="FREQ=MONTHLY"), period)) == 400
