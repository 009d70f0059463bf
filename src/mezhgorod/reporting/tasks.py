"""Background tasks of reporting: they fetch a report and hand it to an action."""

from __future__ import annotations

from datetime import UTC, datetime

from django_tasks import task

from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.actions.reading import read_report_facts
from mezhgorod.reporting.models import AnnualReport


@task()
def read_facts(report_id: int) -> None:
    """Read the facts of a report; one deleted meanwhile is nothing to do."""
    report = AnnualReport.objects.filter(pk=report_id).first()
    if report is not None:
        read_report_facts(report=report, now=datetime.now(tz=UTC), actor=SYSTEM)


def start_reading_facts(report: AnnualReport) -> None:
    """Put the reading of a report's facts into the queue."""
    read_facts.enqueue(report.pk)
