from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.dates import Span
from planbook.succession.weekdays import holiday_hint, same_days, same_weekday

pytestmark = pytest.mark.core

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@given(DAYS, st.integers(1, 5))
def test_the_same_weekday_is_one_and_stays_in_its_month(day: date, years: int) -> None:
    moved = same_weekday(day, day.year + years)

    assert (moved.year, moved.month, moved.weekday()) == (
        day.year + years, day.month, day.weekday(),
    )  # fmt: skip


@given(DAYS, st.integers(0, 6), st.integers(1, 3))
def test_days_keep_their_length_and_do_not_run_over(day: date, length: int, years: int) -> None:
    end = day + timedelta(days=length)

    ((first, last),) = same_days([Span(day, end)], years)

    assert first is not None
    assert last is not None
    assert last - first == end - day
    if day.month == end.month:
        assert first.month == last.month


def test_days_at_the_end_of_a_month_stay_in_it() -> None:
    october = Span(date(2023, 10, 25), date(2023, 10, 28))

    assert same_days([october], 2) == [Span(date(2025, 10, 22), date(2025, 10, 25))]


def test_a_holiday_of_the_new_year_is_told() -> None:
    assert holiday_hint([Span(date(2023, 6, 8), date(2023, 6, 10))], 2) == (
        "на эти дни приходится праздник: 12.06 — День России"
    )
