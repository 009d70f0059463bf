"""Footnotes at the foot of pages: taken out of the flow, so that tables go on over the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planbook.readers.pdf.content import Line, PageLayout

_NOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹ⁱ]{1,3}\s?\S|\*{1,3}\s?\S")
_SMALLER = 0.93


def take_out_notes(pages: Sequence[PageLayout]) -> list[tuple[int, Line]]:
    """Take footnotes out of the lines of pages; return their lines with the number of the page."""
    notes: list[tuple[int, Line]] = []
    for page in pages[:-1]:
        notes.extend((page.number, line) for line in _take(page))
    return notes


def _take(page: PageLayout) -> list[Line]:
    """Take the lines below the last table from the first one on that begins with a raised mark."""
    bottom = max((table.ys[-1] for table in page.tables), default=None)
    if bottom is None:
        return []
    below = [line for line in page.lines if line.y > bottom]
    start = next((i for i, line in enumerate(below) if _NOTE.match(line.text)), None)
    if start is None:
        return []
    taken = below[start:]
    if any(line.size > taken[0].size * (2 - _SMALLER) for line in taken):
        return []
    page.lines = [line for line in page.lines if not any(line is note for note in taken)]
    return taken
