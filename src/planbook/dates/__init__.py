"""Time as plans write it: the value `Timing`, its grammar, printing, EDTF and comparison."""

from planbook.dates.compare import SortKey, contains, overlaps, sort_key
from planbook.dates.edtf import from_edtf, to_edtf
from planbook.dates.kinds import Extent, Limit, TimingKind, TimingStatus, UnscheduledReason
from planbook.dates.parse import parse_timing
from planbook.dates.period import Period, PeriodError, PeriodKind
from planbook.dates.recurrence import occurrences
from planbook.dates.span import Span, TimeSpan
from planbook.dates.span_wording import MONTH_GENITIVES, MONTH_NAMES
from planbook.dates.storage import timing_from_dict, timing_to_dict
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
    as_approximate,
    with_extent,
)
from planbook.dates.wording import format_timing

__all__ = [
    "MONTH_GENITIVES",
    "MONTH_NAMES",
    "Day",
    "DayRange",
    "Days",
    "Extent",
    "HalfYear",
    "Limit",
    "Month",
    "MonthRange",
    "Ongoing",
    "Period",
    "PeriodError",
    "PeriodKind",
    "Quarter",
    "Recurring",
    "Season",
    "SortKey",
    "Span",
    "TimeSpan",
    "Timing",
    "TimingKind",
    "TimingStatus",
    "Unparsed",
    "Unscheduled",
    "UnscheduledReason",
    "Year",
    "as_approximate",
    "contains",
    "format_timing",
    "from_edtf",
    "occurrences",
    "overlaps",
    "parse_timing",
    "sort_key",
    "timing_from_dict",
    "timing_to_dict",
    "to_edtf",
    "with_extent",
]
