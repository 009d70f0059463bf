"""Official Russian for days, months, quarters and years; whole cells are in `wording`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from planbook.dates.kinds import Extent, TimingKind
from planbook.dates.span import Span, is_whole_months, last_day
from planbook.dates.vocabulary import MONTHS
from planbook.text import format_roman

MONTH_NAMES = [words.split()[0] for words in MONTHS]
MONTH_GENITIVES = [words.split()[1] for words in MONTHS]
SEASON_NAMES = {3: "весна", 6: "лето", 9: "осень", 12: "зима"}
SEASON_GENITIVES = {3: "весны", 6: "лета", 9: "осени", 12: "зимы"}
PART_NAMES = ("начало", "середина", "конец")


class Closed(NamedTuple):
    """A span both ends of which are known."""

    start: date
    end: date


class Years:
    """Whether the year is printed: left out when the plan supplies it, or nobody knows it."""

    def __init__(self, hidden: int | None = None, *, are_known: bool = True) -> None:
        self._hidden = hidden
        self._are_known = are_known

    def after(self, year: int) -> str:
        """Return « 2023 года», or nothing."""
        return f" {year} года" if self._are_known and year != self._hidden else ""


def spans_wording(
    kind: TimingKind, spans: Sequence[Span], years: Years, *, extent: Extent | None, is_vague: bool
) -> str:
    """Print spans in the granularity of the kind.

    >>> spans_wording(TimingKind.DAY_RANGE, [Span(date(2023, 3, 30), date(2023, 4, 1))],
    ...               Years(), extent=None, is_vague=False)
    '30 марта – 1 апреля 2023 года'
    """
    closed = [Closed(start, end) for start, end in spans if start and end]
    if kind is TimingKind.DAY_RANGE and extent is Extent.WITHIN and len(closed) == 1:
        part = part_of_month(closed[0], is_vague=is_vague)
        if part:
            return part + years.after(closed[0].start.year)
    if kind in (TimingKind.DAY, TimingKind.DAY_RANGE, TimingKind.DAYS):
        return _days(closed, years)
    return _PRINTERS[kind](closed, years)


def part_of_month(span: Closed, *, is_vague: bool) -> str:
    """Return «первая декада мая», «первая неделя мая» or an empty string."""
    start, end = span
    if (start.year, start.month) != (end.year, end.month):
        return ""
    last = last_day(end.year, end.month).day
    named = {
        (1, 10): "первая декада",
        (11, 20): "вторая декада",
        (21, last): "третья декада",
        (1, 15): "первая половина",
        (16, last): "вторая половина",
    }
    weeks = {
        (1, 7): "первая неделя",
        (8, 14): "вторая неделя",
        (15, 21): "третья неделя",
        (22, 28): "четвертая неделя",
        (last - 6, last): "последняя неделя",
    }
    name = (weeks if is_vague else named).get((start.day, end.day), "")
    return f"{name} {MONTH_GENITIVES[start.month - 1]}" if name else ""


def _days(spans: Sequence[Closed], years: Years) -> str:
    """Print «1, 8, 15 марта, 30 мая – 2 июня 2023 года»; the year stands where it changes."""
    groups = [list(group) for _, group in groupby(spans, key=_month_key)]
    printed: list[str] = []
    for index, group in enumerate(groups):
        following = groups[index + 1][0].start.year if index + 1 < len(groups) else None
        end = group[-1].end
        year = "" if end.year == following else years.after(end.year)
        printed.append(_month_group(group, years) + year)
    return ", ".join(printed)


def _month_key(span: Closed) -> tuple[int, ...]:
    start, end = span
    is_one_month = (start.year, start.month) == (end.year, end.month)
    return (start.year, start.month) if is_one_month else (start.year, start.month, start.day)


def _month_group(group: Sequence[Closed], years: Years) -> str:
    start, end = group[0]
    if (start.year, start.month) == (end.year, end.month):
        numbers = ", ".join(
            f"{first.day}" if first == last else f"{first.day}–{last.day}" for first, last in group
        )
        return f"{numbers} {MONTH_GENITIVES[start.month - 1]}"
    first_year = years.after(start.year) if start.year != end.year else ""
    return (
        f"{start.day} {MONTH_GENITIVES[start.month - 1]}{first_year}"
        f" – {end.day} {MONTH_GENITIVES[end.month - 1]}"
    )


def _listed(spans: Sequence[Closed], years: Years, unit: Callable[[date, bool], str]) -> str:
    """Print units joined by dashes and commas: «май–июнь, сентябрь 2023 года».

    `unit` names the unit that begins (False) or ends (True) on a day.
    """
    printed: list[str] = []
    for index, (start, end) in enumerate(spans):
        following = spans[index + 1].start.year if index + 1 < len(spans) else None
        first, last = unit(start, False), unit(end, True)
        year = "" if end.year == following else years.after(end.year)
        if start.year != end.year:
            printed.append(f"{first}{years.after(start.year)} – {last}{year}")
        elif first == last:
            printed.append(f"{first}{year}")
        else:
            dash = " – " if " " in first + last else "–"
            printed.append(f"{first}{dash}{last}{year}")
    return ", ".join(printed)


def _months(spans: Sequence[Closed], years: Years) -> str:
    if len(spans) == 1 and spans[0].start.month == spans[0].end.month:
        start, end = spans[0]
        third = (start.day - 1) // 10 if not is_whole_months(Span(start, end)) else -1
        if third >= 0 and start.year == end.year:
            genitive = MONTH_GENITIVES[start.month - 1]
            return f"{PART_NAMES[third]} {genitive}{years.after(end.year)}"
    return _listed(spans, years, _month_end)


def _month_end(day: date, is_end: bool) -> str:
    name, genitive = MONTH_NAMES[day.month - 1], MONTH_GENITIVES[day.month - 1]
    if is_end:
        return f"{PART_NAMES[day.day // 10 - 1]} {genitive}" if day.day in (10, 20) else name
    return f"{PART_NAMES[day.day // 10]} {genitive}" if day.day > 1 else name


def _quarters(spans: Sequence[Closed], years: Years) -> str:
    return _numbered(spans, years, 3, ("квартал", "кварталы"))


def _half_years(spans: Sequence[Closed], years: Years) -> str:
    if any(start.month == 9 or end.month == 5 for start, end in spans):
        return _school_half_years(spans)
    return _numbered(spans, years, 6, ("полугодие", "полугодия"))


def _school_half_years(spans: Sequence[Closed]) -> str:
    numerals = [
        {(9, 12): "I", (1, 5): "II"}.get((start.month, end.month), "I–II") for start, end in spans
    ]
    start = spans[0].start
    first = start.year if start.month == 9 else start.year - 1
    name = "полугодие" if len(numerals) == 1 and "–" not in numerals[0] else "полугодия"
    return f"{', '.join(numerals)} {name} {first}/{first + 1} учебного года"


def _numbered(spans: Sequence[Closed], years: Years, months: int, names: tuple[str, str]) -> str:
    def numeral(day: date) -> str:
        return format_roman((day.month - 1) // months + 1)

    if (
        any(start.year != end.year for start, end in spans)
        or len({s.start.year for s in spans}) > 1
    ):
        return _listed(spans, years, lambda day, _: f"{numeral(day)} {names[0]}")
    numerals = [
        numeral(start) if numeral(start) == numeral(end) else f"{numeral(start)}–{numeral(end)}"
        for start, end in spans
    ]
    is_one = len(numerals) == 1 and "–" not in numerals[0]
    return f"{', '.join(numerals)} {names[0 if is_one else 1]}{years.after(spans[0].end.year)}"


def _years(spans: Sequence[Closed], years: Years) -> str:
    if len(spans) == 1 and spans[0].start.month == 9:
        return f"{spans[0].start.year}/{spans[0].end.year} учебный год"
    printed = [
        f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
        for start, end in spans
    ]
    is_one = len(printed) == 1 and "–" not in printed[0]
    return f"{', '.join(printed)} {'год' if is_one else 'годы'}"


def _seasons(spans: Sequence[Closed], years: Years) -> str:
    start, end = spans[0]
    if len(spans) == 1 and (start.month, end.month) == (1, 12):
        if start.year == end.year:
            return f"сезон {start.year} года"
        return f"сезон {start.year}/{end.year} годов"
    if len(spans) == 1 and (start.year, start.month) == (end.year, end.month):
        season = start.month // 3 * 3 or 12
        part = PART_NAMES[start.month % 3]
        return f"{part} {SEASON_GENITIVES[season]}{years.after(start.year)}"
    if len(spans) == 1 and start.month == 12 and end.month == 2 and end.year == start.year + 1:
        return f"зима {start.year}/{end.year} годов"
    return _listed(spans, years, lambda day, is_end: SEASON_NAMES[_season(day, is_end)])


def _season(day: date, is_end: bool) -> int:
    month = day.month - 2 if is_end else day.month
    return (month - 1) % 12 + 1


_PRINTERS: dict[TimingKind, Callable[[Sequence[Closed], Years], str]] = {
    TimingKind.MONTH: _months,
    TimingKind.MONTH_RANGE: _months,
    TimingKind.QUARTER: _quarters,
    TimingKind.HALF_YEAR: _half_years,
    TimingKind.YEAR: _years,
    TimingKind.SEASON: _seasons,
}
