"""The radar over stored plans: what it sees, what it may see, what it costs."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories import timings
from tests.factories.people import actor_with
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries.radar import PlanRadar, radar_items, radar_of_plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.rules import NOBODY, SYSTEM, Role
from planbook.dates import Period, parse_timing

pytestmark = pytest.mark.django_db

TODAY = date(2023, 1, 10)
YEAR = Period.from_edtf("2023")
GAMES, DAY = (parse_timing(text, period=YEAR) for text in ("25-27 августа", "26 августа"))


def shown(radar: PlanRadar) -> list[tuple[str, list[str]]]:
    return [(one.kind.value, sorted(row.title for row in one.rows)) for one in radar.clashes]


def two_plans() -> tuple[Plan, Plan]:
    vologda = make_city("Вологда", "vologda")
    ours = make_plan(state=PlanState.DRAFT)
    make_item(make_section(ours), "Спартакиада городов", GAMES, vologda, kind="спартакиада")
    theirs = make_plan("other-2023", owner="Другой союз", state=PlanState.DRAFT)
    make_item(make_section(theirs), "Закрытый слёт", DAY, vologda, kind="слёт")
    return ours, theirs


def test_unpublished_plans_of_others_are_not_told_about() -> None:
    ours, theirs = two_plans()
    maker = actor_with(Role.DIRECTORATE, ours.owner)

    hidden = radar_of_plan(plan=ours, actor=maker, today=TODAY)
    assert (shown(hidden), hidden.other_row_count, hidden.plan_count) == ([], 0, 0)

    Plan.objects.filter(pk=theirs.pk).update(state=PlanState.PUBLISHED)
    seen = radar_of_plan(plan=ours, actor=maker, today=TODAY)
    assert shown(seen) == [("city", ["Закрытый слёт", "Спартакиада городов"])]
    assert (seen.row_count, seen.other_row_count, seen.plan_count) == (1, 1, 1)


def test_administrators_see_everything() -> None:
    ours, _ = two_plans()

    assert len(radar_of_plan(plan=ours, actor=SYSTEM, today=TODAY).clashes) == 1


@pytest.mark.parametrize("count", [2, 6])
def test_the_number_of_queries_does_not_grow(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan, vologda = make_plan(), make_city("Вологда", "vologda")
    section = make_section(plan)
    for number in range(count):
        make_item(section, f"Слёт {number}", timings.SPARTAKIAD, vologda, kind="слёт")

    with django_assert_num_queries(4):
        radar_of_plan(plan=plan, actor=SYSTEM, today=TODAY)


@pytest.mark.usefixtures("demo")
def test_the_radar_of_the_real_plan_is_that_of_its_document() -> None:
    plan = Plan.objects.get(title__contains="основных мероприятий")

    radar = radar_of_plan(plan=plan, actor=NOBODY, today=date(2023, 4, 10))

    assert [one.kind.value for one in radar.clashes] == ["undated"] * 5 + ["city"]
    assert (radar.row_count, radar.plan_count) == (42, 2)
    clash = radar.clashes[-1]
    items = radar_items(keys=clash.keys)
    assert [items[row.key].position for row in clash.rows] == [12, 22]  # type: ignore[index]
