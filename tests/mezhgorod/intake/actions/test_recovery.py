from datetime import timedelta

import pytest
from tests.factories.drafts import plan
from tests.factories.runs import NOW, ready_run

from mezhgorod.intake.actions import recover_runs
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState

pytestmark = pytest.mark.django_db


def silent(*, minutes: int, state: RunState = RunState.READING, attempts: int = 1) -> ExtractionRun:
    run = ready_run(plan(), content=f"{minutes} {state} {attempts}")
    run.state, run.attempts = state, attempts
    run.touched_at = NOW - timedelta(minutes=minutes)
    run.save()
    return run


def test_recover_runs_queues_a_silent_run_again() -> None:
    stuck, alive = silent(minutes=20), silent(minutes=5)
    started: list[ExtractionRun] = []

    assert recover_runs(now=NOW, start=started.append) == 1

    stuck.refresh_from_db()
    alive.refresh_from_db()
    assert started == [stuck]
    assert (stuck.state, alive.state) == (RunState.QUEUED, RunState.READING)


def test_recover_runs_gives_up_after_the_second_time() -> None:
    stuck = silent(minutes=20, attempts=2)
    started: list[ExtractionRun] = []

    recover_runs(now=NOW, start=started.append)

    stuck.refresh_from_db()
    assert started == []
    assert (stuck.state, stuck.error_code) == (RunState.FAILED, "run.lost")
    assert "Разделите документ" in stuck.error_message


def test_recover_runs_queues_a_run_again_whose_task_was_lost() -> None:
    lost = silent(minutes=20, state=RunState.QUEUED, attempts=0)
    silent(minutes=20, state=RunState.READY)
    started: list[ExtractionRun] = []

    assert recover_runs(now=NOW, start=started.append) == 1
    assert recover_runs(now=NOW, start=started.append) == 0

    assert started == [lost]
