"""Hints about a typed row: what its author may be told of, and what that costs."""

from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.people import actor_with
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries.drafts import row_draft
from mezhgorod.planning.queries.radar_hints import RowHint, RowHints, TypedRow, radar_of_row
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor, Role
from planbook.dates import Period, parse_timing
from planbook.findings import SourceRef
from planbook.places import parse_places
from planbook.plans import EventDraft

pytestmark = pytest.mark.django_db

TODAY = date(2021, 1, 1)  # long before: no time is near
YEAR = Period.from_edtf("2023")
GAMES, DAY, MONTH = (
    parse_timing(text, period=YEAR) for text in ("25-27 августа", "26 августа", "август")
)
ROW = EventDraft(
    "Спартакиада городов", GAMES, (), SourceRef(), kind="спартакиада",
    places=parse_places("г. Вологда").places,
)  # fmt: skip


def ours(state: str = PlanState.DRAFT) -> Plan:
    return make_plan(state=state)


def theirs(state: str = PlanState.DRAFT, title: str = "Закрытый слёт") -> Plan:
    plan = make_plan(
        "other-2023", owner="Другой союз", state=state, title="Закрытый план другого союза"
    )
    vologda = make_city("Вологда", "vologda")
    make_item(make_section(plan), title, DAY, vologda, kind="слёт", own_name="Тайное имя")
    return plan


def asked(plan: Plan, actor: Actor, row: EventDraft = ROW, item_id: int | None = None) -> RowHints:
    typed = TypedRow(row, plan.owner_id, plan.period_edtf, plan.pk, item_id)
    return radar_of_row(typed=typed, actor=actor, today=TODAY)


@pytest.mark.parametrize("state", [PlanState.COLLECTING, PlanState.DRAFT, PlanState.IN_REVIEW])
@pytest.mark.parametrize(
    "role", [Role.DIRECTORATE, Role.AUDITOR, Role.CITY_CONTACT, Role.CLERK, None]
)
def test_a_draft_of_another_owner_is_never_told_of(state: str, role: Role | None) -> None:
    plan = ours()
    theirs(state)
    actor = actor_with(role, plan.owner) if role else NOBODY
    named = replace(ROW, own_name="Тайное имя", title="Закрытый слёт")

    for row in (ROW, named, replace(named, timing=MONTH), replace(named, places=())):
        assert asked(plan, actor, row) == RowHints()


def test_a_published_plan_of_another_owner_is_named() -> None:
    plan = ours()
    theirs(PlanState.PUBLISHED)

    assert asked(plan, NOBODY) == RowHints(
        (
            RowHint(
                "Тот же город (Вологда) в те же дни: «Закрытый слёт» (26 августа).",
                is_certain=True,
                plan_title="Закрытый план другого союза",
            ),
        )
    )


def test_a_draft_is_told_of_to_those_who_read_it() -> None:
    plan = ours()
    make_item(make_section(plan), "Слёт", MONTH, make_city("Вологда", "vologda"), kind="слёт")
    reader = actor_with(Role.BODY_COORDINATOR, plan.owner)
    expected = RowHint(
        "Тот же город (Вологда), дни могут совпасть: «Слёт» (август).", is_certain=False
    )

    assert asked(plan, reader).shown == (expected,)
    assert asked(plan, actor_with(Role.CITY_CONTACT, plan.owner)) == RowHints()
    assert asked(plan, NOBODY) == RowHints()


def test_an_own_name_finds_the_event_in_another_plan_without_a_day() -> None:
    plan = ours()
    theirs(PlanState.PUBLISHED, "Слёт «Тайное имя»")
    row = replace(
        ROW, title="Слёт «Тайное имя»", own_name="Тайное имя", timing=parse_timing("по назначению")
    )

    (hint,) = asked(plan, NOBODY, row).shown

    assert hint.message.startswith("Похоже, это мероприятие уже есть в другом плане: ")


def test_the_row_that_is_edited_does_not_clash_with_itself() -> None:
    plan, vologda = ours(), make_city("Вологда", "vologda")
    item = make_item(make_section(plan), ROW.title, GAMES, vologda, kind="спартакиада")
    month = make_plan("august-2023", state=PlanState.PUBLISHED)
    make_section(month).items.create(event=item.event, position=1, fingerprint="1")

    assert asked(plan, SYSTEM, item_id=item.pk) == RowHints()
    assert len(asked(plan, SYSTEM, replace(ROW, title="Слёт")).shown) == 2


def test_of_many_hints_the_gravest_are_shown() -> None:
    plan, vologda = ours(), make_city("Вологда", "vologda")
    section = make_section(plan)
    for number in range(9):
        make_item(section, f"Слёт {number}", MONTH if number else DAY, vologda, kind="слёт")

    found = asked(plan, SYSTEM)

    assert [(one.is_certain, one.message.split(":")[0]) for one in found.shown] == [
        (True, "Тот же город (Вологда) в те же дни"),
        (True, "Вологда принимает слишком много за август 2023 года"),
        (False, "Тот же город (Вологда), дни могут совпасть"),
    ]
    assert found.hidden_count == 7
    assert found.spoken == (
        "подсказок о сроке и месте: 10; Тот же город (Вологда) в те же дни: «Слёт 0» (26 августа)."
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan, other = ours(), theirs(PlanState.PUBLISHED)
    vologda = make_city("Вологда", "vologda")
    for section in (make_section(plan), other.sections.get()):
        for number in range(count):
            make_item(section, f"Слёт {number}", DAY, vologda, kind="слёт")

    with django_assert_num_queries(7):
        found = asked(plan, SYSTEM, replace(ROW, own_name="Тайное имя"))

    assert len(found.shown) + found.hidden_count >= 2 * count


def test_a_row_without_time_and_name_asks_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = ours()

    with django_assert_num_queries(0):
        assert asked(plan, SYSTEM, replace(ROW, timing=parse_timing("по назначению"))) == RowHints()


@pytest.mark.usefixtures("demo")
def test_few_rows_of_the_real_plans_are_told_to_their_authors() -> None:
    items = PlanItem.objects.select_related("section__plan", "event").order_by("pk")
    found = [
        asked(item.section.plan, NOBODY, row_draft(item), item.pk).shown for item in items[:60]
    ]

    assert [one.message.split(":")[0] for said in found for one in said] == [
        *["Тот же город (Смоленск), дни могут совпасть"] * 4,
        *["Тот же город (Вологда), дни могут совпасть"] * 2,
    ]
