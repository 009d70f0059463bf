"""Background tasks of intake: they fetch a run and hand it to an action."""

from __future__ import annotations

from datetime import UTC, datetime

from django_tasks import task

from mezhgorod.intake.actions import carry_out, extract
from mezhgorod.intake.models import ExtractionRun


@task()
def read_run(run_id: int) -> None:
    """Read the document of one run; a run deleted meanwhile is nothing to do."""
    run = ExtractionRun.objects.filter(pk=run_id).select_related("document").first()
    if run is not None:
        extract(run=run, clock=_clock)


@task()
def decide_run(run_id: int) -> None:
    """Apply one run, or take it back, as a person has decided; a run deleted meanwhile is done."""
    run = ExtractionRun.objects.filter(pk=run_id).select_related("document", "plan").first()
    if run is not None:
        carry_out(run=run, clock=_clock)


def start_deciding(run: ExtractionRun) -> None:
    """Put the decision about a run into the queue."""
    decide_run.enqueue(run.pk)


def start_reading(run: ExtractionRun) -> None:
    """Put the reading of a run into the queue."""
    read_run.enqueue(run.pk)


def _clock() -> datetime:
    return datetime.now(tz=UTC)
