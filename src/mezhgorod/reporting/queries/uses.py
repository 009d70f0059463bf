"""From a fact back to the paragraphs of reports that use it."""

from __future__ import annotations

from dataclasses import dataclass

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.registry.rules import Actor, may
from mezhgorod.reporting.models import Report
from mezhgorod.reporting.queries.public_text import public_text
from mezhgorod.reporting.queries.subjects import report_subject
from mezhgorod.reporting.queries.versions import (
    newest_version,
    public_version,
    reports_visible_to,
)
from mezhgorod.reporting.queries.writing import written_report
from mezhgorod.reporting.rules import ReportState
from mezhgorod.reporting.rules.content import WrittenLine, WrittenText, content_from_dict
from mezhgorod.reporting.rules.rights import SEE_REPORT

_OPEN = frozenset({ReportState.COLLECTING, ReportState.DRAFT})
# More reports of one association are not searched for one event.
_MOST_REPORTS = 10


@dataclass(frozen=True, slots=True)
class ReportUse:
    """The paragraphs of one report that tell of an event."""

    report: Report
    lines: tuple[WrittenLine, ...]


def uses_of(*, held: HeldEvent, actor: Actor) -> tuple[ReportUse, ...]:
    """Return where reports that somebody sees tell of an event, newest report first."""
    reports = reports_visible_to(actor=actor).filter(owner=held.owner_id)[:_MOST_REPORTS]
    found = []
    for report in reports:
        text = _text(report, actor)
        lines = tuple(
            line
            for line in (text.lines if text else ())
            if any(span.fact and span.fact.held_id == held.pk for span in line.facts())
        )
        if lines:
            found.append(ReportUse(report, lines))
    return tuple(found)


def _text(report: Report, actor: Actor) -> WrittenText | None:
    """Return what somebody reads of a report: others than its writers what was published."""
    if not may(actor, SEE_REPORT, report_subject(report)):
        published = public_version(report=report)
        return public_text(published.content) if published else None
    if report.state in _OPEN:
        return written_report(report=report).text
    version = newest_version(report=report)
    return content_from_dict(version.content) if version else None
