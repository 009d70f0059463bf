"""Narrative reports: sentences become events with facts, each with the words it came from."""

from planbook.facts.paragraphs import report_paragraphs
from planbook.facts.reading import read_events
from planbook.facts.report_event import Fact, FactSource, FactType, ReportEvent, Role

__all__ = [
    "Fact",
    "FactSource",
    "FactType",
    "ReportEvent",
    "Role",
    "read_events",
    "report_paragraphs",
]
