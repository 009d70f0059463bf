"""Printing a timing in official Russian."""

from __future__ import annotations

from planbook.dates.period import Period
from planbook.dates.timing import Timing


def format_timing(timing: Timing, *, period: Period | None = None) -> str:
    """Print a timing in the author's granularity."""
    return timing.text
