"""Reading a timing cell."""

from __future__ import annotations

from planbook.dates.period import Period
from planbook.dates.timing import Timing, Unparsed


def parse_timing(
    text: str, *, period: Period | None = None, trace: list[str] | None = None
) -> Timing:
    """Read a cell; what is not understood comes back as `Unparsed` with its text."""
    return Unparsed(text=text)
