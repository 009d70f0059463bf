"""Runs whose worker died, or whose task was lost, get another chance, then a clear end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import FALL_BACK, RunState

# A living reading shows itself at least this often.
SILENCE = timedelta(minutes=15)
MAX_ATTEMPTS = 2
_LOST = (
    "Чтение файла дважды прервалось: вероятно, файлу не хватило памяти или времени. "
    "Разделите документ на части и загрузите их по очереди."
)

_INTERRUPTED = (
    "Выполнение прервалось, на сайте ничего не изменилось. Нажмите ещё раз; если прервётся снова, "
    "обратитесь к администратору."
)


def recover_runs(
    *, now: datetime, start: Callable[[ExtractionRun], None], silence: timedelta = SILENCE
) -> int:
    """Queue again the runs that nobody has touched for too long; give up on the second time.

    A decision whose worker died was taken back with its transaction: the run waits for a decision
    again.

    A run that only waits may be queued twice by this: whoever comes second leaves it alone.

    Returns:
        How many runs were stuck.
    """
    waiting = ExtractionRun.objects.filter(
        state__in=(RunState.READING, RunState.QUEUED, *FALL_BACK)
    ).defer("draft_data", "undo_data", "paragraphs_data")
    stuck = list(waiting.filter(touched_at__lte=now - silence))
    for run in stuck:
        if run.state in FALL_BACK:
            _take_back(run)
        elif run.state == RunState.READING and run.attempts >= MAX_ATTEMPTS:
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


def _take_back(run: ExtractionRun) -> None:
    """Ask for a decision anew. A worker that is alive after all ends as if it was asked now."""
    _unchanged(run).update(
        state=FALL_BACK[RunState(run.state)],
        step="",
        decision_data=None,
        asked_at=None,
        error_code="run.interrupted",
        error_message=_INTERRUPTED,
    )


def _queue_again(run: ExtractionRun, now: datetime, start: Callable[[ExtractionRun], None]) -> None:
    queued = {"state": RunState.QUEUED, "step": "Ждёт очереди", "progress": 0, "touched_at": now}
    if _unchanged(run).update(**queued):
        run.refresh_from_db()
        start(run)


def _unchanged(run: ExtractionRun) -> QuerySet[ExtractionRun]:
    """The run as it was found: a worker that woke up meanwhile keeps it."""
    return ExtractionRun.objects.filter(pk=run.pk, state=run.state, touched_at=run.touched_at)
