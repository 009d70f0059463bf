from datetime import date, timedelta

import pytest

from planbook.dates.holidays import calendars_of, has_calendar, holiday_name, is_day_off

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("day", "is_off", "name"),
    [
        (date(2023, 2, 24), True, ""),
        (date(2023, 6, 12), True, "День России"),
        (date(2023, 6, 13), False, ""),
        (date(2024, 4, 27), False, ""),
        (date(2025, 11, 1), False, ""),
        (date(2025, 11, 2), True, ""),
        (date(2030, 1, 7), True, "Рождество Христово"),
    ],
)
def test_days_off(day: date, is_off: bool, name: str) -> None:
    assert (is_day_off(day), holiday_name(day)) == (is_off, name)


def test_years_with_moved_days_are_known() -> None:
    assert [year for year in range(2021, 2028) if has_calendar(year)] == [
        2022, 2023, 2024, 2025, 2026,
    ]  # fmt: skip


def test_every_year_of_work_names_its_decree_or_says_that_there_is_none() -> None:
    assert [one.words for one in calendars_of((2021, 2024, 2025, 2026, 2027))] == [
        "2021 год: переносы не внесены, учтены только праздники и выходные без переносов",
        "2024 год: постановление Правительства РФ от 10.08.2023 № 1314",
        "2025 год: постановление Правительства РФ от 04.10.2024 № 1335",
        "2026 год: постановление Правительства РФ от 24.09.2025 № 1466",
        "2027 год: не утверждён, учтены только праздники и выходные без переносов",
    ]


@pytest.mark.parametrize(
    ("year", "moved"),
    [
        (2024, ["27.04", "29.04", "30.04", "10.05", "02.11", "28.12", "30.12", "31.12"]),
        (2025, ["02.05", "08.05", "13.06", "01.11", "03.11", "31.12"]),
        (2026, ["09.01", "09.03", "11.05", "31.12"]),
        (2027, []),
    ],
)
def test_the_moved_days_of_a_year(year: int, moved: list[str]) -> None:
    days = (date(year, 1, 1) + timedelta(number) for number in range(366))
    plain = [day for day in days if holiday_name(day) == ""]

    assert [
        f"{day:%d.%m}" for day in plain if day.year == year and is_day_off(day) != is_weekend(day)
    ] == moved


def is_weekend(day: date) -> bool:
    return day.weekday() >= 5
