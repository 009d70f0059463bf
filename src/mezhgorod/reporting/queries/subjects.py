"""A written report as the subject of a right."""

from __future__ import annotations

from mezhgorod.registry.rules import Subject
from mezhgorod.reporting.models import Report


def report_subject(report: Report, *, body_id: int | None = None) -> Subject:
    """Return a report as far as rights depend on it.

    Args:
        body_id: the body that approves it, None where none is named.
    """
    return Subject(
        owner_id=report.owner_id, body_id=body_id, object_id=report.pk, state=report.state
    )
