from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.drafts import JUNE, plan, row, rows_plan, section
from tests.factories.runs import NOW, ready_run

from mezhgorod.intake.actions import apply_run
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.queries import comparison_of
from mezhgorod.intake.rules import CellChange, ChangeKind, PlanComparison
from mezhgorod.registry.rules import SYSTEM

pytestmark = pytest.mark.django_db


def compare(run: ExtractionRun, owner_name: str = "") -> PlanComparison:
    comparison = comparison_of(run, actor=SYSTEM, owner_name=owner_name)
    assert comparison is not None
    return comparison


def test_comparison_of_the_first_document_is_all_new() -> None:
    comparison = compare(ready_run(rows_plan(3)))

    assert comparison.plan_id is None
    assert [change.kind for change in comparison.changes] == [ChangeKind.INSERT] * 3


def test_comparison_shows_what_happens_to_each_row() -> None:
    forum, table, seminar = row("Форум"), row("Стол", at=2), row("Семинар", at=3)
    run = apply_run(run=ready_run(plan(section("I", forum, table))), actor=SYSTEM, now=NOW)
    moved = replace(forum, timing=JUNE, cells=row("Форум", JUNE).cells)

    comparison = compare(ready_run(plan(section("I", moved, seminar)), content="2"))

    assert comparison.plan_id == run.plan_id
    assert [(change.kind, change.title, change.cells) for change in comparison.changes] == [
        (ChangeKind.UPDATE, "Форум", (CellChange("timing", "май", "июнь"),)),
        (ChangeKind.INSERT, "Семинар", ()),
        (ChangeKind.REMOVED, "Стол", ()),
    ]
    assert comparison.needs_confirmation


def test_comparison_of_words_understood_otherwise_has_no_changed_cell() -> None:
    forum = row("Форум")
    apply_run(run=ready_run(plan(section("I", forum))), actor=SYSTEM, now=NOW)

    comparison = compare(ready_run(plan(section("I", replace(forum, kind="форум")))))

    assert [(change.kind, change.cells) for change in comparison.changes] == [
        (ChangeKind.UPDATE, ())
    ]


def test_comparison_finds_the_plan_of_an_owner_that_a_person_names() -> None:
    nameless = plan(section("I", row("Форум")), owner=None)
    apply_run(run=ready_run(nameless), actor=SYSTEM, now=NOW, owner_name="Город Вологда")

    assert compare(ready_run(nameless)).plan_id is None
    assert compare(ready_run(nameless), "город вологда").count(ChangeKind.UNCHANGED) == 1


def test_comparison_of_a_run_without_a_draft_is_none() -> None:
    run = ready_run(plan())
    run.draft_data = {"version": 0}

    assert comparison_of(run, actor=SYSTEM) is None


@pytest.mark.parametrize("count", [1, 30])
def test_comparison_needs_the_same_queries_for_any_number_of_rows(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    apply_run(run=ready_run(rows_plan(count)), actor=SYSTEM, now=NOW)
    rows = [replace(one, note="уточнено") for one in rows_plan(count).items()]
    run = ready_run(plan(section("I. Мероприятия", *rows)), content="2")

    with django_assert_num_queries(5):
        comparison = compare(run)
    assert comparison.count(ChangeKind.UPDATE) == count
