"""Reading a narrative report: paragraphs become events with facts."""

from __future__ import annotations

from collections.abc import Sequence

from planbook.facts.report_event import ReportEvent


def read_events(paragraphs: Sequence[str], *, year: int | None) -> tuple[ReportEvent, ...]:
    """Return the events a report tells of with their facts, in the order of the text.

    Args:
        paragraphs: the paragraphs with text, as `report_paragraphs` gives them.
        year: the year the report is about, for months without a year; None where it is unknown.
    """
    return ()
