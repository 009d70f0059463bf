from datetime import date

import pytest

from planbook.dates.holidays import has_calendar, holiday_name, is_day_off

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
