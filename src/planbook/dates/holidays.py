"""Days off in Russia: fixed public holidays, weekends, and days moved by decree as data per year.

Labour Code, article 112. For years without data nothing but weekends and fixed holidays is known.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files

SATURDAY = 5
_NEW_YEAR, _CHRISTMAS = "Новогодние каникулы", "Рождество Христово"
# (month, day): the New Year days and Christmas, then the single days.
_PUBLIC_HOLIDAYS = {
    **{(1, day): _NEW_YEAR for day in range(1, 9)},
    (1, 7): _CHRISTMAS,
    (2, 23): "День защитника Отечества",
    (3, 8): "Международный женский день",
    (5, 1): "Праздник Весны и Труда",
    (5, 9): "День Победы",
    (6, 12): "День России",
    (11, 4): "День народного единства",
}
_OFF = "off"


def is_public_holiday(day: date) -> bool:
    """Tell whether a day is a non-working public holiday; days moved by decree are not known.

    >>> is_public_holiday(date(2023, 6, 12)), is_public_holiday(date(2023, 6, 13))
    (True, False)
    """
    return (day.month, day.day) in _PUBLIC_HOLIDAYS


def holiday_name(day: date) -> str:
    """Return what a public holiday is called, empty for every other day.

    >>> holiday_name(date(2025, 6, 12)), holiday_name(date(2025, 6, 11))
    ('День России', '')
    """
    return _PUBLIC_HOLIDAYS.get((day.month, day.day), "")


def is_day_off(day: date) -> bool:
    """Tell whether nobody works on a day: a holiday, a weekend, a day off moved there by decree.

    >>> is_day_off(date(2023, 5, 8)), is_day_off(date(2024, 4, 27)), is_day_off(date(2024, 4, 30))
    (True, False, True)
    """
    moved = _moved_days().get(day)
    if moved is not None:
        return moved == _OFF
    return is_public_holiday(day) or day.weekday() >= SATURDAY


def has_calendar(year: int) -> bool:
    """Tell whether the days moved by decree are known for a year.

    >>> has_calendar(2025), has_calendar(2199)
    (True, False)
    """
    return any(day.year == year for day in _moved_days())


@cache
def _moved_days() -> dict[date, str]:
    source = files("planbook.dates").joinpath("data/moved_days.csv")
    with source.open(encoding="utf-8") as lines:
        return {date.fromisoformat(row["day"]): row["kind"] for row in csv.DictReader(lines)}
