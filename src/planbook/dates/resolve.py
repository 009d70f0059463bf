"""From a reading of the words to a value: years from the plan, the right kind, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from planbook.dates.extents import is_one_unit, stated_extent
from planbook.dates.kinds import Extent, Limit, TimingStatus, UnscheduledReason
from planbook.dates.period import Period, PeriodKind
from planbook.dates.pieces import Grain, Piece
from planbook.dates.reading import DateRange, Reading
from planbook.dates.remarks import remark
from planbook.dates.repeats import day_of_year, merged, rule_text
from planbook.dates.span import Span, last_day
from planbook.dates.span_wording import MONTH_GENITIVES
from planbook.dates.timing import (
    Day,
    DayRange,
    Days,
    HalfYear,
    Month,
    MonthRange,
    Ongoing,
    Quarter,
    Recurring,
    Season,
    Timing,
    Unparsed,
    Unscheduled,
    Year,
)
from planbook.dates.years import CalendarError, dated_spans, school_spans
from planbook.findings import Finding

# A typing slip puts neighbouring numbers into two months: «21 июня - 22 июля».
LONG_RANGE_DAYS = 31


@dataclass(slots=True)
class Context:
    """The cell being resolved: its wording, the plan's period, what was found on the way."""

    text: str
    note: str
    period: Period | None
    findings: list[Finding]

    def find(self, code: str, **details: object) -> None:
        """Add a finding about the whole cell; details fill its message."""
        self.findings.append(remark(code, self.text, **details))


def resolve(reading: Reading, context: Context) -> Timing:
    """Return the value of a reading; whatever contradicts itself comes back unparsed."""
    try:
        timing = _resolved(reading, context)
    except CalendarError as error:
        is_contradiction = error.code in ("end_before_start", "no_such_day")
        status = TimingStatus.INCONSISTENT if is_contradiction else TimingStatus.SCHEDULED
        return unparsed(context, error.code, status)
    return timing or unparsed(context, "unparsed", TimingStatus.SCHEDULED)


def unparsed(context: Context, code: str, status: TimingStatus) -> Timing:
    """Return the words as they stand, with the finding that says why they were not read."""
    context.find(code)
    return Unparsed(
        text=context.text, note=context.note, status=status, findings=tuple(context.findings)
    )


def _resolved(reading: Reading, context: Context) -> Timing | None:
    if not reading.is_understood:
        return None
    is_dated = bool(reading.ranges or reading.rules or reading.is_ongoing or reading.plan_unit)
    if not is_dated:
        return _undated(reading, context)
    if reading.is_blocked or not _is_harmless(reading):
        return None
    if reading.residue:
        context.find("residue")
    if reading.plan_unit:
        return _by_plan_unit(reading, context)
    if reading.rules:
        return _recurring(reading, context)
    if reading.is_ongoing or (reading.is_throughout and _is_year(reading.ranges)):
        return _ongoing(reading, context)
    return _dated(reading, context)


def _is_harmless(reading: Reading) -> bool:
    """Tell whether unknown words may stand beside the date: only beside one day or month."""
    if not reading.residue:
        return True
    if reading.rules or reading.is_ongoing or len(reading.ranges) != 1:
        return False
    grain = reading.ranges[0][0].grain
    return grain <= (Grain.MONTH if reading.limit is Limit.NONE else Grain.DAY)


def _undated(reading: Reading, context: Context) -> Timing | None:
    if reading.status in (TimingStatus.CANCELLED, TimingStatus.POSTPONED):
        is_cancelled = reading.status is TimingStatus.CANCELLED
        reason = UnscheduledReason.CANCELLED if is_cancelled else UnscheduledReason.POSTPONED
        return Unscheduled(reason=reason, **_common(reading, context))
    if reading.reason:
        fields = _common(reading, context) | {"status": TimingStatus.UNSCHEDULED}
        return Unscheduled(reason=reading.reason, **fields)
    return None


def _common(reading: Reading, context: Context) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "text": context.text,
        "note": context.note,
        "status": reading.status,
        "is_approximate": reading.is_approximate,
        "times": tuple(reading.times),
    }
    if reading.moved_from:
        moved = Reading(ranges=reading.moved_from)
        fields["moved_from"] = _dated(moved, Context("", "", context.period, context.findings))
    fields["findings"] = tuple(context.findings)
    return fields


def _plan_spans(context: Context) -> tuple[Span, ...]:
    return (context.period.span,) if context.period else ()


def _recurring(reading: Reading, context: Context) -> Timing | None:
    rule = merged(reading.rules)
    if rule is None or (rule and "FREQ" not in rule):
        return None
    limit = reading.rule_limit
    day = day_of_year(reading.ranges[0]) if reading.ranges else None
    if day and rule.get("FREQ") == "YEARLY" and reading.limit is not Limit.SINCE:
        rule |= day
        limit, reading.limit = reading.limit, Limit.NONE
        reading.ranges = reading.ranges[1:]
    if reading.limit is not Limit.NONE:
        return None
    spans, has_year = _spans(reading, context)
    if context.period and not has_year:
        return None
    if rule.get("FREQ") == "YEARLY" and _is_one_month_or_day(reading.ranges):
        return None
    return Recurring(
        rrule=rule_text(rule),
        spans=spans or _plan_spans(context),
        has_year=has_year,
        limit=limit,
        **_common(reading, context),
    )


def _is_one_month_or_day(ranges: Sequence[DateRange]) -> bool:
    # «ежегодно, конец лета», «ежегодно, 5 июня 2023»: neither a rule nor the bounds of one.
    if not ranges or ranges[0][1] is not None:
        return False
    month, day, last_month, last_day = ranges[0][0].parts[0]
    is_day = ranges[0][0].grain is Grain.DAY
    return month == last_month and (not is_day or day == last_day)


def _ongoing(reading: Reading, context: Context) -> Timing | None:
    if reading.ranges:
        spans, has_year = _spans(reading, context)
        if context.period and not has_year:
            return None
        return Ongoing(spans=spans, has_year=has_year, **_common(reading, context))
    spans = _plan_spans(context)
    if reading.is_school_year and context.period:
        spans = school_spans(context.period)
        if not spans:
            return None
    return Ongoing(spans=spans, **_common(reading, context))


def _by_plan_unit(reading: Reading, context: Context) -> Timing | None:
    """«до конца года», «в течение месяца»: the unit is that of the plan."""
    period = context.period
    if period is None or reading.ranges or reading.rules:
        return None
    fields = _common(reading, context)
    if reading.plan_unit == "month":
        is_month = period.kind is PeriodKind.MONTH
        return Ongoing(spans=(period.span,), **fields) if is_month else None
    end = period.end
    if reading.plan_unit == "school":
        end = date(end.year, 5, 31)
    elif reading.plan_unit == "year" and period.start.year == end.year:
        end = date(end.year, 12, 31)
    if end < period.start:
        return None
    return Year(spans=(Span(period.start, end),), limit=Limit.UNTIL, extent=Extent.WITHIN, **fields)


def _is_year(ranges: Sequence[DateRange]) -> bool:
    return len(ranges) == 1 and ranges[0][0].grain is Grain.YEAR


def _spans(reading: Reading, context: Context) -> tuple[tuple[Span, ...], bool]:
    """Return the days named in the cell; note what lies outside the plan or has no year."""
    if not reading.ranges:
        return (), True
    period = context.period
    spans, has_year = dated_spans(reading.ranges, period)
    if reading.outer and not _is_inside(spans, dated_spans(reading.outer, period)[0]):
        raise CalendarError("unparsed")
    if not has_year:
        context.find("year_ambiguous" if period else "year_unknown")
    elif period and (spans[0].start < period.start or spans[-1].end > period.end):  # type: ignore[operator]
        context.find("out_of_period")
    return tuple(spans), has_year


def _is_inside(spans: Sequence[Span], outer: Sequence[Span]) -> bool:
    first, last = outer[0].start, outer[-1].end
    return all(
        start and end and first and last and first <= start and end <= last for start, end in spans
    )


def _dated(reading: Reading, context: Context) -> Timing | None:
    first, last = reading.ranges[0]
    if reading.limit is not Limit.NONE and not _can_limit(reading.ranges):
        return None
    spans, has_year = _spans(reading, context)
    if reading.weekdays:
        _check_weekdays(reading, spans, context)
    if reading.limit is Limit.NONE:
        reading.is_approximate = reading.is_approximate or reading.is_vague
    else:
        is_until = reading.limit is Limit.UNTIL
        if is_until and first.grain > Grain.DAY and not reading.is_whole_limit:
            context.find("unit_limit")
        spans = _limited(reading.limit, spans[0], context.period)
    cls = _class(reading, spans)
    if cls is DayRange and last is not None:
        _check_length(spans[0], context)
    if cls is not Days and not (cls is Season and first.grain == Grain.SPORTS_SEASON):
        spans = _joined(spans)
    return cls(
        spans=spans,
        extent=_extent(reading, cls, spans),
        limit=reading.limit,
        has_year=has_year,
        **_common(reading, context),
    )


def _can_limit(ranges: Sequence[DateRange]) -> bool:
    """Tell whether a deadline or a beginning can be meant: one unit, not a list, range or sport."""
    first, last = ranges[0]
    if last is not None or len(ranges) != 1 or len(first.parts) != 1:
        return False
    return first.grain < Grain.SEASON or first.grain == Grain.YEAR or first.parts[0][2] < 12


def _extent(reading: Reading, cls: type[Timing], spans: tuple[Span, ...]) -> Extent | None:
    """Return what the cell says of the extent, else what the piece or the kind says by itself."""
    if len(reading.extents) > 1:
        return Extent.AMBIGUOUS
    if reading.extents:
        return reading.extents[0]
    if reading.is_throughout:
        return Extent.THROUGHOUT
    piece = reading.ranges[0][0]
    has_own = reading.limit is Limit.NONE and len(reading.ranges) == 1
    return (piece.extent if has_own else None) or stated_extent(cls, spans, reading.limit)


def _limited(limit: Limit, span: Span, period: Period | None) -> tuple[Span, ...]:
    """Return a deadline or a beginning: the other end is that of the plan, open without one."""
    if limit is Limit.UNTIL:
        start = period.start if period and span.end and period.start <= span.end else None
        return (Span(start, span.end),)
    end = period.end if period and span.start and span.start <= period.end else None
    return (Span(span.start, end),)


# By grain: days and months have classes for one and for several.
_UNIT_CLASSES: tuple[type[Timing], ...] = (Day, Month, Quarter, HalfYear, Season, Season, Year)


def _class(reading: Reading, spans: tuple[Span, ...]) -> type[Timing]:
    """Return the kind: the common unit, months for mixed units, days once a day is named."""
    grain = _grain(reading.ranges)
    is_limit = reading.limit is not Limit.NONE
    if grain == Grain.DAY:
        if len(spans) > 1:
            return Days
        return Day if is_limit or spans[0].start == spans[0].end else DayRange
    if grain == Grain.MONTH:
        return Month if is_limit or is_one_unit(Month, spans) else MonthRange
    return _UNIT_CLASSES[grain]


def _grain(ranges: Sequence[DateRange]) -> Grain:
    first, last = ranges[0]
    if last is None and len(ranges) == 1:
        return first.grain
    grains = [piece.grain for ends in ranges for piece in ends if piece]
    finest, coarsest = min(grains), max(grains)
    if finest == Grain.SEASON and not all(
        _has_code(piece) for ends in ranges for piece in ends if piece
    ):
        return Grain.MONTH
    return finest if finest in (coarsest, Grain.DAY) else Grain.MONTH


def _has_code(season: Piece) -> bool:
    """Tell whether a season is whole and inside one year; others are named by their months."""
    return not season.is_vague and season.parts[0][2] <= 12


def _joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return «май, июнь» as one span: a list without gaps is a range."""
    if len(spans) == 1:
        return spans
    for before, after in pairwise(spans):
        if before.end is None or after.start is None or (after.start - before.end).days != 1:
            return spans
    return (Span(spans[0].start, spans[-1].end),)


def _check_weekdays(reading: Reading, spans: tuple[Span, ...], context: Context) -> None:
    said = reading.weekdays
    if len(spans) != 1 or len(said) > 2:
        return
    days = [end for end in (spans[0].start, spans[0].end) if end]
    if len(said) == 1 and days[0] != days[-1]:
        return
    if [day.weekday() for day in (days[0], days[-1])][: len(said)] != said:
        if reading.status is TimingStatus.SCHEDULED:
            reading.status = TimingStatus.INCONSISTENT
        context.find("weekday_mismatch")


def _check_length(span: Span, context: Context) -> None:
    start, end = span
    if start is None or end is None or (end - start).days < LONG_RANGE_DAYS - 1:
        return
    if end.day == start.day + 1 and (start.year, start.month + 1) == (end.year, end.month):
        context.find("long_range", days=(end - start).days + 1, meant=_one_month(start, end))


def _one_month(start: date, end: date) -> str:
    """Return how the neighbouring numbers read inside one of the two months."""
    days = f"{start.day}–{end.day}"
    months = [end] if end.day > last_day(start.year, start.month).day else [start, end]
    return " или ".join(f"{days} {MONTH_GENITIVES[day.month - 1]}" for day in months)
