"""Runs whose worker died in the middle get another chance, then a clear end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

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
    """Queue again the runs that have been silent too long in reading; give up on the second time.

    Returns:
        How many runs were stuck.
    """
    stuck = ExtractionRun.objects.filter(state=RunState.READING, touched_at__lte=now - silence)
    found = list(stuck)
    for run in found:
        _recover(run, now, start)
    return len(found)


def _recover(run: ExtractionRun, now: datetime, start: Callable[[ExtractionRun], None]) -> None:
    still_stuck = ExtractionRun.objects.filter(
        pk=run.pk, state=RunState.READING, touched_at=run.touched_at
    )
    if run.attempts >= MAX_ATTEMPTS:
        still_stuck.update(
            state=RunState.FAILED,
            step="Не прочитан",
            error_code="run.lost",
            error_message=_LOST,
            finished_at=now,
        )
        return
    if still_stuck.update(state=RunState.QUEUED, step="Ждёт очереди", progress=0, touched_at=now):
        run.refresh_from_db()
        start(run)
