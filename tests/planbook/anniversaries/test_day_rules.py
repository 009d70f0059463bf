"""Rules of city days: their day in a year, their words, their stored values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.anniversaries import (
    LAST,
    CityDayRule,
    DateRange,
    FixedDate,
    NthWeekday,
    UnknownDay,
    VagueDay,
    day_in,
    day_rule_from_dict,
    day_rule_to_dict,
    format_day_rule,
    parse_day_rule,
)
from planbook.dates.span import MAX_YEAR, MIN_YEAR

pytestmark = pytest.mark.core

fixed_dates = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(
    lambda day: FixedDate(day.day, day.month)
)
weekdays = st.builds(
    NthWeekday,
    st.sampled_from([1, 2, 3, 4, LAST]),
    st.integers(0, 6),
    st.integers(1, 12),
    st.integers(1, 31),
)
rules = st.one_of(
    fixed_dates,
    st.builds(DateRange, fixed_dates, fixed_dates),
    weekdays,
    st.sampled_from([VagueDay("конец лета"), VagueDay("первая декада июня"), UnknownDay()]),
)


@pytest.mark.parametrize(
    ("words", "year", "edtf"),
    [
        ("27 мая", 2023, "2023-05-27"),
        ("третья суббота апреля", 2023, "2023-04-15"),
        ("последнее воскресенье мая", 2023, "2023-05-28"),
        ("последнее воскресенье июня", 2023, "2023-06-25"),
        ("вторая суббота сентября, 2 дня", 2023, "2023-09-09/2023-09-10"),
        ("первый понедельник мая", 2023, "2023-05-01"),
        ("четвертая среда февраля", 2023, "2023-02-22"),
        ("5–6 июля", 2023, "2023-07-05/2023-07-06"),
        ("30 июня – 2 июля", 2023, "2023-06-30/2023-07-02"),
        ("31 декабря – 2 января", 2023, "2023-12-31/2024-01-02"),
        ("29 февраля", 2023, "2023-03-01"),
        ("29 февраля", 2024, "2024-02-29"),
        ("конец лета", 2023, "2023-08~"),
        ("", 2023, ""),
    ],
)
def test_day_of_a_rule(words: str, year: int, edtf: str) -> None:
    assert day_in(parse_day_rule(words), year).edtf == edtf


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (FixedDate(9, 9), "9 сентября"),
        (DateRange(FixedDate(9, 9), FixedDate(10, 9)), "9–10 сентября"),
        (NthWeekday(2, 5, 9, 2), "9–10 сентября"),
        (VagueDay("конец лета"), "конец лета"),
        (UnknownDay(), ""),
    ],
)
def test_words_of_the_day_are_those_of_a_plan(rule: CityDayRule, text: str) -> None:
    assert day_in(rule, 2023).text == text


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("третья суббота апреля", NthWeekday(3, 5, 4)),
        ("Последнее  воскресенье мая", NthWeekday(LAST, 6, 5)),
        ("вторая суббота в сентября", NthWeekday(2, 5, 9)),
        ("5-6 июля", DateRange(FixedDate(5, 7), FixedDate(6, 7))),
        ("день не установлен", UnknownDay()),
        ("31 июня", VagueDay("31 июня")),
        ("пятая суббота мая", VagueDay("пятая суббота мая")),
        ("второй суббота мая", NthWeekday(2, 5, 5)),
        ("в разные дни", VagueDay("в разные дни")),
    ],
)
def test_words_of_a_rule(words: str, rule: CityDayRule) -> None:
    assert parse_day_rule(words) == rule


@given(rules)
def test_words_give_the_rule_back(rule: CityDayRule) -> None:
    assert parse_day_rule(format_day_rule(rule)) == rule


@given(rules)
def test_stored_values_give_the_rule_back(rule: CityDayRule) -> None:
    assert day_rule_from_dict(day_rule_to_dict(rule)) == rule


@given(weekdays, st.integers(MIN_YEAR, MAX_YEAR))
def test_nth_weekday_is_that_weekday_of_that_month(rule: NthWeekday, year: int) -> None:
    first = day_in(rule, year).earliest

    assert first is not None
    assert (first.year, first.month, first.weekday()) == (year, rule.month, rule.weekday)


@given(st.text(max_size=60))
def test_any_words_are_kept_or_understood(words: str) -> None:
    assert day_rule_to_dict(parse_day_rule(words))["kind"] in (
        "fixed",
        "range",
        "nth_weekday",
        "vague",
        "unknown",
    )


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"kind": "fixed", "day": 31, "month": 6},
        {"kind": "nth_weekday", "ordinal": 5, "weekday": 5, "month": 4, "days": 1},
        {"kind": "range", "start": [5], "end": [6, 7]},
        {"kind": "easter"},
    ],
)
def test_values_that_are_no_rule_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        day_rule_from_dict(values)


@pytest.mark.parametrize("year", [0, MIN_YEAR - 1, MAX_YEAR + 1, -1])
def test_years_outside_the_calendar_are_refused(year: int) -> None:
    with pytest.raises(ValueError, match="no plans"):
        day_in(FixedDate(1, 1), year)
