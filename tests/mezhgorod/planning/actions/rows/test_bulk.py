"""Many rows of a draft change in one step, which is taken back as one."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.composed import (
    NO_GROUNDS,
    NOW,
    add,
    filled_plan,
    row_named,
    sections_of,
    titles_of,
)

from mezhgorod.planning.actions.rows.bulk import ManyRows, change_many
from mezhgorod.planning.actions.rows.undoing import undo_last_change
from mezhgorod.planning.models import Event, Plan, PlanItem
from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor, RuleViolation

pytestmark = pytest.mark.django_db


def change(plan: Plan, titles: list[str], facet: str, value: str, actor: Actor = SYSTEM) -> int:
    many = ManyRows([row_named(plan, title) for title in titles], facet, value)
    return change_many(plan=plan, many=many, grounds=NO_GROUNDS, actor=actor, now=NOW)


def times() -> dict[str, str]:
    return dict(Event.objects.values_list("title", "timing_edtf"))


def test_the_time_of_ticked_rows_changes_and_is_understood() -> None:
    plan = filled_plan()

    assert change(plan, ["Форум", "Турнир"], "timing", "III квартал") == 2

    assert times() == {"Форум": "2027-35", "Школа": "2027-05", "Турнир": "2027-35"}


def test_rows_that_say_it_already_are_not_counted() -> None:
    assert change(filled_plan(), ["Форум"], "timing", "май") == 0


def test_ticked_rows_move_to_the_end_of_a_section_in_their_order() -> None:
    plan = filled_plan()
    _, sport = sections_of(plan)

    assert change(plan, ["Форум", "Школа", "Турнир"], "section", str(sport.pk)) == 2

    assert titles_of(plan) == {"Семинары": [], "Спорт": ["Турнир", "Форум", "Школа"]}


def test_the_whole_step_is_taken_back() -> None:
    plan = filled_plan()
    before = titles_of(plan), times()
    change(plan, ["Форум", "Школа"], "section", str(sections_of(plan)[1].pk))
    change(plan, ["Форум", "Турнир"], "timing", "декабрь")

    undo_last_change(plan=plan, actor=SYSTEM, now=NOW)
    undo_last_change(plan=plan, actor=SYSTEM, now=NOW)

    assert (titles_of(plan), times()) == before


@pytest.mark.parametrize("count", [1, 9])
def test_many_rows_change_in_as_many_statements_as_few(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = filled_plan()
    seminars, _ = sections_of(plan)
    many = ManyRows(add(seminars, *(f"Строка {n}" for n in range(count))), "timing", "июнь")

    with django_assert_num_queries(26):
        change_many(plan=plan, many=many, grounds=NO_GROUNDS, actor=SYSTEM, now=NOW)


@pytest.mark.parametrize(
    ("titles", "facet", "value", "code"),
    [
        ([], "timing", "май", "rows.none"),
        (["Форум"], "section", "", "rows.no_section"),
        (["Форум"], "section", "9" * 30, "rows.no_section"),
        (["Форум"], "section", "123456", "section.gone"),
        (["Форум"], "budget", "100", "rows.no_column"),
        (["Форум"], "title", "", "row.no_title"),
        (["Форум"], "timing", "м" * 30_000, "row.too_long"),
    ],
)
def test_what_makes_no_sense_is_refused(
    titles: list[str], facet: str, value: str, code: str
) -> None:
    plan = filled_plan()
    before = titles_of(plan), times()

    with pytest.raises(RuleViolation) as refused:
        change(plan, titles, facet, value)

    assert refused.value.code == code
    assert (titles_of(plan), times()) == before


def test_too_many_ticks_are_refused() -> None:
    plan = filled_plan()
    items = [PlanItem(pk=number) for number in range(1, 502)]

    with pytest.raises(RuleViolation) as refused:
        change_many(
            plan=plan, many=ManyRows(items, "timing", "май"), grounds=NO_GROUNDS,
            actor=SYSTEM, now=NOW,
        )  # fmt: skip

    assert refused.value.code == "rows.too_many"


def test_who_may_not_changes_none_of_them() -> None:
    plan = filled_plan()

    with pytest.raises(RuleViolation):
        change(plan, ["Форум"], "timing", "июнь", actor=NOBODY)

    assert times()["Форум"] == "2027-05"
