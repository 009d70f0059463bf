"""A stretch of days as a horizontal axis: where a day stands, and the marks along the axis."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planbook.dates import MONTH_NAMES

MONTH_ABBREVIATIONS = (
    "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
)  # fmt: skip
_QUARTERS = ("I кв.", "II кв.", "III кв.", "IV кв.")

# Longer axes have no room for the names of all months or quarters.
_MAX_MONTH_LABELS = 18
_MAX_QUARTER_LABELS = 60


class TickUnit(StrEnum):
    """What one labelled step of an axis is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Tick:
    """One labelled step of the axis; `x` and `width` are percents, `month` its first month."""

    label: str
    name: str
    month: date
    x: str
    width: str
    middle: str
    is_quarter: bool
    is_year: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """First and last day of the axis, both drawn."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def left(self, day: date) -> float:
        """Return where a day begins, in percent of the axis; days outside stick to the ends."""
        return self._percent((day - self.start).days)

    def right(self, day: date) -> float:
        """Return where a day ends, in percent of the axis."""
        return self._percent((day - self.start).days + 1)

    def covers(self, day: date) -> bool:
        return self.start <= day <= self.end

    def _percent(self, days: int) -> float:
        return min(max(days, 0), self.days) * 100 / self.days


def percent(value: float) -> str:
    """Write a number as an SVG length: «32.88%», always with a point."""
    return f"{value:.2f}%"


def year_scale(start: date, end: date) -> Scale:
    """Return the axis of a plan: its period widened to whole months."""
    last = monthrange(end.year, end.month)[1]
    return Scale(start=start.replace(day=1), end=end.replace(day=last))


def months_of(scale: Scale) -> list[date]:
    """Return the first days of all months of the axis."""
    months = []
    month = scale.start.replace(day=1)
    while month <= scale.end:
        months.append(month)
        month = next_month(month)
    return months


def next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def previous_month(month: date) -> date:
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_name(month: date) -> str:
    """Return «сентябрь 2023 года»."""
    return f"{MONTH_NAMES[month.month - 1]} {month.year} года"


def period_words(start: date, end: date) -> str:
    """Return the period of a plan in words: «2023 год», «II полугодие 2022 года».

    Periods that are no year, half-year, quarter or month are told by their first and last month.
    """
    months = months_of(year_scale(start, end))
    if len(months) == 1:
        return month_name(start)
    if start.year != end.year:
        return (
            f"{MONTH_NAMES[start.month - 1]} {start.year} – {MONTH_NAMES[end.month - 1]} {end.year}"
        )
    if len(months) == 12:
        return f"{start.year} год"
    if len(months) in {3, 6} and (start.month - 1) % len(months) == 0:
        unit = "квартал" if len(months) == 3 else "полугодие"
        numeral = ("I", "II", "III", "IV")[(start.month - 1) // len(months)]
        return f"{numeral} {unit} {start.year} года"
    return f"{MONTH_NAMES[start.month - 1]} – {MONTH_NAMES[end.month - 1]} {start.year} года"


def ticks(scale: Scale) -> list[Tick]:
    """Return the labelled steps of the axis: months, or quarters or years where it is long."""
    months = months_of(scale)
    unit = _unit(len(months))
    starts = [month for month in months if month == months[0] or _begins(month, unit)]
    years = {month.year for month in months}
    ends = [*starts[1:], scale.end + timedelta(days=1)]
    return [
        _tick(scale, start, end - timedelta(days=1), unit, has_many_years=len(years) > 1)
        for start, end in zip(starts, ends, strict=True)
    ]


def _unit(month_count: int) -> TickUnit:
    if month_count <= _MAX_MONTH_LABELS:
        return TickUnit.MONTH
    return TickUnit.QUARTER if month_count <= _MAX_QUARTER_LABELS else TickUnit.YEAR


def _begins(month: date, unit: TickUnit) -> bool:
    step = {TickUnit.MONTH: 1, TickUnit.QUARTER: 3, TickUnit.YEAR: 12}[unit]
    return (month.month - 1) % step == 0


def _tick(scale: Scale, start: date, end: date, unit: TickUnit, *, has_many_years: bool) -> Tick:
    left, right = scale.left(start), scale.right(end)
    is_year = start.month == 1
    label = {
        TickUnit.MONTH: MONTH_ABBREVIATIONS[start.month - 1],
        TickUnit.QUARTER: _QUARTERS[(start.month - 1) // 3],
        TickUnit.YEAR: str(start.year),
    }[unit]
    if has_many_years and unit is not TickUnit.YEAR and (is_year or start == scale.start):
        label = f"{label} {start.year}"
    return Tick(
        label=label,
        name=month_name(start),
        month=start,
        x=percent(left),
        width=percent(right - left),
        middle=percent((left + right) / 2),
        is_quarter=(start.month - 1) % 3 == 0,
        is_year=is_year,
    )
