"""EDTF strings to timings and back."""

from __future__ import annotations

from planbook.dates.timing import Timing, Unparsed


def to_edtf(timing: Timing) -> str:
    """Return the EDTF string of a timing, empty when nothing is dated."""
    return timing.edtf


def from_edtf(text: str) -> Timing:
    """Read an EDTF string."""
    return Unparsed(text=text)
