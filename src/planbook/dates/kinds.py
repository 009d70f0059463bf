"""Closed lists of words that describe a timing. Values are the strings of the public JSON."""

from __future__ import annotations

from enum import StrEnum


class TimingKind(StrEnum):
    """The granularity in which the author speaks of time."""

    DAY = "day"
    DAY_RANGE = "day_range"
    DAYS = "days"
    MONTH = "month"
    MONTH_RANGE = "month_range"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SEASON = "season"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    UNSCHEDULED = "unscheduled"
    UNPARSED = "unparsed"


class Extent(StrEnum):
    """How an event fills its interval."""

    EXACT = "exact"
    THROUGHOUT = "throughout"
    WITHIN = "within"
    RECURRING = "recurring"
    AMBIGUOUS = "ambiguous"


class TimingStatus(StrEnum):
    """What the cell says about the fate of its date."""

    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    INCONSISTENT = "inconsistent"


class Limit(StrEnum):
    """Whether the words name only one end of the interval («до 15 мая», «с 1 сентября»)."""

    NONE = "none"
    UNTIL = "until"
    SINCE = "since"


class UnscheduledReason(StrEnum):
    """Why a cell names no date; NONE for everything that is scheduled."""

    NONE = ""
    AGREEMENT = "agreement"
    OWN_SCHEDULE = "own_schedule"
    AS_NEEDED = "as_needed"
    NOT_SET = "not_set"
    DEPENDS = "depends"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
