from datetime import timedelta

import pytest
from tests.factories.drafts import plan
from tests.factories.runs import NOW, ready_run

from mezhgorod.intake.actions import recover_runs
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState

pytestmark = pytest.mark.django_db


def reading(*, minutes_silent: int, attempts: int = 1) -> ExtractionRun:
    run = ready_run(plan(), content=f"{minutes_silent} {attempts}")
    run.state, run.attempts = RunState.READING, attempts
    run.touched_at = NOW - timedelta(minutes=minutes_silent)
    run.save()
    return run


def test_recover_runs_queues_a_silent_run_again() -> None:
    stuck, alive = reading(minutes_silent=20), reading(minutes_silent=5)
    started: list[ExtractionRun] = []

    assert recover_runs(now=NOW, start=started.append) == 1

    stuck.refresh_from_db()
    alive.refresh_from_db()
    assert started == [stuck]
    assert (stuck.state, alive.state) == (RunState.QUEUED, RunState.READING)


def test_recover_runs_gives_up_after_the_second_time() -> None:
    stuck = reading(minutes_silent=20, attempts=2)
    started: list[ExtractionRun] = []

    recover_runs(now=NOW, start=started.append)

    stuck.refresh_from_db()
    assert started == []
    assert (stuck.state, stuck.error_code) == (RunState.FAILED, "run.lost")
    assert "Разделите документ" in stuck.error_message
