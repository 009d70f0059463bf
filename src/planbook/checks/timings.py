"""Rules of dates: rows without a date, postponements, long twins, days that moved with the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from planbook.checks.rule import Remark, Scene
from planbook.dates import Timing, TimingKind, TimingStatus, UnscheduledReason
from planbook.dates.holidays import is_public_holiday
from planbook.findings import SourceRef
from planbook.language import plural
from planbook.plans import EventDraft, Grouping

SATURDAY = 5
_YEARS_BACK = 5
_FEWEST_SHIFTED = 3
_LONG_DAYS = 28
_WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_ELSEWHERE = (
    UnscheduledReason.OWN_SCHEDULE,
    UnscheduledReason.AS_NEEDED,
    UnscheduledReason.DEPENDS,
)
_NO_DATE = (UnscheduledReason.AGREEMENT, UnscheduledReason.NOT_SET, UnscheduledReason.POSTPONED)


def unscheduled_rows(scene: Scene) -> Iterator[Remark]:
    """Find rows whose date is still to be set; an empty cell is told by the grammar of time."""
    for item in scene.draft.items():
        timing = item.timing
        is_open = timing.kind is TimingKind.UNSCHEDULED and timing.reason in _NO_DATE
        if is_open and timing.text.strip():
            yield Remark(
                f"Срок не назначен: «{_one_line(timing.text)}».", timing_source(item), timing.text
            )


def dates_kept_elsewhere(scene: Scene) -> Iterator[Remark]:
    """Find rows whose date stands in another paper: «по отдельному графику»."""
    for item in scene.draft.items():
        timing = item.timing
        if timing.kind is TimingKind.UNSCHEDULED and timing.reason in _ELSEWHERE:
            yield Remark(
                f"Срока в плане нет: «{_one_line(timing.text)}».", timing_source(item), timing.text
            )


def unclear_postponements(scene: Scene) -> Iterator[Remark]:
    """Find «(перенос)» beside one date: it is not said whether the date is the old or the new."""
    for item in scene.draft.items():
        timing = item.timing
        if timing.status is TimingStatus.POSTPONED and timing.spans and timing.moved_from is None:
            yield Remark(
                f"Рядом с датой стоит «{timing.note}», но не сказано, прежняя это дата или новая.",
                timing_source(item),
                timing.text,
            )


def twin_ranges(scene: Scene) -> Iterator[Remark]:
    """Find neighbouring rows with the same long range of days."""
    for section in scene.draft.sections:
        for before, item in pairwise(section.items):
            is_same = item.timing.spans == before.timing.spans
            if is_same and item.timing.kind is TimingKind.DAY_RANGE and _days(item) >= _LONG_DAYS:
                length = f"{_days(item)} {plural(_days(item), 'день', 'дня', 'дней')}"
                yield Remark(
                    f"Тот же длинный срок, что и в строке выше: {length}.",
                    timing_source(item),
                    item.timing.text,
                )


def shifted_weekdays(scene: Scene) -> Iterator[Remark]:
    """Find days of a list that fall on working days now and were Saturdays in one earlier year.

    At least three rows must point to the same year, at most five back; public holidays are no
    working days. All lists of a plan (anniversaries, days of cities) count as one.
    """
    if scene.year is None:
        return
    shifted: dict[int, list[tuple[EventDraft, date]]] = defaultdict(list)
    for item, day in _listed_days(scene):
        for back in range(1, _YEARS_BACK + 1):
            if _is_saturday(day, day.year - back):
                shifted[day.year - back].append((item, day))
    year, rows = max(shifted.items(), key=lambda one: (len(one[1]), one[0]), default=(0, []))
    if len(rows) < _FEWEST_SHIFTED:
        return
    for item, day in rows:
        yield Remark(
            f"{_WEEKDAYS[day.weekday()].capitalize()} в {day.year} году, а в {year} году это была "
            f"суббота. Таких дат в списках ещё {len(rows) - 1}.",
            timing_source(item),
            item.timing.text,
        )


def timing_source(item: EventDraft) -> SourceRef:
    """Return the place of the cell with the date, else that of the row."""
    cell = item.cell("timing") or item.cell("place_timing")
    return cell.source if cell else item.source


def _listed_days(scene: Scene) -> Iterable[tuple[EventDraft, date]]:
    for section in scene.draft.sections:
        if section.grouping is not Grouping.LIST:
            continue
        for item in section.items:
            day = _single_day(item.timing)
            if day and day.weekday() < SATURDAY and not is_public_holiday(day):
                yield item, day


def _single_day(timing: Timing) -> date | None:
    return timing.earliest if timing.kind is TimingKind.DAY else None


def _is_saturday(day: date, year: int) -> bool:
    if (day.month, day.day) == (2, 29):
        return False
    return day.replace(year=year).weekday() == SATURDAY


def _days(item: EventDraft) -> int:
    first, last = item.timing.earliest, item.timing.latest
    return (last - first).days + 1 if first and last else 0


def _one_line(text: str) -> str:
    return " ".join(text.split())
