"""What holds for every text and every timing."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from edtf import parse_edtf
from edtf.parser.parser_classes import EDTFObject
from hypothesis import given, settings
from hypothesis import strategies as st

from planbook.dates import (
    Day,
    DayRange,
    Days,
    Extent,
    HalfYear,
    Limit,
    Month,
    MonthRange,
    Ongoing,
    Period,
    Quarter,
    Recurring,
    Season,
    Span,
    TimeSpan,
    Timing,
    TimingKind,
    TimingStatus,
    Unparsed,
    Unscheduled,
    UnscheduledReason,
    Year,
    as_approximate,
    contains,
    format_timing,
    from_edtf,
    occurrences,
    overlaps,
    parse_timing,
    sort_key,
    timing_from_dict,
    timing_to_dict,
    to_edtf,
    with_extent,
)
from planbook.dates.span import last_day, months_span

pytestmark = pytest.mark.core

YEAR = Period.from_edtf("2023")
PERIODS = st.sampled_from(
    [YEAR, *map(Period.from_edtf, ("2022-41", "2016-10", "2023-09/2024-05", "2023/2025")), None]
)
VOCABULARY = (
    "в течение года весь период до с по не позднее мая июнь 15 1 31 2023 г. квартал II I - , ( ) "
    "12.05 05.06.2023 10:00 каждый вторник пятницам последняя неделя декада начало ежемесячно раз "
    "числа согласованию перенос отменено ориентировочно лето зима учебный сезон / ; полугодие"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=9).map(" ".join))

days = st.dates(date(2023, 1, 1), date(2023, 12, 31))
months = st.integers(1, 12)


def spans_of(starts: st.SearchStrategy[date], longest: int) -> st.SearchStrategy[Span]:
    return st.builds(
        lambda start, length: Span(start, min(start + timedelta(days=length), date(2023, 12, 31))),
        starts,
        st.integers(1, longest),
    )


def month_ranges() -> st.SearchStrategy[MonthRange]:
    ranges = st.tuples(months, months).filter(lambda ends: ends[0] < ends[1])
    lists = st.lists(months, min_size=2, max_size=5, unique=True).map(sorted).filter(_has_gap)
    return st.one_of(
        ranges.map(lambda ends: MonthRange(spans=(months_span(2023, *ends),))),
        lists.map(lambda many: MonthRange(spans=tuple(months_span(2023, m, m) for m in many))),
    )


def _has_gap(many: list[int]) -> bool:
    return many[-1] - many[0] >= len(many)


def quarters() -> st.SearchStrategy[Quarter]:
    def build(ends: tuple[int, int]) -> Quarter:
        first, last = sorted(ends)
        extent = Extent.WITHIN if first == last else Extent.AMBIGUOUS
        return Quarter(spans=(months_span(2023, 3 * first - 2, 3 * last),), extent=extent)

    return st.tuples(st.integers(1, 4), st.integers(1, 4)).map(build)


def deadlines() -> st.SearchStrategy[Timing]:
    def until(end: date) -> Timing:
        return Day(spans=(Span(YEAR.start, end),), limit=Limit.UNTIL, extent=Extent.WITHIN)

    def until_month(month: int) -> Timing:
        span = Span(YEAR.start, last_day(2023, month))
        return Month(spans=(span,), limit=Limit.UNTIL, extent=Extent.WITHIN)

    def since(start: date) -> Timing:
        return Day(spans=(Span(start, YEAR.end),), limit=Limit.SINCE, extent=Extent.THROUGHOUT)

    return st.one_of(days.map(until), months.map(until_month), days.map(since))


RULES = (
    "FREQ=DAILY",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=TU,TH",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;INTERVAL=2",
    "FREQ=MONTHLY;INTERVAL=3",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10",
    "FREQ=MONTHLY;INTERVAL=6",
    "FREQ=MONTHLY;BYDAY=2WE,4WE",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=5",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=5",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1",
    "",
)
day_lists = st.lists(days, min_size=2, max_size=6, unique=True).map(
    lambda many: Days(spans=tuple(Span(day, day) for day in sorted(many)))
)
named_days = st.one_of(
    days.map(lambda day: Day(spans=(Span(day, day),))),
    spans_of(days, 90)
    .filter(lambda span: span.start != span.end)
    .map(lambda span: DayRange(spans=(span,))),
    day_lists,
)
seasons = st.sampled_from([3, 6, 9]).map(lambda m: Season(spans=(months_span(2023, m, m + 2),)))
units = st.one_of(
    months.map(lambda month: Month(spans=(months_span(2023, month, month),))),
    month_ranges(),
    quarters(),
    st.sampled_from([1, 7]).map(lambda m: HalfYear(spans=(months_span(2023, m, m + 5),))),
    seasons,
    st.just(Year(spans=(YEAR.span,))),
)
DATED = st.one_of(named_days, units, units.map(as_approximate), named_days.map(as_approximate))
EXTENTS = st.sampled_from([Extent.THROUGHOUT, Extent.WITHIN, Extent.AMBIGUOUS])
HOURS = st.sampled_from([TimeSpan(time(10)), TimeSpan(time(9, 30), time(12))])


def _with(timing: Timing, status: TimingStatus, hours: tuple[TimeSpan, ...]) -> Timing:
    data = timing_to_dict(timing)
    data["status"] = status.value
    with_status = timing_from_dict(data)
    return type(timing)(
        **{
            name: getattr(with_status, name)
            for name in ("spans", "extent", "is_approximate", "limit", "status")
        },
        times=hours,
    )


TIMINGS = st.one_of(
    DATED,
    deadlines(),
    st.builds(with_extent, DATED, EXTENTS),
    st.builds(
        _with,
        DATED,
        st.sampled_from(
            [TimingStatus.POSTPONED, TimingStatus.CANCELLED, TimingStatus.INCONSISTENT]
        ),
        st.lists(HOURS, max_size=1).map(tuple),
    ),
    st.sampled_from(RULES).map(lambda rule: Recurring(spans=(YEAR.span,), rrule=rule)),
    st.tuples(st.sampled_from(RULES[:11]), months, months).map(
        lambda drawn: Recurring(spans=(months_span(2023, *sorted(drawn[1:])),), rrule=drawn[0])
    ),
    st.just(Ongoing(spans=(YEAR.span,))),
    month_ranges().map(lambda timing: Ongoing(spans=timing.spans)),
    st.sampled_from(
        [
            UnscheduledReason.AGREEMENT,
            UnscheduledReason.OWN_SCHEDULE,
            UnscheduledReason.AS_NEEDED,
            UnscheduledReason.NOT_SET,
            UnscheduledReason.DEPENDS,
        ]
    ).map(lambda reason: Unscheduled(reason=reason)),
    st.just(Unparsed(text="летние каникулы")),
)


@given(TEXTS, PERIODS)
@settings(max_examples=400)
def test_parse_timing_never_raises(text: str, period: Period | None) -> None:
    timing = parse_timing(text, period=period)

    assert timing.text == text
    if timing.earliest and timing.latest:
        assert timing.earliest <= timing.latest
    if timing.kind is TimingKind.UNPARSED:
        assert timing.findings
        assert timing.edtf == ""


@given(TEXTS, PERIODS)
@settings(max_examples=400)
def test_any_reading_is_stored_without_loss(text: str, period: Period | None) -> None:
    timing = parse_timing(text, period=period)

    restored = timing_from_dict(timing_to_dict(timing))

    assert restored == timing
    assert (restored.text, restored.note, restored.findings) == (
        timing.text,
        timing.note,
        timing.findings,
    )


@given(TEXTS, PERIODS)
@settings(max_examples=600)
def test_any_reading_is_printed_and_read_back(text: str, period: Period | None) -> None:
    timing = parse_timing(text, period=period)

    assert parse_timing(format_timing(timing, period=period), period=period) == timing


@given(TIMINGS)
@settings(max_examples=500)
def test_format_timing_is_read_back_as_equal(timing: Timing) -> None:
    assert parse_timing(format_timing(timing), period=YEAR) == timing
    assert parse_timing(format_timing(timing, period=YEAR), period=YEAR) == timing


@given(st.one_of(DATED, deadlines()))
def test_from_edtf_keeps_bounds_and_approximation(timing: Timing) -> None:
    restored = from_edtf(to_edtf(timing))

    assert (restored.earliest, restored.latest, restored.is_approximate) == (
        timing.earliest,
        timing.latest,
        timing.is_approximate,
    )
    assert from_edtf(to_edtf(restored)) == restored


@settings(max_examples=60, deadline=None)  # the oracle is slow
@given(st.one_of(DATED, deadlines(), TEXTS.map(lambda text: parse_timing(text, period=YEAR))))
def test_edtf_is_valid_for_an_independent_reader(timing: Timing) -> None:
    if not timing.edtf:
        return
    read = parse_edtf(timing.edtf)

    assert isinstance(read, EDTFObject)


@settings(max_examples=60, deadline=None)
@given(st.one_of(named_days, units).filter(lambda timing: timing.edtf[0] != "{"))
def test_edtf_has_the_same_bounds_for_an_independent_reader(timing: Timing) -> None:
    read = parse_edtf(timing.edtf)

    assert _strict(read.lower_strict()) == timing.earliest
    assert _strict(read.upper_strict()) == timing.latest


def _strict(moment: tuple[int, ...]) -> date:
    return date(*moment[:3])


@given(st.lists(TIMINGS, min_size=2, max_size=8))
def test_sort_key_orders_any_timings_the_same_way(timings: list[Timing]) -> None:
    ordered = sorted(timings, key=sort_key)

    turned = list(reversed(timings))
    assert sorted(turned, key=sort_key) == ordered
    undated = [timing.earliest is None and timing.latest is None for timing in ordered]
    assert undated == sorted(undated)


@given(TIMINGS, TIMINGS)
def test_overlaps_is_symmetric_and_follows_from_contains(one: Timing, other: Timing) -> None:
    assert overlaps(one, other) == overlaps(other, one)
    if contains(one, other):
        assert overlaps(one, other)


@given(st.sampled_from(RULES), PERIODS.filter(bool))
def test_occurrences_lie_inside_the_period(rule: str, period: Period) -> None:
    found = occurrences(Recurring(spans=(period.span,), rrule=rule), period)

    assert all(period.covers(day) for day in found)
    assert list(found) == sorted(set(found))
