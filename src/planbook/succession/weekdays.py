"""The same days of the week in another year: an event keeps its weekend, not its number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from planbook.dates import Span, TimingKind
from planbook.dates.holidays import holiday_name
from planbook.dates.span import last_day, nth_weekday
from planbook.dates.span_wording import Years, spans_wording
from planbook.language import join_list

_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_WEEK = 7
# So many days are no event that has its weekend.
_SEASON = 28


def same_weekday(day: date, year: int) -> date:
    """Return the same weekday of the same week of the month; the last week stays the last.

    >>> same_weekday(date(2023, 8, 25), 2025).isoformat()
    '2025-08-29'
    >>> same_weekday(date(2023, 2, 9), 2025).isoformat()
    '2025-02-13'
    """
    is_last = day.day + _WEEK > last_day(day.year, day.month).day
    nth = -1 if is_last else (day.day - 1) // _WEEK + 1
    found = nth_weekday(year, day.month, day.weekday(), nth)
    return found or day.replace(year=year)


def same_days(spans: Sequence[Span], delta: int) -> list[Span]:
    """Return closed spans on the same days of the week so many years later.

    What lay in one month does not run over into the next: then it is a week earlier.

    >>> same_days([Span(date(2023, 8, 25), date(2023, 8, 27))], 2)[0].end.isoformat()
    '2025-08-31'
    """
    moved = []
    for start, end in spans:
        if start is None or end is None:
            continue
        first = same_weekday(start, start.year + delta)
        if start.month == end.month != (first + (end - start)).month:
            first -= timedelta(days=_WEEK)
        moved.append(Span(first, first + (end - start)))
    return moved


def weekday_hint(spans: Sequence[Span], delta: int) -> str:
    """Return the hint that stands beside the month of an event that had exact days.

    >>> weekday_hint([Span(date(2023, 8, 25), date(2023, 8, 27))], 2)
    'в 2023 году 25–27 августа, пт–вс; в 2025 году те же дни недели — 29–31 августа'
    """
    old, new = [one for one in spans if one.start and one.end], same_days(spans, delta)
    if not old or not new or new[0].start is None or old[0].start is None:
        return ""
    before = f"в {old[0].start.year} году {_days(old)}"
    if not is_short(old):
        return before
    return f"{before}, {_weekdays(old)}; в {new[0].start.year} году те же дни недели — {_days(new)}"


def is_short(spans: Sequence[Span]) -> bool:
    """Tell whether days are those of an event and not of a season.

    >>> is_short([Span(date(2023, 6, 7), date(2023, 9, 24))])
    False
    """
    return all(
        start is not None and end is not None and (end - start).days < _SEASON
        for start, end in spans
    )


def holiday_hint(spans: Sequence[Span], delta: int) -> str:
    """Return which public holidays the old days or the same days of the new year meet.

    >>> holiday_hint([Span(date(2023, 6, 9), date(2023, 6, 12))], 2)
    'в эти дни в 2023 году был праздник: День России'
    >>> holiday_hint([Span(date(2023, 2, 16), date(2023, 2, 16))], 1)
    ''
    """
    before, after = _holidays(spans), _holidays(same_days(spans, delta))
    if after:
        names = join_list([f"{day:%d.%m} — {name}" for day, name in after])
        return f"на эти дни приходится праздник: {names}"
    if before:
        names = join_list([name for _, name in before])
        return f"в эти дни в {before[0][0].year} году был праздник: {names}"
    return ""


def _holidays(spans: Sequence[Span]) -> list[tuple[date, str]]:
    found = []
    for start, end in spans:
        if start is None or end is None:
            continue
        for step in range(min((end - start).days, 31) + 1):
            day = start + timedelta(days=step)
            if name := holiday_name(day):
                found.append((day, name))
    return found


def _days(spans: Sequence[Span]) -> str:
    year = spans[0].start.year if spans[0].start else None
    kind = TimingKind.DAYS if len(spans) > 1 else TimingKind.DAY_RANGE
    return spans_wording(kind, spans, Years(year), extent=None, is_vague=False)


def _weekdays(spans: Sequence[Span]) -> str:
    return ", ".join(
        _SHORT[start.weekday()]
        if start == end
        else f"{_SHORT[start.weekday()]}–{_SHORT[end.weekday()]}"
        for start, end in spans
        if start and end
    )
