"""Decisions of reporting over plain values: no queries, no clock."""

from mezhgorod.reporting.rules.text_segments import (
    MENTION_CONTEXT,
    TextSegment,
    contexts_of,
    split_by_spans,
)
from mezhgorod.reporting.rules.words import (
    REPORT_TRANSITIONS,
    BlockKind,
    ReadingState,
    ReportKind,
    ReportState,
)

__all__ = [
    "MENTION_CONTEXT",
    "REPORT_TRANSITIONS",
    "BlockKind",
    "ReadingState",
    "ReportKind",
    "ReportState",
    "TextSegment",
    "contexts_of",
    "split_by_spans",
]
