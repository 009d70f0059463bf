"""Days of recurring timings."""

from __future__ import annotations

import pytest

from planbook.dates import Period, occurrences, parse_timing

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "period", "days"),
    [
        ("ежеквартально", "2023", "2023-01-01 2023-04-01 2023-07-01 2023-10-01"),
        ("ежеквартально", "2023-41", "2023-07-01 2023-10-01"),
        ("ежеквартально до 10 числа", "2023-41", "2023-07-10 2023-10-10"),
        ("каждый вторник", "2023-05", "2023-05-02 2023-05-09 2023-05-16 2023-05-23 2023-05-30"),
        ("2-я и 4-я среда месяца", "2023-34",
         "2023-04-12 2023-04-26 2023-05-10 2023-05-24 2023-06-14 2023-06-28"),
        ("последняя пятница месяца", "2023-33", "2023-01-27 2023-02-24 2023-03-31"),
        ("ежемесячно, 31 числа", "2023-33", "2023-01-31 2023-03-31"),
        ("последнее число каждого месяца", "2023-33", "2023-01-31 2023-02-28 2023-03-31"),
        ("1 раз в полугодие", "2023", "2023-01-01 2023-07-01"),
        ("ежегодно, 9 мая", "2023/2024", "2023-05-09 2024-05-09"),
        ("ежегодно", "2023/2024", "2023-01-01 2024-01-01"),
        ("раз в две недели", "2023-05", "2023-05-01 2023-05-15 2023-05-29"),
        ("еженедельно, с 1 по 15 мая", "2023", "2023-05-01 2023-05-08 2023-05-15"),
        ("ежедневно, 1-3 мая", "2023", "2023-05-01 2023-05-02 2023-05-03"),
        ("2 раза в месяц", "2023", ""),
        ("15 мая", "2023", ""),
    ],
)  # fmt: skip
def test_occurrences_of_rules(text: str, period: str, days: str) -> None:
    plan = Period.from_edtf(period)

    found = occurrences(parse_timing(text, period=plan), plan)

    assert [day.isoformat() for day in found] == days.split()


def test_occurrences_outside_the_period_are_left_out() -> None:
    timing = parse_timing("каждый вторник", period=Period.from_edtf("2023"))

    found = occurrences(timing, Period.from_edtf("2023-12-20/2024-01-20"))

    assert [day.isoformat() for day in found] == ["2023-12-26"]
