"""Two people press «Принять» at the same moment: threads with connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import Q
from tests.factories.drafts import OWNER, rows_plan
from tests.factories.runs import NOW, ready_run

from mezhgorod.intake.actions import apply_run
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.planning.models import Event, Plan, PlanItem
from mezhgorod.registry.models import Municipality, Organization
from mezhgorod.registry.rules import SYSTEM

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(*actions: Callable[[], ExtractionRun]) -> list[ExtractionRun]:
    def run(action: Callable[[], ExtractionRun]) -> ExtractionRun:
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def live() -> dict[str, int]:
    """What the owner of the drafts has; other plans may be there too."""
    mine = Q(items__section__plan__owner__name=OWNER)
    return {
        "plans": Plan.objects.filter(owner__name=OWNER).count(),
        "rows": PlanItem.objects.filter(section__plan__owner__name=OWNER).count(),
        "events": Event.objects.filter(mine).count(),
        "owners": Organization.objects.filter(name=OWNER).count(),
        "cities": Municipality.objects.filter(name__in=("Вологда", "Ярославль")).count(),
    }


ONE_PLAN = {"plans": 1, "rows": 20, "events": 20, "owners": 1, "cities": 2}


def test_apply_run_of_one_run_twice_at_once_gives_one_plan() -> None:
    run = ready_run(rows_plan(20))

    results = at_once(*[lambda: apply_run(run=run, actor=SYSTEM, now=NOW)] * 2)

    assert [one.state for one in results] == [RunState.APPLIED] * 2
    assert live() == ONE_PLAN
    assert Plan.objects.get(owner__name=OWNER).revision == 1


def test_apply_run_of_two_runs_of_one_plan_at_once_gives_one_plan() -> None:
    runs = [ready_run(rows_plan(20), content=content) for content in ("план", "план ")]

    at_once(*[lambda run=run: apply_run(run=run, actor=SYSTEM, now=NOW) for run in runs])

    assert live() == ONE_PLAN
    assert Plan.objects.get(owner__name=OWNER).revision == 2
