import io
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from tests.factories.drafts import plan
from tests.factories.runs import NOW, ready_run

from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState

pytestmark = pytest.mark.django_db


def recover(*arguments: str) -> str:
    out = io.StringIO()
    call_command("recover_runs", *arguments, stdout=out)
    return out.getvalue().strip()


def test_recover_runs_queues_what_a_stopped_worker_left() -> None:
    run = ready_run(plan())
    ExtractionRun.objects.update(state=RunState.READING, touched_at=NOW, attempts=1)

    assert recover() == "Прерванных чтений: 1"

    run.refresh_from_db()
    assert run.state == RunState.QUEUED
    assert DBTaskResult.objects.get().args_kwargs["args"] == [run.pk]


def test_recover_runs_waits_for_a_living_worker_unless_told_that_it_is_stopped() -> None:
    ready_run(plan())
    now = datetime.now(tz=UTC)
    ExtractionRun.objects.update(state=RunState.READING, touched_at=now)

    assert recover() == "Прерванных чтений: 0"
    assert recover("--minutes", "0") == "Прерванных чтений: 1"
