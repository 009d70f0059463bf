"""Two people press «Принять» at the same moment: threads with connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.factories.drafts import rows_plan
from tests.factories.runs import NOW, ready_run

from mezhgorod.intake.actions import apply_run
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.planning.models import Event, Plan, PlanItem
from mezhgorod.registry.models import Municipality, Organization

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(*actions: Callable[[], ExtractionRun]) -> list[ExtractionRun]:
    def run(action: Callable[[], ExtractionRun]) -> ExtractionRun:
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_apply_run_of_one_run_twice_at_once_gives_one_plan() -> None:
    run = ready_run(rows_plan(20))

    results = at_once(*[lambda: apply_run(run=run, by=None, now=NOW)] * 2)

    assert [one.state for one in results] == [RunState.APPLIED] * 2
    assert (Plan.objects.count(), Plan.objects.get().revision) == (1, 1)
    assert (PlanItem.objects.count(), Event.objects.count()) == (20, 20)


def test_apply_run_of_two_runs_of_one_plan_at_once_gives_one_plan() -> None:
    runs = [ready_run(rows_plan(20), content=content) for content in ("план", "план ")]

    at_once(*[lambda run=run: apply_run(run=run, by=None, now=NOW) for run in runs])

    assert (Plan.objects.count(), Plan.objects.get().revision) == (1, 2)
    assert (PlanItem.objects.count(), Event.objects.count()) == (20, 20)
    assert (Organization.objects.count(), Municipality.objects.count()) == (1, 2)
