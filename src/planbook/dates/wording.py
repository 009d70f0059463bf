"""Printing a timing in official Russian, so that the grammar reads the same value back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planbook.dates.extents import is_one_unit, stated_extent
from planbook.dates.kinds import Extent, Limit, TimingKind, TimingStatus, UnscheduledReason
from planbook.dates.period import Period
from planbook.dates.rule_wording import rule_wording
from planbook.dates.span import TimeSpan, is_whole_months
from planbook.dates.span_wording import (
    MONTH_GENITIVES,
    SEASON_GENITIVES,
    Closed,
    Years,
    part_of_month,
    school_half_year,
    spans_wording,
)
from planbook.dates.timing import Month, Timing
from planbook.dates.years import school_spans
from planbook.text import format_roman

_REASONS = {
    UnscheduledReason.AGREEMENT: "по согласованию",
    UnscheduledReason.OWN_SCHEDULE: "по отдельному графику",
    UnscheduledReason.AS_NEEDED: "по мере необходимости",
    UnscheduledReason.NOT_SET: "дата уточняется",
    UnscheduledReason.DEPENDS: "по решению организаторов",
    UnscheduledReason.CANCELLED: "отменено",
    UnscheduledReason.POSTPONED: "перенос",
}
_EXTENTS = {
    Extent.EXACT: "точно",
    Extent.THROUGHOUT: "целиком",
    Extent.WITHIN: "однократно",
    Extent.AMBIGUOUS: "целиком или однократно",
}
_STATUSES = {TimingStatus.CANCELLED: "отменено", TimingStatus.INCONSISTENT: "противоречие"}


def format_timing(timing: Timing, *, period: Period | None = None) -> str:
    """Print a timing in the author's granularity; nothing is made more exact than it was.

    The year is left out when `period` lies in that one year. Reading the result with the period
    with which the timing was read gives an equal timing; the wording itself is in `timing.text`.

    >>> from planbook.dates import parse_timing
    >>> year = Period.from_edtf("2023")
    >>> format_timing(parse_timing("30 марта-\\n1 апреля", period=year))
    '30 марта – 1 апреля 2023 года'
    >>> format_timing(parse_timing("ежеквартал.", period=year), period=year)
    'ежеквартально'
    """
    if timing.kind is TimingKind.UNPARSED:
        return timing.text
    if timing.kind is TimingKind.UNSCHEDULED:
        words = _REASONS[timing.reason]
        if timing.moved_from:
            words += f", прежний срок – {format_timing(timing.moved_from, period=period)}"
        return _about(timing) + words + _hours(timing.times)
    if timing.kind is TimingKind.RECURRING:
        words = rule_wording(timing.rrule, timing.limit) + _during(timing, period)
    elif timing.kind is TimingKind.ONGOING:
        words = _ongoing(timing, period)
    elif timing.limit is not Limit.NONE:
        words = _limited(timing, period)
    else:
        words = _dated(timing, period)
    return _about(timing) + words + _hours(timing.times) + _brackets(timing, period)


def _about(timing: Timing) -> str:
    return "ориентировочно " if timing.is_approximate and not _is_vague_unit(timing) else ""


def _is_vague_unit(timing: Timing) -> bool:
    """Tell whether the unit is approximate by its name: «начало мая», «последняя неделя мая»."""
    if len(timing.spans) != 1 or timing.limit is not Limit.NONE:
        return False
    span = timing.spans[0]
    if span.start is None or span.end is None:
        return False
    if timing.kind is TimingKind.DAY_RANGE:
        is_part = bool(part_of_month(Closed(span.start, span.end), is_vague=True))
        return timing.extent is Extent.WITHIN and is_part
    if timing.kind is TimingKind.SEASON:
        return (span.start.year, span.start.month) == (span.end.year, span.end.month)
    is_months = timing.kind in (TimingKind.MONTH, TimingKind.MONTH_RANGE)
    return is_months and not is_whole_months(span)


def _years(timing: Timing, period: Period | None) -> Years:
    if not timing.has_year:
        return Years(are_known=False)
    is_supplied = (
        period is not None
        and period.start.year == period.end.year
        and all(
            day is None or day.year == period.start.year for span in timing.spans for day in span
        )
    )
    return Years(period.start.year if period is not None and is_supplied else None)


def _dated(timing: Timing, period: Period | None) -> str:
    return spans_wording(
        timing.kind,
        timing.spans,
        _years(timing, period),
        extent=timing.extent,
        is_vague=timing.is_approximate,
    )


def _ongoing(timing: Timing, period: Period | None) -> str:
    if not timing.spans:
        return "постоянно"
    if period and timing.spans == (period.span,):
        return "в течение всего периода"
    if period and timing.spans == school_spans(period):
        return "в течение учебного года"
    return f"постоянно, {_spans_of_plan(timing, period)}"


def _during(timing: Timing, period: Period | None) -> str:
    if not timing.spans or (period and timing.spans == (period.span,)):
        return ""
    return f", {_spans_of_plan(timing, period)}"


def _spans_of_plan(timing: Timing, period: Period | None) -> str:
    """Print the days in the largest unit that names them whole: years, months, days."""
    kind = TimingKind.DAYS
    is_yearly_month = timing.rrule.startswith("FREQ=YEARLY") and is_one_unit(Month, timing.spans)
    if all(is_whole_months(span) for span in timing.spans) and not is_yearly_month:
        kind = TimingKind.MONTH_RANGE
        ends = [(start.month, end.month) for start, end in timing.spans if start and end]
        if all(months == (1, 12) for months in ends):
            kind = TimingKind.YEAR
    return spans_wording(
        kind, timing.spans, _years(timing, period), extent=None, is_vague=timing.is_approximate
    )


def _limited(timing: Timing, period: Period | None) -> str:
    start, end = timing.spans[0]
    years = _years(timing, period)
    if timing.limit is Limit.SINCE:
        return f"с {_genitive(timing.kind, start, years, period, is_end=False)}"
    if timing.kind is TimingKind.DAY:
        return f"до {_genitive(timing.kind, end, years, period, is_end=True)}"
    return f"до конца {_genitive(timing.kind, end, years, period, is_end=True)}"


def _genitive(
    kind: TimingKind, day: date | None, years: Years, period: Period | None, *, is_end: bool
) -> str:
    """Return the unit that begins or ends on a day, in the genitive: «II квартала 2023 года»."""
    if day is None:
        return ""
    year = years.after(day.year)
    if kind is TimingKind.DAY:
        return f"{day.day} {MONTH_GENITIVES[day.month - 1]}{year}"
    if kind is TimingKind.MONTH:
        return f"{MONTH_GENITIVES[day.month - 1]}{year}"
    if kind is TimingKind.QUARTER:
        return f"{format_roman((day.month - 1) // 3 + 1)} квартала{year}"
    if kind is TimingKind.HALF_YEAR and day.month == (5 if is_end else 9):
        return school_half_year(day)
    if kind is TimingKind.HALF_YEAR:
        return f"{format_roman((day.month - 1) // 6 + 1)} полугодия{year}"
    if kind is TimingKind.SEASON:
        season = (day.month - 3 if is_end else day.month - 1) % 12 + 1
        return f"{SEASON_GENITIVES[season]}{year}"
    return _genitive_of_year(day, period, is_end=is_end)


def _genitive_of_year(day: date, period: Period | None, *, is_end: bool) -> str:
    if is_end and (day.month, day.day) == (5, 31):
        return f"{day.year - 1}/{day.year} учебного года"
    if not is_end and day.month == 9:
        return f"{day.year}/{day.year + 1} учебного года"
    if is_end and (day.month, day.day) != (12, 31):
        return "периода"
    return f"{day.year} года"


def _hours(times: Sequence[TimeSpan]) -> str:
    printed = [
        f"с {start:%H:%M} до {end:%H:%M}" if end else f"в {start:%H:%M}" for start, end in times
    ]
    return " " + ", ".join(printed) if printed else ""


def _brackets(timing: Timing, period: Period | None) -> str:
    inside = []
    if timing.extent is not _printed_extent(timing):
        inside.append(_EXTENTS[timing.extent or Extent.AMBIGUOUS])
    if timing.status is TimingStatus.POSTPONED:
        before = format_timing(timing.moved_from, period=period) if timing.moved_from else ""
        inside.append(f"прежний срок – {before}" if before else "перенос")
    elif timing.status in _STATUSES:
        inside.append(_STATUSES[timing.status])
    return "".join(f" ({words})" for words in inside)


def _printed_extent(timing: Timing) -> Extent | None:
    """Return the extent that the printed unit says by itself."""
    if timing.kind is TimingKind.DAY_RANGE and timing.extent is Extent.WITHIN:
        start, end = timing.spans[0]
        if start and end and part_of_month(Closed(start, end), is_vague=timing.is_approximate):
            return Extent.WITHIN
    return stated_extent(type(timing), timing.spans, timing.limit)
