"""The value type `Timing`: what a cell says about time. Values only: no reading, no printing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from planbook.dates.edtf_text import spans_text, yearless_text
from planbook.dates.kinds import Extent, Limit, TimingKind, TimingStatus, UnscheduledReason
from planbook.dates.span import Span, TimeSpan
from planbook.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class TimingBase:
    """What every kind of timing has; use one of the classes below.

    `text` is the official wording, `note` a remark printed beside the date. They, and `findings`,
    do not take part in equality. `spans` are the named days in order, usually one pair;
    `has_year` is false when neither the words nor the plan tell the year: then the spans stand in
    a placeholder year and `earliest` and `latest` are None.
    """

    kind: ClassVar[TimingKind]

    spans: tuple[Span, ...] = ()
    extent: Extent | None = None
    is_approximate: bool = False
    status: TimingStatus = TimingStatus.SCHEDULED
    limit: Limit = Limit.NONE
    has_year: bool = True
    times: tuple[TimeSpan, ...] = ()
    moved_from: Timing | None = None
    text: str = field(default="", compare=False)
    note: str = field(default="", compare=False)
    findings: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def earliest(self) -> date | None:
        """The first possible day, None when there is none."""
        return self.spans[0].start if self.spans and self.has_year else None

    @property
    def latest(self) -> date | None:
        """The last possible day, None when there is none."""
        return self.spans[-1].end if self.spans and self.has_year else None

    @property
    def dates(self) -> tuple[Span, ...]:
        """The separate dates of a list; empty when the words name one day or one range."""
        return self.spans if len(self.spans) > 1 and self.has_year else ()

    @property
    def edtf(self) -> str:
        """The EDTF string (ISO 8601-2), empty when nothing is dated."""
        if not self.has_year:
            return yearless_text(self.spans, self.kind, is_approximate=self.is_approximate)
        return spans_text(self.spans, self.kind, is_approximate=self.is_approximate)

    @property
    def rrule(self) -> str:
        """The RFC 5545 recurrence rule, empty for everything that does not recur."""
        return ""

    @property
    def reason(self) -> UnscheduledReason:
        """Why there is no date."""
        return UnscheduledReason.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(TimingBase):
    """One day: «15 мая»; with a limit, a deadline: «до 15 мая»."""

    kind: ClassVar[TimingKind] = TimingKind.DAY
    extent: Extent | None = Extent.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRange(TimingBase):
    """Days from one to another: «20-21 апреля», «первая декада мая»."""

    kind: ClassVar[TimingKind] = TimingKind.DAY_RANGE
    extent: Extent | None = Extent.THROUGHOUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Days(TimingBase):
    """Several separate days or ranges of days: «1, 8, 15 марта»."""

    kind: ClassVar[TimingKind] = TimingKind.DAYS
    extent: Extent | None = Extent.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Month(TimingBase):
    """A month or an approximate part of it: «май», «начало июня»."""

    kind: ClassVar[TimingKind] = TimingKind.MONTH
    extent: Extent | None = Extent.WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRange(TimingBase):
    """Several months, in a row or apart: «май-июнь», «апрель, октябрь»."""

    kind: ClassVar[TimingKind] = TimingKind.MONTH_RANGE
    extent: Extent | None = Extent.AMBIGUOUS


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter(TimingBase):
    """One quarter or several: «II квартал», «III-IV квартал»."""

    kind: ClassVar[TimingKind] = TimingKind.QUARTER
    extent: Extent | None = Extent.WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfYear(TimingBase):
    """A half-year: «II полугодие»; the words do not say whether all of it is meant."""

    kind: ClassVar[TimingKind] = TimingKind.HALF_YEAR
    extent: Extent | None = Extent.AMBIGUOUS


@dataclass(frozen=True, slots=True, kw_only=True)
class Year(TimingBase):
    """A year, years, or a school year: «2023 год», «2023/2024 учебный год»."""

    kind: ClassVar[TimingKind] = TimingKind.YEAR
    extent: Extent | None = Extent.WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Season(TimingBase):
    """A season of the year, its part, or a sports season: «осень», «конец лета»."""

    kind: ClassVar[TimingKind] = TimingKind.SEASON
    extent: Extent | None = Extent.WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring(TimingBase):
    """Again and again by a rule: «ежеквартально», «каждый вторник».

    `rrule` is empty when the words name no rule that RFC 5545 can express («2 раза в месяц»).
    """

    kind: ClassVar[TimingKind] = TimingKind.RECURRING
    extent: Extent | None = Extent.RECURRING
    rrule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ongoing(TimingBase):
    """All the time: «постоянно», «в течение всего периода»."""

    kind: ClassVar[TimingKind] = TimingKind.ONGOING
    extent: Extent | None = Extent.THROUGHOUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Unscheduled(TimingBase):
    """The author says that there is no date yet: «по согласованию»."""

    kind: ClassVar[TimingKind] = TimingKind.UNSCHEDULED
    status: TimingStatus = TimingStatus.UNSCHEDULED
    reason: UnscheduledReason = UnscheduledReason.NOT_SET


@dataclass(frozen=True, slots=True, kw_only=True)
class Unparsed(TimingBase):
    """Words that were not understood; the text is kept, nothing is guessed."""

    kind: ClassVar[TimingKind] = TimingKind.UNPARSED


Timing = (
    Day
    | DayRange
    | Days
    | Month
    | MonthRange
    | Quarter
    | HalfYear
    | Year
    | Season
    | Recurring
    | Ongoing
    | Unscheduled
    | Unparsed
)

TIMING_CLASSES: dict[TimingKind, type[Timing]] = {
    cls.kind: cls
    for cls in (
        Day,
        DayRange,
        Days,
        Month,
        MonthRange,
        Quarter,
        HalfYear,
        Year,
        Season,
        Recurring,
        Ongoing,
        Unscheduled,
        Unparsed,
    )
}


def as_approximate(timing: Timing) -> Timing:
    """Mark a dated timing approximate from outside: a footnote says «ориентировочно».

    >>> as_approximate(Day(spans=(Span(date(2023, 5, 28), date(2023, 5, 28)),))).edtf
    '2023-05-28~'
    """
    return replace(timing, is_approximate=True) if timing.spans else timing


def with_extent(timing: Timing, extent: Extent) -> Timing:
    """Propose another extent, read from the whole row (an exhibition lasts throughout).

    Only dated kinds with an interval of their own take it; others are returned unchanged.
    """
    if timing.extent is None or timing.kind in (TimingKind.RECURRING, TimingKind.UNPARSED):
        return timing
    return replace(timing, extent=extent)
