"""Values are printed as people see them; printed dates are read back to the same days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.dates import Day, Month, Span, Timing, TimingKind, parse_timing
from planbook.readers.sheets.number_formats import DateParts, date_parts
from planbook.readers.sheets.sheet import column_letters
from planbook.readers.sheets.values import date_cell, number_cell, serial_moment
from planbook.readers.sheets.xlsx import column_number

pytestmark = pytest.mark.core
MOMENTS = st.datetimes(datetime.fromisoformat("1901-01-01"), datetime.fromisoformat("2200-01-01"))
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1.0, "General", "1"),
        (1.5, "General", "1,5"),
        (0.1 + 0.2, "General", "0,3"),
        (1e20, "General", "100000000000000000000"),
        (0.00001, "General", "0,00001"),
        (-3.25, "General", "-3,25"),
        (1.1, "0.00", "1,10"),
        (0.5, "0%", "50%"),
        (0.1234, "0.0%", "12,3%"),
        (1234567, "#,##0", "1\xa0234\xa0567"),
        (25, '0" чел."', "25 чел."),
        (1234.5, '#,##0.00\\ "₽"', "1\xa0234,50 ₽"),
        (5, "00", "05"),
        (2.5, "0.##", "2,5"),
        (2.0, "0.##", "2"),
        (12345, "0.00E+00", "12345"),
        (0.5, "# ?/?", "0,5"),
        (5, "@", "5"),
        (45072, "dd.mm.yyyy", "26 мая 2023 года"),
        (45072, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "26 мая 2023 года"),
        (45072, 'd mmmm yyyy" г."', "26 мая 2023 года"),
        (45072, "[$-419]d\\ mmm;@", "26 мая"),
        (45072, "[$-419]mmmm\\ yyyy;@", "май 2023 года"),
        (45072, "mmmm", "май"),
        (45072, "yyyy", "2023 год"),
        (45072, "dddd", "26 мая 2023 года"),
        (45072.4375, "dd.mm.yyyy h:mm", "26 мая 2023 года в 10:30"),
        (45072.0, "dd.mm.yyyy h:mm", "26 мая 2023 года"),
        (0.4375, "h:mm", "10:30"),
        (1.4375, "[h]:mm", "34:30"),
        (59, "dd.mm.yyyy", "28 февраля 1900 года"),
        (61, "dd.mm.yyyy", "1 марта 1900 года"),
        (-1, "dd.mm.yyyy", "-1"),
        (float("nan"), "0.00", "nan"),
    ],
)
def test_value_is_printed_as_its_format_shows_it(value: float, code: str, text: str) -> None:
    assert number_cell(value, code).text == text


@pytest.mark.parametrize("code", ["General", "", "0", "@", "#,##0.00", '"дни" 0', "0.00E+00"])
def test_format_of_numbers_is_no_format_of_dates(code: str) -> None:
    assert date_parts(code) is None


def test_calendar_of_1904_begins_four_years_later() -> None:
    assert number_cell(43610, "dd.mm.yyyy", is_1904=True).text == "26 мая 2023 года"


@given(DAYS)
def test_printed_day_is_read_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    timing = parse_timing(number_cell(serial, "dd.mm.yyyy").text)

    assert (timing.kind, timing.spans) == (TimingKind.DAY, (Span(day, day),))


@given(DAYS)
def test_printed_month_is_read_back(day: date) -> None:
    moment = datetime.combine(day, time())
    timing = parse_timing(date_cell(moment, DateParts(month=True, year=True)).text)
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    assert (timing.kind, timing.spans) == (TimingKind.MONTH, (Span(first, last),))


@given(DAYS, st.integers(1, 23), st.integers(0, 59))
def test_printed_hour_is_read_back(day: date, hour: int, minute: int) -> None:
    moment = datetime.combine(day, time(hour, minute))
    shown = date_cell(moment, DateParts(day=True, month=True, year=True, time=True))
    timing: Timing = parse_timing(shown.text)

    assert timing.spans == (Span(day, day),)
    assert [span.start for span in timing.times] == [moment.time()]


@given(MOMENTS)
def test_serial_number_gives_its_second_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    serial = (moment - datetime.fromisoformat("1899-12-30")) / timedelta(days=1)

    assert serial_moment(serial) == moment


@given(st.integers(1, 16_384))
def test_letters_of_columns_are_read_back(column: int) -> None:
    assert column_number(column_letters(column)) == column


@given(st.floats(allow_nan=False), st.text(alphabet='dmyhs0#?.,%;"\\ []_*E+GeneralГ', max_size=20))
def test_any_format_shows_some_text(value: float, code: str) -> None:
    assert isinstance(number_cell(value, code).text, str)


def test_kinds_of_timings_are_the_ones_meant() -> None:
    assert isinstance(parse_timing("26 мая 2023 года"), Day)
    assert isinstance(parse_timing("май 2023 года"), Month)
