"""Days on which a recurring timing falls."""

from __future__ import annotations

from datetime import date

from planbook.dates.period import Period
from planbook.dates.timing import Timing


def occurrences(timing: Timing, period: Period) -> tuple[date, ...]:
    """Return the days of a recurring timing inside a period."""
    return ()
