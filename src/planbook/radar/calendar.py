"""A row against the calendar: days off, and dates that are still open when time runs out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from planbook.dates import TimingKind, UnscheduledReason
from planbook.dates.holidays import SATURDAY, holiday_name, is_day_off
from planbook.dates.span import last_day
from planbook.radar.clash import Certainty, Clash, ClashKind
from planbook.radar.overlap import Occupation, day_of
from planbook.radar.pairs import LONGEST_EVENT
from planbook.radar.rows import RadarRow
from planbook.radar.words import quoted, when

_EXACT = frozenset({TimingKind.DAY, TimingKind.DAY_RANGE, TimingKind.DAYS})
_WEEKDAYS = (
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
)  # fmt: skip
_MONTHS_AHEAD = 2


def days_off(rows: Iterable[RadarRow]) -> Iterator[Clash]:
    """Yield the working meetings that meet a public holiday, or fall on days off altogether.

    Festivals, contests and games are left alone: people come to them on such days.
    """
    for row in rows:
        days = row.days
        is_exact = row.timing.kind in _EXACT and row.is_event and row.is_meeting
        if not is_exact or days is None or not days.is_full or days.length > LONGEST_EVENT:
            continue
        all_days = [day_of(one) for span in days.spans for one in range(span[0], span[1] + 1)]
        holiday = next((day for day in all_days if holiday_name(day)), None)
        if holiday is not None:
            yield _clash(ClashKind.HOLIDAY, row, partial(_of_holiday, day=holiday))
        elif all(is_day_off(day) for day in all_days):
            yield _clash(ClashKind.WEEKEND, row, partial(_of_days_off, days=all_days))


def undated(rows: Iterable[RadarRow], today: date) -> Iterator[Clash]:
    """Yield the events that may begin within two months and still have no day."""
    edge = _months_later(today, _MONTHS_AHEAD)
    is_begun, is_near = (partial(_of_no_day, is_begun=one) for one in (True, False))
    for row in rows:
        if not row.is_event:
            continue
        first = _open_since(row)
        if first is None or first > edge or _is_over(row, today):
            continue
        yield _clash(ClashKind.UNDATED, row, is_begun if first <= today else is_near)


def _clash(kind: ClashKind, row: RadarRow, say: Callable[[RadarRow], str]) -> Clash:
    return Clash(kind, Certainty.CERTAIN, (row,), "", lambda rows: say(rows[0]))


def _of_holiday(row: RadarRow, *, day: date) -> str:
    where = f"{day:%d.%m.%Y}, {holiday_name(day)}"
    return f"{quoted(row)}: срок «{when(row)}» приходится на праздник — {where}."


def _of_days_off(row: RadarRow, *, days: list[date]) -> str:
    return f"{quoted(row)}: срок «{when(row)}» — нерабочие дни: {_named(days)}."


def _of_no_day(row: RadarRow, *, is_begun: bool) -> str:
    is_open = row.timing.kind is TimingKind.UNSCHEDULED
    begins = "до начала периода" if is_open else "до его начала"
    goes = "период плана уже идёт" if is_open else "он уже идёт"
    near = goes if is_begun else f"{begins} меньше двух месяцев"
    return f"{quoted(row)}: срок «{when(row)}», {near}, а даты нет."


def _open_since(row: RadarRow) -> date | None:
    """Return the first day on which a row without a day of its own may happen."""
    if row.timing.kind is TimingKind.UNSCHEDULED:
        is_elsewhere = row.timing.reason is UnscheduledReason.OWN_SCHEDULE
        return None if is_elsewhere else row.since
    days = row.days
    return None if days is None or days.is_full else day_of(days.first)


def _is_over(row: RadarRow, today: date) -> bool:
    days: Occupation | None = row.days
    if days is not None:
        return day_of(days.last) < today
    return row.since is not None and row.until is not None and row.until < today


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, last_day(year, month + 1).day))


def _named(days: list[date]) -> str:
    return ", ".join(
        f"{day:%d.%m} — {_WEEKDAYS[day.weekday()]}"
        f"{', выходной по переносу' if day.weekday() < SATURDAY else ''}"
        for day in days[:3]
    )
