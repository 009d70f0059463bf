"""Runs whose worker died, or whose task was lost, get another chance, then a clear end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState

# A living reading shows itself at least this often.
SILENCE = timedelta(minutes=15)
MAX_ATTEMPTS = 2
_LOST = (
    "Чтение файла дважды прервалось: вероятно, файлу не хватило памяти или времени. "
    "Разделите документ на части и загрузите их по очереди."
)


def recover_runs(
    *, now: datetime, start: Callable[[ExtractionRun], None], silence: timedelta = SILENCE
) -> int:
    """Queue again the runs that nobody has touched for too long; give up on the second time.

    A run that only waits may be queued twice by this: whoever comes second leaves it alone.

    Returns:
        How many runs were stuck.
    """
    waiting = ExtractionRun.objects.filter(state__in=(RunState.READING, RunState.QUEUED))
    stuck = list(waiting.filter(touched_at__lte=now - silence))
    for run in stuck:
        if run.state == RunState.READING and run.attempts >= MAX_ATTEMPTS:
            _give_up(run, now)
        else:
            _queue_again(run, now, start)
    return len(stuck)


def _give_up(run: ExtractionRun, now: datetime) -> None:
    _unchanged(run).update(
        state=RunState.FAILED,
        step="Не прочитан",
        error_code="run.lost",
        error_message=_LOST,
        finished_at=now,
    )


def _queue_again(run: ExtractionRun, now: datetime, start: Callable[[ExtractionRun], None]) -> None:
    queued = {"state": RunState.QUEUED, "step": "Ждёт очереди", "progress": 0, "touched_at": now}
    if _unchanged(run).update(**queued):
        run.refresh_from_db()
        start(run)


def _unchanged(run: ExtractionRun) -> QuerySet[ExtractionRun]:
    """The run as it was found: a worker that woke up meanwhile keeps it."""
    return ExtractionRun.objects.filter(pk=run.pk, state=run.state, touched_at=run.touched_at)
