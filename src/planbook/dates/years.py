"""Giving pieces their year: said in the cell, or taken from the period of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from planbook.dates.period import Period, PeriodKind
from planbook.dates.pieces import LAST, NTH_WEEKDAY, Grain, Part, Piece, school_half_years
from planbook.dates.reading import DateRange
from planbook.dates.span import Span, last_day, nth_weekday

# A leap year in which days without a year are kept.
PLACEHOLDER_YEAR = 4


class CalendarError(Exception):
    """The words name no days of the calendar; `code` is the finding that says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def dated_spans(ranges: Sequence[DateRange], period: Period | None) -> tuple[list[Span], bool]:
    """Return the days of the ranges in order and whether their year is known.

    Raises:
        CalendarError: a day does not exist, an end precedes its start, or a winter is ambiguous.
    """
    if period is not None and period.kind is PeriodKind.SCHOOL_YEAR:
        ranges = [(_of_school_year(first), last) for first, last in ranges]
    first, last = ranges[0]
    if last is None and len(ranges) == 1:
        year = first.year if first.year is not None else _plan_year(first, period)
        if year is not None:
            return _separate([_span(part, year, part, year) for part in first.parts]), True
    is_said = any(piece and piece.year is not None for ends in ranges for piece in ends)
    years, has_year = _said_years(ranges) if is_said else _plan_years(ranges, period)
    spans: list[Span] = []
    for (first, last), (year, closing) in zip(ranges, years, strict=True):
        if last is None:
            spans += [_span(part, year, part, year) for part in first.parts]
        else:
            spans.append(_range_span(first.parts[0], year, last.parts[0], closing))
    if not is_said and any(left > right for left, right in pairwise(spans)):
        # «ноябрь, январь»: whether January is before or after cannot be told.
        raise CalendarError("year_ambiguous")
    return _separate(spans), has_year


def _separate(spans: list[Span]) -> list[Span]:
    """Return the spans in order; a list that names a day twice was misread."""
    if len(spans) == 1:
        return spans
    ordered = sorted(spans)
    if any(left.end >= right.start for left, right in pairwise(ordered)):  # type: ignore[operator]
        raise CalendarError("unparsed")
    return ordered


def _of_school_year(piece: Piece) -> Piece:
    """Read «I полугодие» of a school plan as the half of its school year."""
    if piece.grain is not Grain.HALF_YEAR or piece.year is not None:
        return piece
    ranges = [(part[0] // 6 + 1, part[2] // 6) for part in piece.parts]
    return school_half_years(ranges, None) or piece


RangeYears = list[tuple[int, int]]


def _said_years(ranges: Sequence[DateRange]) -> tuple[RangeYears, bool]:
    """Return the years of ranges one of which says its year: the others take it from a neighbour.

    The year stands at the end in Russian, so the neighbour on the right is asked first; a month
    that comes later in the calendar than its right neighbour belongs to the year before.
    """
    pieces = [piece for ends in ranges for piece in ends if piece]
    years = [piece.year for piece in pieces]
    if any(piece.year is None and piece.parts[0][2] > 12 for piece in pieces):
        raise CalendarError("year_ambiguous")  # a winter whose neighbour names only one year
    for index in range(len(pieces) - 2, -1, -1):
        following = years[index + 1]
        if years[index] is None and following is not None:
            years[index] = following - _is_earlier(pieces[index + 1], pieces[index])
    for index in range(1, len(pieces)):
        previous = years[index - 1]
        if years[index] is None and previous is not None:
            years[index] = previous + _is_earlier(pieces[index], pieces[index - 1])
    known = iter([year or PLACEHOLDER_YEAR for year in years])
    found = []
    for _, last in ranges:
        year = next(known)
        found.append((year, year if last is None else next(known)))
    return found, True


def _plan_years(ranges: Sequence[DateRange], period: Period | None) -> tuple[RangeYears, bool]:
    """Return the years of ranges none of which says its year, and whether the plan tells them."""
    years = [_plan_year(first, period) for first, _ in ranges]
    has_year = None not in years
    first, last = ranges[0]
    is_mixed = len(ranges) > 1 or (last is not None and last.grain != first.grain)
    if period is not None and not has_year and is_mixed:
        raise CalendarError("year_ambiguous")
    found = []
    for (first, last), year in zip(ranges, years, strict=True):
        start = year if has_year and year is not None else PLACEHOLDER_YEAR
        crosses = last is not None and _is_earlier(last, first)
        found.append((start, start + crosses))
    return found, has_year


def _is_earlier(piece: Piece, other: Piece) -> bool:
    """Tell whether a piece lies in an earlier month: «январь» after «декабрь» is a year later.

    Inside one month an end before its start is a slip, not a range of a whole year.
    """
    return piece.parts[0][2] < other.parts[0][0]


def _plan_year(piece: Piece, period: Period | None) -> int | None:
    """Return the only year of the plan in which the piece lies, None when there is no such year."""
    if piece.grain is Grain.YEAR:
        raise CalendarError("unparsed")
    if period is None:
        if piece.grain is Grain.SEASON and piece.parts[0][2] > 12:
            raise CalendarError("year_unknown")
        return None
    first_year, last_year = period.start.year, period.end.year
    part = piece.parts[0]
    if part[2] > 12:
        inside = [
            year
            for year in range(first_year - 1, last_year + 1)
            if _is_inside(_span(part, year, part, year), period)
        ]
        if len(inside) != 1:
            raise CalendarError("year_ambiguous")
        return inside[0]
    is_school_half = piece.grain is Grain.HALF_YEAR and period.kind is PeriodKind.SCHOOL_YEAR
    if first_year == last_year or is_school_half:
        return first_year
    return _nearest_year(part, period)


def _nearest_year(part: Part, period: Period) -> int | None:
    distances: dict[int, int] = {}
    for year in range(period.start.year, min(period.end.year, period.start.year + 5) + 1):
        span = _span(part, year, part, year)
        if span.start is None or span.end is None:
            continue
        before = (period.start - span.end).days
        after = (span.start - period.end).days
        distances[year] = max(before, after, 0)
    nearest = min(distances.values())
    years = [year for year, distance in distances.items() if distance == nearest]
    return years[0] if len(years) == 1 else None


def _is_inside(span: Span, period: Period) -> bool:
    start, end = span
    return start is not None and end is not None and period.covers(start) and period.covers(end)


def _span(first: Part, year: int, last: Part, last_year: int) -> Span:
    start, end = _day(year, first[0], first[1]), _day(last_year, last[2], last[3])
    if end < start:
        raise CalendarError("end_before_start")
    return Span(start, end)


def _range_span(first: Part, year: int, last: Part, last_year: int) -> Span:
    """Return the days from one piece to another; a piece inside the other makes no range."""
    span = _span(first, year, last, last_year)
    first_end, last_start = _day(year, *first[2:]), _day(last_year, *last[:2])
    if last_start <= first_end:
        raise CalendarError("end_before_start")
    return span


def _day(year: int, month: int, day: int) -> date:
    if month > 12:
        year += (month - 1) // 12
        month = (month - 1) % 12 + 1
    if day > 0:
        try:
            return date(year, month, day)
        except ValueError:
            raise CalendarError("no_such_day") from None
    if day > -NTH_WEEKDAY:
        return last_day(year, month) + timedelta(days=day + 1 if day else 0)
    nth, weekday = divmod(-day - NTH_WEEKDAY, 10)
    if year == PLACEHOLDER_YEAR:
        raise CalendarError("year_unknown")
    found = nth_weekday(year, month, weekday, -1 if nth == LAST else nth)
    if found is None:
        raise CalendarError("no_such_day")
    return found


def school_spans(period: Period) -> tuple[Span, ...]:
    """Return what a plan and the school years, 1 September to 31 May, have in common."""
    spans: list[Span] = []
    for year in range(period.start.year - 1, min(period.end.year, period.start.year + 10) + 1):
        start = max(date(year, 9, 1), period.start)
        end = min(date(year + 1, 5, 31), period.end)
        if start <= end:
            spans.append(Span(start, end))
    return tuple(spans)
