"""Large documents: decided about at once, carried out by the worker."""

from datetime import datetime, timedelta

import pytest
from tests.factories.drafts import plan, row, rows_plan, section
from tests.factories.people import acting
from tests.factories.runs import LATER, NOW, ready_run

from mezhgorod.intake.actions import (
    apply_run,
    ask_to_apply,
    ask_to_undo,
    carry_out,
    discard_run,
    queueing,
    recover_runs,
)
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import Decision, RunState
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM, RuleViolation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _large_is_more_than_five(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queueing, "MAX_ROWS_AT_ONCE", 5)


def ask(
    run: ExtractionRun, by: User, started: list[int] | None = None, **said: object
) -> ExtractionRun:
    tasks = [] if started is None else started
    return ask_to_apply(
        run=run,
        actor=acting(by),
        now=NOW,
        decision=Decision(**said),
        start=lambda one: tasks.append(one.pk),
    )


def work(run: ExtractionRun) -> ExtractionRun:
    return carry_out(run=ExtractionRun.objects.get(pk=run.pk), clock=lambda: LATER)


def test_ask_to_apply_applies_a_small_document_at_once(directorate: User) -> None:
    started: list[int] = []

    run = ask(ready_run(rows_plan(5)), directorate, started)

    assert (run.state, started, PlanItem.objects.count()) == (RunState.APPLIED, [], 5)


def test_ask_to_apply_queues_a_large_document_once(directorate: User) -> None:
    started: list[int] = []
    run = ready_run(rows_plan(6))

    asked = ask(run, directorate, started)
    ask(ExtractionRun.objects.get(pk=run.pk), directorate, started)

    assert (asked.state, asked.asked_at, started) == (RunState.APPLYING, NOW, [run.pk])
    assert not Plan.objects.exists()


def test_ask_to_apply_queues_a_click_that_saw_an_older_state_once(directorate: User) -> None:
    started: list[int] = []
    run = ready_run(rows_plan(6))
    same = ExtractionRun.objects.get(pk=run.pk)

    ask(run, directorate, started)
    ask(same, directorate, started)

    assert started == [run.pk]


def test_ask_to_apply_queues_a_small_document_of_a_large_plan(directorate: User) -> None:
    apply_run(run=ready_run(rows_plan(6)), actor=SYSTEM, now=NOW)

    run = ask(ready_run(rows_plan(5), content="2"), directorate)

    assert run.state == RunState.APPLYING


def test_carry_out_applies_as_the_person_who_decided(directorate: User) -> None:
    run = work(ask(ready_run(rows_plan(6)), directorate))

    assert (run.state, run.decided_by, run.decided_at) == (RunState.APPLIED, directorate, LATER)
    assert (run.asked_at, run.decision_data) == (None, None)
    assert PlanItem.objects.count() == 6


def test_carry_out_twice_does_the_work_once(directorate: User) -> None:
    run = ask(ready_run(rows_plan(6)), directorate)
    work(run)

    work(run)

    assert Plan.objects.get().revision == 1


def test_carry_out_leaves_a_run_alone_that_nobody_decided_about() -> None:
    assert work(ready_run(rows_plan(6))).state == RunState.READY


def test_carry_out_carries_owner_and_choices(directorate: User) -> None:
    draft = plan(section("I", *(row(f"Форум {index}") for index in range(6))), owner=None)
    choices = {2: {"timing": "theirs"}}

    run = ask(ready_run(draft), directorate, owner_name="Город Вологда", choices=choices)

    run.refresh_from_db()
    assert Decision.from_dict(run.decision_data) == Decision("Город Вологда", False, choices)
    done = work(run)
    assert done.plan is not None
    assert done.plan.owner.name == "Город Вологда"


def test_ask_to_apply_refuses_a_far_shorter_document_at_once(directorate: User) -> None:
    apply_run(run=ready_run(rows_plan(10)), actor=SYSTEM, now=NOW)
    run = ready_run(rows_plan(7), content="2")

    with pytest.raises(RuleViolation) as refused:
        ask(run, directorate)

    assert (refused.value.code, refused.value.field) == ("run.mass_removal", "confirm_removal")
    assert "не меньше 3 из 10" in refused.value.message


def test_carry_out_removes_a_lot_when_told_so(directorate: User) -> None:
    apply_run(run=ready_run(rows_plan(10)), actor=SYSTEM, now=NOW)

    work(ask(ready_run(rows_plan(7), content="2"), directorate, confirm_removal=True))

    assert PlanItem.objects.count() == 7


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        pytest.param({"owner": None}, "run.no_owner", id="owner"),
        pytest.param({"period": None}, "run.no_period", id="period"),
    ],
)
def test_ask_to_apply_refuses_at_once_what_it_cannot_place(
    directorate: User, fields: dict[str, object], code: str
) -> None:
    draft = plan(section("I", *(row(f"Форум {index}") for index in range(6))), **fields)

    with pytest.raises(RuleViolation) as refused:
        ask(ready_run(draft), directorate)

    assert refused.value.code == code


def test_ask_to_apply_refuses_an_outsider(outsider: User) -> None:
    with pytest.raises(RuleViolation) as refused:
        ask(ready_run(rows_plan(6)), outsider)

    assert refused.value.code == "document.import.forbidden"


def test_carry_out_that_is_refused_leaves_the_run_ready_with_the_reason(directorate: User) -> None:
    apply_run(run=ready_run(rows_plan(6)), actor=SYSTEM, now=NOW)
    others = plan(section("I", *(row(f"Совсем другое {index}") for index in range(6))))

    run = work(ask(ready_run(others, content="2"), directorate))

    assert (run.state, run.error_code) == (RunState.READY, "run.mass_removal")
    assert "6 из 6" in run.error_message
    assert PlanItem.objects.filter(event__title__startswith="Мероприятие").count() == 6


def test_carry_out_for_a_person_who_is_gone_changes_nothing(directorate: User) -> None:
    run = ask(ready_run(rows_plan(6)), directorate)
    directorate.delete()

    done = work(run)

    assert (done.state, done.error_code) == (RunState.READY, "run.person_gone")
    assert not Plan.objects.exists()


def test_carry_out_that_breaks_leaves_the_run_ready(
    directorate: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    run = ask(ready_run(rows_plan(6)), directorate)
    monkeypatch.setattr(queueing, "apply_prepared", broken)

    done = work(run)

    assert (done.state, done.error_code) == (RunState.READY, "run.unexpected")


def test_carry_out_compares_again_when_the_plan_has_changed_meanwhile(
    directorate: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another document is applied between the comparison and the lock."""
    apply_run(run=ready_run(rows_plan(8)), actor=SYSTEM, now=NOW)
    run = ask(ready_run(rows_plan(9), content="2"), directorate)
    other = ready_run(rows_plan(10), content="3")
    write = queueing.apply_prepared

    def late(prepared: object, by: User, now: datetime) -> ExtractionRun:
        apply_run(run=other, actor=SYSTEM, now=NOW)
        return write(prepared, by, now)

    monkeypatch.setattr(queueing, "apply_prepared", late)
    work(run)

    assert list(PlanItem.objects.order_by("position").values_list("number", flat=True)) == [
        str(number) for number in range(1, 10)
    ]


def test_ask_to_undo_queues_a_large_plan_and_carry_out_takes_it_back(directorate: User) -> None:
    run = apply_run(run=ready_run(rows_plan(6)), actor=SYSTEM, now=NOW)
    started: list[int] = []

    asked = ask_to_undo(
        run=run, actor=acting(directorate), now=NOW, start=lambda one: started.append(one.pk)
    )

    assert (asked.state, started) == (RunState.UNDOING, [run.pk])
    assert work(asked).state == RunState.READY
    assert not Plan.objects.exists()


def test_discard_run_waits_for_a_decision_that_is_carried_out(directorate: User) -> None:
    run = ask(ready_run(rows_plan(6)), directorate)

    with pytest.raises(RuleViolation) as refused:
        discard_run(run=run, actor=acting(directorate), now=NOW)

    assert refused.value.code == "run.busy"


@pytest.mark.parametrize(
    ("state", "back"),
    [(RunState.APPLYING, RunState.READY), (RunState.UNDOING, RunState.APPLIED)],
)
def test_recover_runs_asks_anew_where_the_worker_was_lost(
    directorate: User, state: RunState, back: RunState
) -> None:
    run = ask(ready_run(rows_plan(6)), directorate)
    ExtractionRun.objects.filter(pk=run.pk).update(state=state)

    started: list[ExtractionRun] = []
    count = recover_runs(now=NOW + timedelta(minutes=20), start=started.append)

    run.refresh_from_db()
    assert (count, started) == (1, [])
    assert (run.state, run.error_code) == (back, "run.interrupted")
    assert work(run).state == back
