"""Scenario 31 on the stored plan: proposed, chosen, composed."""

from datetime import UTC, date, datetime

import pytest
from tests.factories.editions import report_of_2024
from tests.factories.people import actor_with, make_owner

from mezhgorod.planning.actions.years.next_plan import make_next_plan
from mezhgorod.planning.models import Event, Plan, PlanItem
from mezhgorod.planning.queries import plan_draft
from mezhgorod.planning.queries.next_rows import NextRow, next_plan_of, next_rows
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import NOBODY, SYSTEM, Role, RuleViolation
from planbook.dates import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

NOW = datetime(2024, 11, 5, 9, tzinfo=UTC)
YEAR = Period.from_edtf("2025")
OPEN = "место уточняется"


@pytest.fixture
def plan() -> Plan:
    return Plan.objects.select_related("owner").get(title__contains="основных мероприятий")


def rows_of(plan: Plan, period: Period = YEAR) -> list[NextRow]:
    return next_rows(plan=plan, period=period, today=date(2024, 11, 5))


def made_of(plan: Plan, chosen: list[int]) -> Plan:
    return make_next_plan(plan=plan, period=YEAR, chosen=chosen, actor=SYSTEM, now=NOW)


def words(row: NextRow, role: str) -> str:
    cell = row.row.cell(role)
    return " ".join(cell.text.split()) if cell else ""


def test_the_plan_of_2025_from_the_plan_of_2023_and_the_report(plan: Plan) -> None:
    report_of_2024(plan.owner)

    rows = rows_of(plan)

    by_title = {one.row.title: one for one in rows}
    art = by_title[
        "XXX Межрегиональная выставка детского изобразительного творчества учащихся ДХШ и ДШИ"
    ]
    games = by_title["XX летняя Спартакиада Союза городов Центра и Северо-Запада России"]
    bird = by_title["XXIV Всероссийский конкурс юных художников «Синяя птица»"]
    assert not any("зимняя" in title.lower() for title in by_title)
    assert [words(one, "timing") for one in (art, games, bird)] == [
        "март-декабрь",
        "август",
        "март",
    ]
    assert [words(one, "place") for one in (art, games, bird)] == [OPEN, OPEN, "Котлас"]
    assert games.hints == (
        "№ 20 на 2025 год записан в серии",
        "в 2023 году 25–27 августа, пт–вс; в 2025 году те же дни недели — 29–31 августа",
        "место в 2023 году: Вологда",
        "Великий Новгород: кандидатура отозвана, нужен город",
        "предлагали принять: Иваново",
    )
    assert bird.hints == (
        "в 2023 году 18–19 марта, сб–вс; в 2025 году те же дни недели — 15–16 марта",
    )
    old = PlanItem.objects.get(pk=games.item_id)
    assert old.event.edition == 19


def test_the_winter_games_wait_for_their_year(plan: Plan) -> None:
    report_of_2024(plan.owner)

    waiting = next_plan_of(plan=plan, period=YEAR, today=date(2024, 11, 5)).waiting

    assert [(one.number_text, one.year, one.host) for one in waiting] == [("IV", 2026, "Сыктывкар")]


def test_chosen_rows_become_a_draft_with_its_series(plan: Plan) -> None:
    games = report_of_2024(plan.owner)
    rows = rows_of(plan)

    made = made_of(plan, [one.place for one in rows])

    assert (made.title, made.period_edtf, made.state, made.stamp) == (
        "План проведения основных мероприятий на 2025 год", "2025", PlanState.DRAFT, "Проект",
    )  # fmt: skip
    draft, old = plan_draft(plan=made), plan_draft(plan=plan)
    assert [one.heading_text for one in draft.sections] == [
        one.heading_text for one in old.sections
    ]
    assert [len(one.items) for one in draft.sections] == [2, 18, 2, 12, 8]
    assert draft.columns == old.columns
    assert [one.title for one in draft.items()] == [one.row.title for one in rows]
    event = Event.objects.get(items__section__plan=made, title__startswith="XX летняя")
    games.refresh_from_db()
    assert (event.series_id, event.edition, games.event_id) == (games.series_id, 20, event.pk)
    assert AuditEntry.objects.get(action="plan.compose").object_id == str(made.pk)
    assert Plan.objects.get(pk=plan.pk).revision == plan.revision


def test_a_heading_without_chosen_rows_disappears(plan: Plan) -> None:
    rows = rows_of(plan)

    made = made_of(plan, [one.place for one in rows if one.section.startswith("Информационные")])

    assert [one.heading for one in plan_draft(plan=made).sections] == ["Информационные обмены"]


@pytest.mark.parametrize(
    ("chosen", "code"), [([], "next.nothing"), ([9_999], "next.changed"), ([0, -1], "next.changed")]
)
def test_nothing_is_composed_of_nothing(plan: Plan, chosen: list[int], code: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        made_of(plan, chosen)

    assert refusal.value.code == code
    assert not Plan.objects.filter(period_edtf="2025").exists()


def test_a_period_that_has_its_plan_is_refused(plan: Plan) -> None:
    made_of(plan, [0])

    with pytest.raises(RuleViolation) as refusal:
        made_of(plan, [1])

    assert refusal.value.code == "plan.exists"
    assert PlanItem.objects.filter(section__plan__period_edtf="2025").count() == 1


def test_only_those_who_make_plans_of_this_owner_compose_them(plan: Plan) -> None:
    other = make_owner("Союз городов Северной Двины")
    refused = [
        NOBODY,
        actor_with(Role.AUDITOR, plan.owner),
        actor_with(Role.BODY_COORDINATOR, plan.owner),
        actor_with(Role.DIRECTORATE, other),
    ]
    codes = []
    for actor in refused:
        with pytest.raises(RuleViolation) as refusal:
            make_next_plan(plan=plan, period=YEAR, chosen=[0], actor=actor, now=NOW)
        codes.append(refusal.value.code)

    assert codes == ["plan.compose.forbidden"] * 4
    maker = actor_with(Role.DIRECTORATE, plan.owner)
    assert make_next_plan(plan=plan, period=YEAR, chosen=[0], actor=maker, now=NOW).pk


def test_a_region_continues_the_same_half_of_the_year() -> None:
    region = Plan.objects.get(period_edtf="2022-41")

    rows = rows_of(region, Period.from_edtf("2023-41"))

    assert len(rows) == 19
    assert words(rows[6], "timing") == "II полугодие 2023 года"


def test_lists_of_cities_are_regenerated_from_the_register() -> None:
    union = Plan.objects.get(owner__name__contains="Ассамблея столиц")

    rows = rows_of(union, Period.from_edtf("2024"))

    lists = [one for one in rows if one.section.startswith("Дни городов")]
    assert [(one.row.title, words(one, "age")) for one in lists][:2] == [
        ("Астана", "26 лет"), ("Бишкек", "146 лет"),
    ]  # fmt: skip
    made = make_next_plan(
        plan=union, period=Period.from_edtf("2024"), chosen=[one.place for one in rows],
        actor=SYSTEM, now=NOW,
    )  # fmt: skip
    notes = [one.notes for one in made.sections.order_by("position")]
    assert notes[0] == ""
    assert "ОРИЕНТИРОВОЧНО" in notes[-1]
