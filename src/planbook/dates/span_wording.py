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


def _listed(
    spans: Sequence[Closed], years: Years, names: Callable[[Closed], tuple[str, str]]
) -> str:
    """Print units joined by dashes and commas: «май–июнь, сентябрь 2023 года».

    `names` gives the units in which a span begins and ends.
    """
    printed: list[str] = []
    for index, (start, end) in enumerate(spans):
        following = spans[index + 1].start.year if index + 1 < len(spans) else None
        first, last = names(Closed(start, end))
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
    return _listed(spans, years, _month_names)


def _month_names(span: Closed) -> tuple[str, str]:
    """Return the months that begin and end a span, thirds of months by their names."""
    start, end = span
    first, last = MONTH_NAMES[start.month - 1], MONTH_NAMES[end.month - 1]
    if is_whole_months(Span(start, end)):
        return first, last
    begin, finish = (start.day - 1) // 10, min((end.day - 1) // 10, 2)
    if (start.year, start.month) == (end.year, end.month):
        part = PART_NAMES[begin] + (f"–{PART_NAMES[finish]}" if finish > begin else "")
        return (f"{part} {MONTH_GENITIVES[start.month - 1]}",) * 2
    if start.day > 1:
        first = f"{PART_NAMES[begin]} {MONTH_GENITIVES[start.month - 1]}"
    if finish < 2:
        last = f"{PART_NAMES[finish]} {MONTH_GENITIVES[end.month - 1]}"
    return first, last


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


def school_half_year(day: date) -> str:
    """Return the half of a school year that begins in September or ends in May, in the genitive."""
    numeral, first = ("I", day.year) if day.month == 9 else ("II", day.year - 1)
    return f"{numeral} полугодия {first}/{first + 1} учебного года"


def _numbered(spans: Sequence[Closed], years: Years, months: int, names: tuple[str, str]) -> str:
    def numeral(day: date) -> str:
        return format_roman((day.month - 1) // months + 1)

    if (
        any(start.year != end.year for start, end in spans)
        or len({s.start.year for s in spans}) > 1
    ):
        return _listed(
            spans,
            years,
            lambda span: (f"{numeral(span.start)} {names[0]}", f"{numeral(span.end)} {names[0]}"),
        )
    numerals = [
        numeral(start) if numeral(start) == numeral(end) else f"{numeral(start)}–{numeral(end)}"
        for start, end in spans
    ]
    is_one = len(numerals) == 1 and "–" not in numerals[0]
    return f"{', '.join(numerals)} {names[0 if is_one else 1]}{years.after(spans[0].end.year)}"


def _years(spans: Sequence[Closed], years: Years) -> str:
    if any(start.month == 9 for start, _ in spans):
        return ", ".join(_school_or_year(span) for span in spans)
    printed = [
        f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
        for start, end in spans
    ]
    is_one = len(printed) == 1 and "–" not in printed[0]
    return f"{', '.join(printed)} {'год' if is_one else 'годы'}"


def _school_or_year(span: Closed) -> str:
    start, end = span
    if start.month == 9:
        return f"{start.year}/{end.year} учебный год"
    return f"{start.year} год" if start.year == end.year else f"{start.year}–{end.year} годы"


def _seasons(spans: Sequence[Closed], years: Years) -> str:
    start, end = spans[0]
    if (start.month, end.month) == (1, 12):
        return ", ".join(_sports_season(span) for span in spans)
    if len(spans) == 1 and (start.year, start.month) == (end.year, end.month):
        season = start.month // 3 * 3 or 12
        part = PART_NAMES[start.month % 3]
        return f"{part} {SEASON_GENITIVES[season]}{years.after(start.year)}"
    if len(spans) == 1 and start.month == 12 and end.month == 2 and end.year == start.year + 1:
        return f"зима {start.year}/{end.year} годов"
    return _listed(spans, years, _season_names)


def _sports_season(span: Closed) -> str:
    first, last = span.start.year, span.end.year
    return f"сезон {first} года" if first == last else f"сезон {first}/{last} годов"


def _season_names(span: Closed) -> tuple[str, str]:
    return SEASON_NAMES[span.start.month], SEASON_NAMES[(span.end.month - 3) % 12 + 1]


_PRINTERS: dict[TimingKind, Callable[[Sequence[Closed], Years], str]] = {
    TimingKind.MONTH: _months,
    TimingKind.MONTH_RANGE: _months,
    TimingKind.QUARTER: _quarters,
    TimingKind.HALF_YEAR: _half_years,
    TimingKind.YEAR: _years,
    TimingKind.SEASON: _seasons,
}
