"""The text of a decision on the results of a period, with counters."""

from __future__ import annotations

from planbook.narrative.sheets import ReportSheet, Span


def decision_spans(report: ReportSheet) -> tuple[Span, ...]:
    """Return the sentence with counters: «За 2026 год проведено 40 мероприятий: …»."""
    raise NotImplementedError
