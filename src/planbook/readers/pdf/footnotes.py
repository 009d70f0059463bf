"""Footnotes at the foot of pages: taken out of the flow, so that tables go on over the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from planbook.documents.notes import SUPERSCRIPTS, fold_note_mark, note_marks
from planbook.readers.pdf.content import Line, PageLayout

_NOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹ⁱ]{1,3}\s?\S|\*{1,3}\s?\S")
# Some programs print the figure before the note itself in ordinary type.
_PLAIN_NOTE = re.compile(r"([1-9]\d?)\s+(?=[^\W\d_])")
_SMALLER = 0.93


def take_out_notes(pages: Sequence[PageLayout]) -> list[tuple[int, Line]]:
    """Take footnotes out of the lines of pages; return their lines with the number of the page."""
    notes: list[tuple[int, Line]] = []
    for page in pages:
        notes.extend((page.number, line) for line in _take(page))
    return notes


def _take(page: PageLayout) -> list[Line]:
    """Take the lines below the last table from the first one on that begins with a raised mark."""
    bottom = max((table.ys[-1] for table in page.tables), default=None)
    if bottom is None:
        return []
    below = [line for line in page.lines if line.y > bottom]
    marks = _marks_above(page, below)
    start = next((i for i, line in enumerate(below) if _begins_note(line.text, marks)), None)
    if start is None:
        return []
    taken = below[start:]
    if any(line.size > taken[0].size * (2 - _SMALLER) for line in taken):
        return []
    page.lines = [line for line in page.lines if not any(line is note for note in taken)]
    return [_raised(line) if _begins_note(line.text, marks) else line for line in taken]


def _marks_above(page: PageLayout, below: Sequence[Line]) -> set[str]:
    """Return the raised marks that the page refers to, as plain figures."""
    outside = [line for line in page.lines if not any(line is other for other in below)]
    inside = [line for table in page.tables for cell in table.cells for line in cell.lines]
    return {fold_note_mark(mark) for line in (*outside, *inside) for mark in note_marks(line.text)}


def _begins_note(text: str, marks: set[str]) -> bool:
    """Tell a note: its mark is raised, or it is a plain figure that is raised in the text above."""
    if _NOTE.match(text):
        return True
    figure = _PLAIN_NOTE.match(text)
    return figure is not None and figure[1] in marks


def _raised(line: Line) -> Line:
    """Raise a plain figure at the beginning, so that it is known for a mark."""
    figure = _PLAIN_NOTE.match(line.text)
    if figure is None:
        return line
    mark = "".join(SUPERSCRIPTS[int(digit)] for digit in figure[1])
    return replace(line, text=f"{mark} {line.text[figure.end(1) :].lstrip()}")
