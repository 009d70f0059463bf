"""From a reading of the words to a value: years from the plan, the right kind, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from planbook.dates.kinds import Extent, Limit, TimingStatus, UnscheduledReason
from planbook.dates.period import Period, PeriodKind
from planbook.dates.pieces import Grain, Piece
from planbook.dates.reading import DateRange, Reading
from planbook.dates.remarks import remark
from planbook.dates.repeats import merged, rule_text
from planbook.dates.span import Span
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
from planbook.dates.years import CalendarError, dated_spans
from planbook.findings import Finding

# A typing slip puts neighbouring numbers into two months: «21 июня - 22 июля».
LONG_RANGE_DAYS = 31
SCHOOL_MONTHS_OFF = (6, 7, 8)


@dataclass(slots=True)
class Context:
    """The cell being resolved: its wording, the plan's period, what was found on the way."""

    text: str
    note: str
    period: Period | None
    findings: list[Finding]

    def find(self, code: str) -> None:
        """Add a finding about the whole cell."""
        self.findings.append(remark(code, self.text))


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
    is_dated = bool(reading.ranges or reading.rules or reading.is_ongoing or reading.until_end_of)
    if not is_dated:
        return _undated(reading, context)
    if reading.is_blocked or not _is_harmless(reading):
        return None
    if reading.residue:
        context.find("residue")
    if reading.until_end_of:
        return _by_plan_unit(reading, context)
    if reading.rules:
        return _recurring(reading, context)
    if reading.is_ongoing or (reading.is_throughout and _is_year(reading.ranges)):
        return _ongoing(reading, context)
    return _dated(reading, context)


def _is_harmless(reading: Reading) -> bool:
    """Tell whether unknown words may stand beside the date: only beside one plain day or month."""
    if not reading.residue:
        return True
    is_plain = not (reading.rules or reading.is_ongoing or reading.limit or reading.is_throughout)
    is_plain = is_plain or reading.limit is Limit.NONE and not reading.rules
    return is_plain and len(reading.ranges) == 1 and reading.ranges[0][0].grain <= Grain.MONTH


def _undated(reading: Reading, context: Context) -> Timing | None:
    if reading.status is not TimingStatus.SCHEDULED:
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
    if rule is None or (rule and "FREQ" not in rule) or reading.limit is not Limit.NONE:
        return None
    spans, has_year = _spans(reading, context)
    if not reading.ranges:
        spans = _plan_spans(context)
    return Recurring(
        rrule=rule_text(rule), spans=spans, has_year=has_year, **_common(reading, context)
    )


def _ongoing(reading: Reading, context: Context) -> Timing | None:
    if reading.ranges:
        spans, has_year = _spans(reading, context)
        return Ongoing(spans=spans, has_year=has_year, **_common(reading, context))
    spans = _plan_spans(context)
    if reading.is_school_year and context.period:
        spans = _school_spans(context.period)
        if not spans:
            return None
    return Ongoing(spans=spans, **_common(reading, context))


def _school_spans(period: Period) -> tuple[Span, ...]:
    """Return what the plan and the school years, September to May, have in common."""
    spans: list[Span] = []
    for year in range(period.start.year - 1, min(period.end.year, period.start.year + 10) + 1):
        start = max(date(year, 9, 1), period.start)
        end = min(date(year + 1, 5, 31), period.end)
        if start <= end:
            spans.append(Span(start, end))
    return tuple(spans)


def _by_plan_unit(reading: Reading, context: Context) -> Timing | None:
    """«до конца года», «в течение месяца»: the unit is that of the plan."""
    period = context.period
    if period is None or reading.ranges or reading.rules:
        return None
    fields = _common(reading, context)
    if reading.until_end_of == "month":
        is_month = period.kind is PeriodKind.MONTH
        return Ongoing(spans=(period.span,), **fields) if is_month else None
    end = period.end
    if reading.until_end_of == "g" and period.start.year == end.year:
        end = date(end.year, 12, 31)
    fields |= {"limit": Limit.UNTIL, "extent": Extent.WITHIN}
    return Year(spans=(Span(period.start, end),), **fields)


def _is_year(ranges: Sequence[DateRange]) -> bool:
    return len(ranges) == 1 and ranges[0][0].grain is Grain.YEAR


def _spans(reading: Reading, context: Context) -> tuple[tuple[Span, ...], bool]:
    """Return the days named in the cell; note what lies outside the plan or has no year."""
    if not reading.ranges:
        return (), True
    spans, has_year = dated_spans(reading.ranges, context.period)
    period = context.period
    if not has_year:
        context.find("year_ambiguous" if period else "year_unknown")
    elif period and (spans[0].start < period.start or spans[-1].end > period.end):  # type: ignore[operator]
        context.find("out_of_period")
    return tuple(spans), has_year


def _dated(reading: Reading, context: Context) -> Timing | None:
    if reading.limit is not Limit.NONE and len(reading.ranges) != 1:
        return None
    spans, has_year = _spans(reading, context)
    first, last = reading.ranges[0]
    pieces = [piece for ends in reading.ranges for piece in ends if piece]
    _check_weekdays(reading, spans, context)
    fields: dict[str, Any] = {"has_year": has_year}
    if any(piece.is_vague for piece in pieces):
        reading.is_approximate = True
    extent = Extent.THROUGHOUT if reading.is_throughout else first.extent
    if reading.limit is not Limit.NONE:
        if first.grain > Grain.DAY and not reading.is_whole_limit:
            context.find("unit_limit")
        extent, spans = _limited(reading, spans[0], context.period)
        fields["limit"] = reading.limit
    cls, default = _class(pieces, spans, is_limit=reading.limit is not Limit.NONE)
    if cls is DayRange and last is not None:
        _check_length(spans[0], context)
    fields["extent"] = extent or default
    fields["spans"] = _joined(spans) if cls is not Days and first.grain > Grain.DAY else spans
    return cls(**fields, **_common(reading, context))


def _limited(
    reading: Reading, span: Span, period: Period | None
) -> tuple[Extent, tuple[Span, ...]]:
    """Return a deadline or a beginning: the other end is that of the plan, open without one."""
    if reading.limit is Limit.UNTIL:
        start = period.start if period and span.end and period.start <= span.end else None
        return Extent.WITHIN, (Span(start, span.end),)
    end = period.end if period and span.start and span.start <= period.end else None
    return Extent.THROUGHOUT, (Span(span.start, end),)


_UNIT_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF_YEAR: 6, Grain.YEAR: 12}
_UNIT_CLASSES: dict[Grain, type[Timing]] = {
    Grain.QUARTER: Quarter,
    Grain.HALF_YEAR: HalfYear,
    Grain.SEASON: Season,
    Grain.YEAR: Year,
}


def _class(
    pieces: Sequence[Piece], spans: tuple[Span, ...], *, is_limit: bool
) -> tuple[type[Timing], Extent]:
    grains = {piece.grain for piece in pieces}
    grain = pieces[0].grain if len(grains) == 1 else Grain.DAY
    if len(grains) > 1 and Grain.DAY not in grains:
        grain = Grain.MONTH
    if grain is Grain.DAY:
        return _day_class(spans, is_limit=is_limit)
    is_one = is_limit or _is_one_unit(grain, spans)
    if grain is Grain.MONTH:
        return (Month, Extent.WITHIN) if is_one else (MonthRange, Extent.AMBIGUOUS)
    is_vague = not is_one or grain is Grain.HALF_YEAR
    return _UNIT_CLASSES[grain], Extent.AMBIGUOUS if is_vague else Extent.WITHIN


def _day_class(spans: tuple[Span, ...], *, is_limit: bool) -> tuple[type[Timing], Extent]:
    if len(spans) > 1:
        return Days, Extent.EXACT
    if is_limit or spans[0].start == spans[0].end:
        return Day, Extent.EXACT
    return DayRange, Extent.THROUGHOUT


def _is_one_unit(grain: Grain, spans: tuple[Span, ...]) -> bool:
    if len(spans) > 1 or grain is Grain.SEASON:
        return len(spans) == 1
    start, end = spans[0]
    if start is None or end is None:
        return True
    return (end.year - start.year) * 12 + end.month - start.month < _UNIT_MONTHS[grain]


def _joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return «май, июнь» as one span: a list without gaps is a range."""
    for before, after in zip(spans, spans[1:], strict=False):
        if before.end is None or after.start is None or (after.start - before.end).days != 1:
            return spans
    return (Span(spans[0].start, spans[-1].end),)


def _check_weekdays(reading: Reading, spans: tuple[Span, ...], context: Context) -> None:
    days = [end for end in (spans[0].start, spans[0].end) if end]
    said = reading.weekdays
    if len(spans) != 1 or not said or len(said) > 2:
        return
    if len(said) == 1 and days[0] != days[-1]:
        return
    if [day.weekday() for day in (days[0], days[-1])][: len(said)] != said:
        reading.status = TimingStatus.INCONSISTENT
        context.find("weekday_mismatch")


def _check_length(span: Span, context: Context) -> None:
    start, end = span
    if start is None or end is None or (end - start).days < LONG_RANGE_DAYS - 1:
        return
    if end.day == start.day + 1 and (start.year, start.month + 1) == (end.year, end.month):
        context.find("long_range")
