from datetime import timedelta

import pytest
from tests.factories.drafts import rows_plan
from tests.factories.runs import LATER, NOW, ready_run

from mezhgorod.intake.actions import apply_run, discard_run, prune_runs, undo_run
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.registry.rules import SYSTEM, RuleViolation

pytestmark = pytest.mark.django_db

MUCH_LATER = LATER + timedelta(days=90)


def applied(content: str, count: int, *, later: bool = False) -> ExtractionRun:
    run = ready_run(rows_plan(count), content=content)
    return apply_run(run=run, actor=SYSTEM, now=LATER if later else NOW)


def kept(run: ExtractionRun) -> tuple[bool, bool]:
    """Whether a run still holds its draft and what stood before it."""
    run.refresh_from_db()
    return run.draft_data is not None, run.undo_data is not None


def test_prune_runs_empties_a_run_that_a_newer_one_replaced() -> None:
    first = applied("1", 3)
    second = applied("2", 4, later=True)

    assert prune_runs(now=MUCH_LATER) == 1

    assert (kept(first), kept(second)) == ((False, False), (True, True))
    assert (first.state, first.plan) == (RunState.APPLIED, second.plan)


def test_prune_runs_leaves_the_last_run_of_a_plan_ready_to_be_taken_back() -> None:
    applied("1", 3)
    second = applied("2", 4, later=True)
    prune_runs(now=MUCH_LATER)

    assert undo_run(run=second, actor=SYSTEM, now=MUCH_LATER).state == RunState.READY


def test_undo_run_of_an_emptied_run_is_refused() -> None:
    first = applied("1", 3)
    applied("2", 4, later=True)
    prune_runs(now=MUCH_LATER)

    with pytest.raises(RuleViolation) as refused:
        undo_run(run=first, actor=SYSTEM, now=MUCH_LATER)

    assert refused.value.code == "run.nothing_to_undo"


def test_prune_runs_waits_until_a_decision_is_old() -> None:
    first = applied("1", 3)
    applied("2", 4, later=True)

    assert prune_runs(now=NOW + timedelta(days=89)) == 0
    assert kept(first)[0]


def test_prune_runs_empties_discarded_runs_and_never_waiting_ones() -> None:
    waiting = ready_run(rows_plan(3))
    discarded = discard_run(run=ready_run(rows_plan(3), content="2"), actor=SYSTEM, now=NOW)

    assert prune_runs(now=MUCH_LATER) == 1

    assert (kept(discarded)[0], kept(waiting)[0]) == (False, True)


def test_prune_runs_twice_counts_nothing_again() -> None:
    discard_run(run=ready_run(rows_plan(3)), actor=SYSTEM, now=NOW)
    prune_runs(now=MUCH_LATER)

    assert prune_runs(now=MUCH_LATER) == 0
