"""A month on a calendar sheet: weeks of days with exact rows, and apart what has no day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from mezhgorod.planning.rules import TimingKind
from mezhgorod.website.board.rows import Row
from mezhgorod.website.board.scale import Scale, next_month
from mezhgorod.website.board.strokes import StrokeForm, TimingShape, form_of

WEEKDAYS = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")
WEEKDAY_NAMES = (
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
)  # fmt: skip
# A row that fills more of the month than this is a band above the sheet, not thirty chips.
_LONGEST_ON_SHEET = 10


@dataclass(frozen=True, slots=True)
class DayEntry:
    """A row on one of its exact days; `is_first` on the first day of it that the sheet shows."""

    colour: str
    row: Row
    is_first: bool


@dataclass(frozen=True, slots=True)
class DayCell:
    day: date
    is_in_month: bool
    is_today: bool
    entries: tuple[DayEntry, ...]


@dataclass(slots=True)
class MonthSheet:
    """The month: weeks of the sheet, rows with no day in it, and lasting rows apart."""

    month: date
    weeks: list[list[DayCell]]
    bands: list[tuple[str, Row]] = field(default_factory=list)
    ongoing: list[tuple[str, Row]] = field(default_factory=list)
    recurring: list[tuple[str, Row]] = field(default_factory=list)
    undated: list[tuple[str, Row]] = field(default_factory=list)


def month_scale(month: date) -> Scale:
    return Scale(start=month, end=next_month(month) - timedelta(days=1))


def month_sheet(month: date, rows: Iterable[tuple[str, Row]], *, today: date) -> MonthSheet:
    """Sort coloured rows onto the sheet of a month."""
    scale = month_scale(month)
    on_days: defaultdict[date, list[DayEntry]] = defaultdict(list)
    sheet = MonthSheet(month=month, weeks=[])
    lanes = {
        TimingKind.ONGOING: sheet.ongoing,
        TimingKind.RECURRING: sheet.recurring,
        TimingKind.UNSCHEDULED: sheet.undated,
        TimingKind.UNPARSED: sheet.undated,
    }
    for colour, row in rows:
        lane = lanes.get(TimingKind(row.event.timing_kind))
        days = exact_days(row.shape, scale)
        if lane is not None:
            lane.append((colour, row))
        elif days:
            for index, day in enumerate(days):
                is_first = index == 0 or day.weekday() == 0 or days[index - 1] < _before(day)
                on_days[day].append(DayEntry(colour, row, is_first))
        else:
            sheet.bands.append((colour, row))
    sheet.weeks = _weeks(scale, on_days, today)
    return sheet


def exact_days(shape: TimingShape, scale: Scale) -> list[date]:
    """Return the named days inside the month; none for fuzzy rows and for very long ones."""
    if form_of(shape) is not StrokeForm.BLOCK:
        return []
    days: list[date] = []
    for start, end in shape.spans:
        first = max(start or scale.start, scale.start)
        last = min(end or scale.end, scale.end)
        days += [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return days if len(days) <= _LONGEST_ON_SHEET else []


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _weeks(scale: Scale, on_days: dict[date, list[DayEntry]], today: date) -> list[list[DayCell]]:
    first = scale.start - timedelta(days=scale.start.weekday())
    weeks = []
    while first <= scale.end:
        days = [first + timedelta(days=step) for step in range(7)]
        weeks.append(
            [
                DayCell(day, scale.covers(day), day == today, tuple(on_days.get(day, ())))
                for day in days
            ]
        )
        first += timedelta(days=7)
    return weeks
