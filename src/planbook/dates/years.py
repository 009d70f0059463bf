"""Giving pieces their year: said in the cell, or taken from the period of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from planbook.dates.period import Period
from planbook.dates.pieces import LAST, NTH_WEEKDAY, Grain, Part, Piece
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
    years = _years([piece for ends in ranges for piece in ends if piece], period)
    has_year = all(year is not None for year in years)
    if not has_year:
        years = _placeholder_years(ranges)
    spans: list[Span] = []
    has_said_year = any(piece.year is not None for ends in ranges for piece in ends if piece)
    index = 0
    for first, last in ranges:
        year = years[index] or PLACEHOLDER_YEAR
        index += 1
        if last is None:
            spans += [_span(part, year, part, year) for part in first.parts]
        else:
            closing = years[index] or PLACEHOLDER_YEAR
            if first.year is None and last.year is None and years[0] is not None:
                # Neither end says its year: the second follows the first.
                closing = max(closing, year) if has_said_year else year
                if not has_said_year and _first_day(last) < _first_day(first):
                    closing += 1
            spans.append(_span(first.parts[0], year, last.parts[0], closing))
            index += 1
    if not has_year and any(span.start and span.start.year > PLACEHOLDER_YEAR for span in spans):
        raise CalendarError("year_unknown")
    return sorted(spans), has_year


def _years(pieces: list[Piece], period: Period | None) -> list[int | None]:
    """Return the year of every piece: its own, its neighbours', or the plan's."""
    years = [piece.year for piece in pieces]
    if len(pieces) == 1:
        return [years[0] if years[0] is not None else _plan_year(pieces[0], period)]
    for index in range(len(pieces) - 2, -1, -1):
        following = years[index + 1]
        if years[index] is None and following is not None:
            is_later = _first_day(pieces[index]) > _first_day(pieces[index + 1])
            years[index] = following - 1 if is_later else following
    for index in range(1, len(pieces)):
        previous = years[index - 1]
        if years[index] is None and previous is not None:
            is_earlier = _first_day(pieces[index]) < _first_day(pieces[index - 1])
            years[index] = previous + 1 if is_earlier else previous
    if years[0] is None:
        years = [_plan_year(piece, period) for piece in pieces]
    return years


def _first_day(piece: Piece) -> tuple[int, int]:
    return piece.parts[0][:2]


def _placeholder_years(ranges: Sequence[DateRange]) -> list[int | None]:
    years: list[int | None] = []
    for first, last in ranges:
        years.append(PLACEHOLDER_YEAR)
        if last is not None:
            is_next = _first_day(last) < _first_day(first)
            years.append(PLACEHOLDER_YEAR + is_next)
    return years


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
    if first_year == last_year:
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
