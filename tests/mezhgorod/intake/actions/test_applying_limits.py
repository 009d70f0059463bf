from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.drafts import (
    BY_AGREEMENT,
    MAY,
    VOLOGDA,
    YAROSLAVL,
    plan,
    row,
    rows_plan,
    section,
)
from tests.factories.people import acting
from tests.factories.runs import LATER, NOW, ready_run

from mezhgorod.intake.actions import apply_run, discard_run
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.planning.models import (
    Event,
    ItemCell,
    Plan,
    PlanItem,
)
from mezhgorod.registry.actions import load_regions
from mezhgorod.registry.models import Municipality, User
from mezhgorod.registry.rules import SYSTEM, RuleViolation
from planbook.plans import Age, PlanDraft

pytestmark = pytest.mark.django_db

FORUM = row("IX Форум «Инновации»", MAY, edition=9, edition_text="IX", own_name="Инновации")
ROUND_TABLE = row("Круглый стол", BY_AGREEMENT, (YAROSLAVL,), at=2)
SMALL = plan(section("I. Форумы", FORUM, ROUND_TABLE))


def apply(draft: PlanDraft, content: str = "план", **options: object) -> ExtractionRun:
    return apply_run(run=ready_run(draft, content=content), actor=SYSTEM, now=NOW, **options)


def test_apply_run_removes_rows_and_their_events() -> None:
    apply(rows_plan(10))

    apply(rows_plan(8), content="план 2")

    assert (PlanItem.objects.count(), Event.objects.count()) == (8, 8)


def test_apply_run_asks_before_it_removes_more_than_a_fifth() -> None:
    apply(rows_plan(10))
    run = ready_run(rows_plan(7), content="план 2")

    with pytest.raises(RuleViolation) as refused:
        apply_run(run=run, actor=SYSTEM, now=NOW)

    assert refused.value.code == "run.mass_removal"
    assert "3 из 10" in refused.value.message
    assert PlanItem.objects.count() == 10
    run.refresh_from_db()
    assert run.state == RunState.READY


def test_apply_run_removes_a_lot_when_told_so() -> None:
    apply(rows_plan(10))

    apply(rows_plan(7), content="план 2", confirm_removal=True)

    assert PlanItem.objects.count() == 7


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (plan(kind="other"), "run.no_plan"),
        (plan(section("I", FORUM), owner=None), "run.no_owner"),
        (plan(section("I", FORUM), period=None), "run.no_period"),
    ],
)
def test_apply_run_refuses_what_it_cannot_place(draft: PlanDraft, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        apply(draft)

    assert refused.value.code == code
    assert not Plan.objects.exists()


def test_apply_run_takes_an_owner_that_a_person_names() -> None:
    run = apply(plan(section("I", FORUM), owner=None), owner_name="Город  Вологда")

    assert run.plan is not None
    assert run.plan.owner.name == "Город Вологда"


def test_apply_run_refuses_an_outsider(outsider: User) -> None:
    with pytest.raises(RuleViolation) as refused:
        apply_run(run=ready_run(SMALL), actor=acting(outsider), now=NOW)

    assert refused.value.code == "document.import.forbidden"
    assert not Plan.objects.exists()


def test_discard_run_leaves_nothing_live_and_stays_decided(directorate: User) -> None:
    run = discard_run(run=ready_run(SMALL), actor=acting(directorate), now=NOW)

    assert (run.state, run.decided_by) == (RunState.DISCARDED, directorate)
    with pytest.raises(RuleViolation) as refused:
        apply_run(run=run, actor=acting(directorate), now=NOW)
    assert refused.value.code == "run.not_ready"
    assert not Plan.objects.exists()


def test_apply_run_of_a_draft_of_another_version_is_refused() -> None:
    run = ready_run(SMALL)
    run.draft_data["version"] = 0
    run.save()

    with pytest.raises(RuleViolation) as refused:
        apply_run(run=run, actor=SYSTEM, now=NOW)

    assert refused.value.code == "run.outdated"


def test_discard_run_twice_is_the_first_decision(directorate: User) -> None:
    run = discard_run(run=ready_run(SMALL), actor=acting(directorate), now=NOW)

    again = discard_run(run=run, actor=SYSTEM, now=LATER)

    assert (again.decided_at, again.decided_by) == (NOW, directorate)


def test_discard_run_of_an_applied_run_is_refused() -> None:
    run = apply(SMALL)

    with pytest.raises(RuleViolation) as refused:
        discard_run(run=run, actor=SYSTEM, now=NOW)

    assert refused.value.code == "run.not_open"


def test_apply_run_needs_as_many_queries_for_300_rows_as_for_3(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # SQLite itself takes long statements; Django splits them at 999 parameters to be on the safe
    # side, which would count the same work several times.
    monkeypatch.setattr(type(connection.features), "max_query_params", 200_000)

    load_regions()

    assert (_queries(rows_plan(3), "3"), _queries(rows_plan(300), "300")) == (66, 66)


def _queries(draft: PlanDraft, content: str) -> int:
    run = ready_run(replace(draft, owner=f"Союз {content}"), content=content)
    with CaptureQueriesContext(connection) as queries:
        apply_run(run=run, actor=SYSTEM, now=NOW)
    return len(queries)


def test_apply_run_that_fails_late_leaves_nothing_behind() -> None:
    """Sections are counted after events are written: all of it is taken back."""
    endless = plan(section("I", FORUM), *(section(str(number)) for number in range(10_001)))

    with pytest.raises(RuleViolation) as refused:
        apply(endless)

    assert refused.value.code == "plan.too_many_sections"
    assert not Plan.objects.exists()
    assert not Event.objects.exists()
    assert not Municipality.objects.exists()


def test_apply_run_cuts_what_no_column_can_hold_and_keeps_the_cells() -> None:
    long = "слово " * 1_000
    endless = row(
        long,
        number="1" * 1_000,
        kind=long,
        edition=10**30,
        age_from=99,
        age_to=12,
        age=Age(10**12, "миллион лет"),
        own_name=long,
    )
    apply(plan(section(long, endless), title=long))

    event = Event.objects.get()
    assert (event.title, len(event.kind), event.edition) == (long, 100, None)
    assert (event.age_from, event.age_to, event.anniversary_years) == (None, None, None)
    assert len(PlanItem.objects.get().number) == 40
    assert ItemCell.objects.get(role="title").text == long


def test_apply_run_of_a_cell_of_nothing_but_commas_stays_small() -> None:
    crowd = row("Форум", places=(VOLOGDA,) * 2_000, organizers=("Союз",) * 40_000)

    apply(plan(section("I", crowd)))

    event = Event.objects.get()
    assert (event.places.count(), event.participants.count()) == (1_000, 1_000)


def test_apply_run_of_a_plan_without_a_title_names_it_by_its_file() -> None:
    run = apply(plan(section("I", FORUM), title=""))

    assert run.plan is not None
    assert run.plan.title == "план.txt"
