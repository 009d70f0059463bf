from datetime import date

import pytest

from mezhgorod.website.board.scale import (
    Scale,
    months_of,
    next_month,
    period_words,
    previous_month,
    ticks,
    year_scale,
)

YEAR = year_scale(date(2023, 1, 1), date(2023, 12, 31))


def test_scale_covers_whole_months() -> None:
    scale = year_scale(date(2023, 9, 4), date(2024, 5, 25))

    assert scale == Scale(date(2023, 9, 1), date(2024, 5, 31))


def test_day_stands_by_its_number_in_the_year() -> None:
    assert (YEAR.left(date(2023, 9, 1)), YEAR.right(date(2023, 12, 31))) == (24300 / 365, 100.0)


def test_day_outside_sticks_to_the_end_of_the_axis() -> None:
    assert (YEAR.left(date(2022, 6, 1)), YEAR.right(date(2025, 6, 1))) == (0.0, 100.0)


def test_ticks_of_a_year_are_months_with_quarters_marked() -> None:
    marks = ticks(YEAR)

    assert [mark.label for mark in marks] == [
        "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
    ]  # fmt: skip
    assert [mark.label for mark in marks if mark.is_quarter] == ["янв", "апр", "июл", "окт"]
    assert (marks[1].x, marks[1].width, marks[1].name) == ("8.49%", "7.67%", "февраль 2023 года")


def test_ticks_of_a_school_year_tell_where_the_years_change() -> None:
    marks = ticks(year_scale(date(2023, 9, 1), date(2024, 5, 31)))

    assert [mark.label for mark in marks] == [
        "сен 2023", "окт", "ноя", "дек", "янв 2024", "фев", "мар", "апр", "май",
    ]  # fmt: skip


def test_ticks_of_two_years_are_quarters() -> None:
    marks = ticks(year_scale(date(2023, 1, 1), date(2024, 12, 31)))

    assert [mark.label for mark in marks] == [
        "I кв. 2023", "II кв.", "III кв.", "IV кв.", "I кв. 2024", "II кв.", "III кв.", "IV кв.",
    ]  # fmt: skip


def test_ticks_of_ten_years_are_years() -> None:
    marks = ticks(year_scale(date(2021, 1, 1), date(2030, 12, 31)))

    assert [mark.label for mark in marks] == [str(year) for year in range(2021, 2031)]


def test_ticks_fill_the_axis() -> None:
    marks = ticks(year_scale(date(2022, 11, 15), date(2024, 2, 3)))

    total = sum(float(mark.width.rstrip("%")) for mark in marks)
    assert total == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize(
    ("month", "after", "before"),
    [
        (date(2023, 12, 1), date(2024, 1, 1), date(2023, 11, 1)),
        (date(2024, 1, 1), date(2024, 2, 1), date(2023, 12, 1)),
        (date(2024, 2, 1), date(2024, 3, 1), date(2024, 1, 1)),
    ],
)
def test_neighbour_months(month: date, after: date, before: date) -> None:
    assert (next_month(month), previous_month(month)) == (after, before)


def test_months_of_half_year() -> None:
    half = year_scale(date(2022, 7, 1), date(2022, 12, 31))

    assert months_of(half) == [date(2022, number, 1) for number in range(7, 13)]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), "2023 год"),
        (date(2022, 7, 1), date(2022, 12, 31), "II полугодие 2022 года"),
        (date(2023, 4, 1), date(2023, 6, 30), "II квартал 2023 года"),
        (date(2016, 10, 1), date(2016, 10, 31), "октябрь 2016 года"),
        (date(2023, 9, 1), date(2024, 5, 31), "сентябрь 2023 – май 2024"),
        (date(2023, 2, 1), date(2023, 4, 30), "февраль – апрель 2023 года"),
    ],
)
def test_period_words(start: date, end: date, words: str) -> None:
    assert period_words(start, end) == words
