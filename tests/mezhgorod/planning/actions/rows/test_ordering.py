"""Rows move, are pinned and sorted; their words stay."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.composed import (
    NO_GROUNDS,
    NOW,
    add,
    cells,
    composed_plan,
    filled_plan,
    row_named,
    sections_of,
    titles_of,
)
from tests.factories.people import acting, make_body, make_user
from tests.factories.plans import make_many

from mezhgorod.planning.actions.rows.ordering import move_row, pin_row, sort_section
from mezhgorod.planning.actions.rows.row_editing import add_rows
from mezhgorod.planning.actions.rows.writing import RowPlace, place_of
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.registry.rules import NOBODY, SYSTEM, Role, RuleViolation

pytestmark = pytest.mark.django_db


def list_of(*titles: str) -> PlanSection:
    section = sections_of(composed_plan())[0]
    add(section, *titles)
    return section


def move(item: PlanItem, section: PlanSection, position: int | None) -> PlanItem:
    return move_row(item=item, place=RowPlace(section, position), actor=SYSTEM, now=NOW)


@pytest.mark.parametrize(
    ("title", "position", "expected"),
    [
        ("А", 3, ["Б", "В", "А", "Г"]),
        ("А", None, ["Б", "В", "Г", "А"]),
        ("Г", 1, ["Г", "А", "Б", "В"]),
        ("В", 2, ["А", "В", "Б", "Г"]),
        ("Б", 99, ["А", "В", "Г", "Б"]),
    ],
)
def test_a_row_moves_within_its_section(
    title: str, position: int | None, expected: list[str]
) -> None:
    section = list_of("А", "Б", "В", "Г")

    moved = move(row_named(section.plan, title), section, position)

    assert titles_of(section.plan)["Семинары"] == expected
    assert place_of(moved) == expected.index(title) + 1


def test_a_row_moves_into_another_section_and_positions_stay_distinct() -> None:
    plan = filled_plan()
    _, sport = sections_of(plan)

    move(row_named(plan, "Форум"), sport, 1)

    assert titles_of(plan) == {"Семинары": ["Школа"], "Спорт": ["Форум", "Турнир"]}
    positions = PlanItem.objects.order_by("section__position", "position")
    assert list(positions.values_list("position", flat=True)) == [1, 2, 3]


def test_moving_is_told_with_both_places() -> None:
    plan = filled_plan()
    seminars, sport = sections_of(plan)
    move(row_named(plan, "Форум"), seminars, 2)
    move(row_named(plan, "Форум"), sport, None)

    assert list(plan.changes.filter(kind="move").order_by("pk").values_list("summary")) == [
        ("Переставлена строка «Форум» с 1-го места на 2-е",),
        ("Переставлена строка «Форум» в раздел «Спорт»",),
    ]


def test_a_row_that_stands_there_already_is_not_told() -> None:
    plan = filled_plan()
    seminars, _ = sections_of(plan)

    move(row_named(plan, "Форум"), seminars, 1)
    move(row_named(plan, "Школа"), seminars, None)

    assert not plan.changes.filter(kind="move").exists()


def test_moving_one_of_many_rows_takes_as_many_statements_as_one_of_few(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    section = sections_of(composed_plan())[0]
    make_many(section, 300)
    first = section.items.order_by("position").first()
    assert first is not None

    with django_assert_num_queries(13):
        move(first, section, 200)

    assert place_of(PlanItem.objects.select_related("section").get(pk=first.pk)) == 200


def timed(section: PlanSection, *timings: str) -> None:
    rows = [cells(timing, timing=timing) for timing in timings]
    add_rows(
        plan=section.plan, place=RowPlace(section), rows=rows, grounds=NO_GROUNDS,
        actor=SYSTEM, now=NOW,
    )  # fmt: skip


def test_a_section_is_sorted_by_time_with_pinned_rows_on_top() -> None:
    section = sections_of(composed_plan())[0]
    timed(section, "июнь", "по согласованию", "12 мая", "в течение года", "май")
    pin_row(item=row_named(section.plan, "в течение года"), is_pinned=True, actor=SYSTEM, now=NOW)

    assert sort_section(section=section, actor=SYSTEM, now=NOW)

    assert titles_of(section.plan)["Семинары"] == [
        "в течение года", "12 мая", "май", "июнь", "по согласованию",
    ]  # fmt: skip


def test_a_sorted_section_is_left_alone() -> None:
    section = sections_of(composed_plan())[0]
    timed(section, "май", "июнь")

    assert not sort_section(section=section, actor=SYSTEM, now=NOW)
    assert not section.plan.changes.filter(kind="move").exists()


def test_pinning_is_told_once() -> None:
    plan = filled_plan()
    for _ in range(2):
        pin_row(item=row_named(plan, "Форум"), is_pinned=True, actor=SYSTEM, now=NOW)

    assert row_named(plan, "Форум").is_pinned
    assert plan.changes.filter(summary="Закреплена вверху раздела строка «Форум»").count() == 1


def test_a_coordinator_moves_rows_of_the_own_section_but_not_out_of_it() -> None:
    plan = filled_plan()
    seminars, sport = sections_of(plan)
    add(sport, "Кубок")
    body = make_body(plan.owner, "Секция «Спорт»")
    actor = acting(make_user("c", Role.BODY_COORDINATOR, owner=plan.owner, body=body))

    move_row(item=row_named(plan, "Кубок"), place=RowPlace(sport, 1), actor=actor, now=NOW)
    with pytest.raises(RuleViolation) as refused:
        move_row(item=row_named(plan, "Кубок"), place=RowPlace(seminars), actor=actor, now=NOW)

    assert refused.value.code == "plan.change_own.forbidden"
    assert titles_of(plan)["Спорт"] == ["Кубок", "Турнир"]


def test_nobody_else_moves_pins_or_sorts() -> None:
    plan = filled_plan()
    seminars, _ = sections_of(plan)
    item = row_named(plan, "Форум")
    for action in (
        lambda: move_row(item=item, place=RowPlace(seminars, 2), actor=NOBODY, now=NOW),
        lambda: pin_row(item=item, is_pinned=True, actor=NOBODY, now=NOW),
        lambda: sort_section(section=seminars, actor=NOBODY, now=NOW),
    ):
        with pytest.raises(RuleViolation, match="нет права"):
            action()


def test_a_row_or_section_that_has_gone_is_named() -> None:
    plan = filled_plan()
    seminars, _ = sections_of(plan)
    item = row_named(plan, "Форум")
    foreign = sections_of(composed_plan(owner=plan.owner, period="2028"))[0]
    PlanItem.objects.filter(pk=item.pk).delete()

    with pytest.raises(RuleViolation, match="строки в плане уже нет"):
        move(item, seminars, 2)
    with pytest.raises(RuleViolation, match="Раздела в этом плане уже нет"):
        move(row_named(plan, "Школа"), foreign, 1)
    assert Plan.objects.count() == 2
