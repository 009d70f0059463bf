"""Narrative reports: sentences become events with facts, each with the words it came from."""

from planbook.facts.export import events_to_json
from planbook.facts.identity import PlanRow
from planbook.facts.matching import EventMatch, match_events
from planbook.facts.paragraphs import report_paragraphs, report_year
from planbook.facts.reading import read_events
from planbook.facts.report_event import Fact, FactSource, FactType, ReportEvent, ReportRole

__all__ = [
    "EventMatch",
    "Fact",
    "FactSource",
    "FactType",
    "PlanRow",
    "ReportEvent",
    "ReportRole",
    "events_to_json",
    "match_events",
    "read_events",
    "report_paragraphs",
    "report_year",
]
