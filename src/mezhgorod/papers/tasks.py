"""Background tasks of papers: they fetch a batch and hand it to an action."""

from __future__ import annotations

from datetime import UTC, datetime

from django_tasks import task

from mezhgorod.papers.actions.making import make_waiting
from mezhgorod.papers.models import PaperBatch


@task()
def make_batch(batch_id: int) -> None:
    """Make the papers of a batch; one deleted meanwhile is nothing to do."""
    found = PaperBatch.objects.filter(pk=batch_id).first()
    if found is not None:
        make_waiting(batch=found, now=datetime.now(tz=UTC))


def start_making(batch: PaperBatch) -> None:
    """Put the making of a batch into the queue."""
    make_batch.enqueue(batch.pk)
