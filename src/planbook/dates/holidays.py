"""Days off in Russia: fixed public holidays, weekends, and days moved by decree as data per year.

Labour Code, article 112. For years without data nothing but weekends and fixed holidays is known.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
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
    return year in _sources()


@dataclass(frozen=True, slots=True)
class DayOffCalendar:
    """What is known of the days off of a year beside fixed holidays and weekends.

    Attributes:
        sources: the decrees and laws that moved days, the weightiest first; empty for none known.
        is_decreed: whether the decree must be out by now: other years after it are known.
    """

    year: int
    sources: tuple[str, ...]
    is_decreed: bool

    @property
    def is_known(self) -> bool:
        """Whether the moved days are known."""
        return bool(self.sources)

    @property
    def words(self) -> str:
        """Where the days off of the year come from, or that they are not settled.

        >>> one, other = calendars_of((2026, 2199))
        >>> print(one.words)
        2026 год: постановление Правительства РФ от 24.09.2025 № 1466
        >>> print(other.words)
        2199 год: не утверждён, учтены только праздники и выходные без переносов
        """
        if self.is_known:
            return f"{self.year} год: {self.sources[0]}"
        lack = "переносы не внесены" if self.is_decreed else "не утверждён"
        return f"{self.year} год: {lack}, учтены только праздники и выходные без переносов"


def calendars_of(years: Iterable[int]) -> tuple[DayOffCalendar, ...]:
    """Return what is known of the days off of years.

    >>> [(one.year, one.is_known, one.is_decreed) for one in calendars_of((2021, 2023, 2199))]
    [(2021, False, True), (2023, True, True), (2199, False, False)]
    """
    known = _sources()
    return tuple(
        DayOffCalendar(year, known.get(year, ()), is_decreed=year <= max(known)) for year in years
    )


@cache
def _sources() -> dict[int, tuple[str, ...]]:
    found: dict[int, set[str]] = {}
    for day, _, source in _rows():
        found.setdefault(day.year, set()).add(source)
    # A decree stands before the Code, which only names the rule.
    return {
        year: tuple(sorted(sources, key=lambda one: (not one.startswith("постановление"), one)))
        for year, sources in found.items()
    }


@cache
def _moved_days() -> dict[date, str]:
    return {day: kind for day, kind, _ in _rows()}


@cache
def _rows() -> tuple[tuple[date, str, str], ...]:
    source = files("planbook.dates").joinpath("data/moved_days.csv")
    with source.open(encoding="utf-8") as lines:
        return tuple(
            (date.fromisoformat(row["day"]), row["kind"], row["source"])
            for row in csv.DictReader(lines)
        )
