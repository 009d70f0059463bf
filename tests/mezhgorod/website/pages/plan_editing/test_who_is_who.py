"""Who is who in the list of rows: publications as rows, partners in the regions a row names."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.composed import NOW, add, composed_plan, sections_of, titles_of
from tests.factories.html import texts, words
from tests.factories.people import make_owner, make_party, make_user

from mezhgorod.planning.actions.years.periodicals import add_periodicals
from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import Counterpart, Organization, Periodical, Region
from mezhgorod.registry.queries.agreements import counterparts_named
from mezhgorod.registry.rules import NOBODY, SYSTEM, Role, RuleViolation

EMPTY: dict[str, list[str]] = {"Семинары": [], "Спорт": []}
pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.fixture
def plan() -> Plan:
    return composed_plan()


@pytest.fixture
def maker(client: Client, plan: Plan) -> Client:
    client.force_login(make_user("maker", Role.DIRECTORATE, owner=plan.owner))
    return client


def publication(owner: Organization, title: str, timing: str) -> Periodical:
    return Periodical.objects.create(
        owner=owner, title=title, timing_text=timing, note="на сайте", position=1
    )


def partner(owner: Organization, region: str, name: str) -> Counterpart:
    code = f"RU-{Region.objects.count() + 100}"
    stored, _ = Region.objects.get_or_create(name=region, defaults={"code": code, "slug": code})
    return Counterpart.objects.create(
        owner=owner, region=stored, partner=make_party(name), sphere="туризм"
    )


def test_publications_become_rows_of_a_section_once(maker: Client, plan: Plan) -> None:
    publication(plan.owner, "Бюллетень Союза", "еженедельно")
    publication(plan.owner, "Журнал «Вестник»", "ежеквартально")
    publication(make_owner("Другой союз"), "Чужой вестник", "ежемесячно")
    first, second = sections_of(plan)
    add(second, "бюллетень  Союза")

    said = [
        words(maker.post(f"/plans/{plan.slug}/edit/sections/{first.pk}/", {"do": do}, follow=True))
        for do in ("periodicals", "periodicals")
    ]

    assert "Добавлены издания: 1 строка." in said[0]
    assert "Все издания объединения в плане уже есть." in said[1]
    assert titles_of(plan) == {
        "Семинары": ["Журнал «Вестник»"],
        "Спорт": ["бюллетень Союза"],
    }
    added = first.items.get()
    assert (added.event.timing_text, added.event.timing_kind) == ("ежеквартально", "recurring")


@pytest.mark.parametrize(
    ("state", "actor", "code"),
    [
        (PlanState.DRAFT, NOBODY, "plan.change_own.forbidden"),
        (PlanState.APPROVED, SYSTEM, "plan.frozen"),
        (PlanState.DRAFT, SYSTEM, "plan.no_periodicals"),
    ],
)
def test_what_cannot_be_is_refused(plan: Plan, state: str, actor: object, code: str) -> None:
    Plan.objects.filter(pk=plan.pk).update(state=state)

    with pytest.raises(RuleViolation) as refused:
        add_periodicals(plan=plan, section=sections_of(plan)[0], actor=actor, now=NOW)  # type: ignore[arg-type]

    assert (refused.value.code, titles_of(plan)) == (code, EMPTY)


def test_a_row_that_names_a_region_shows_the_partner_there(maker: Client, plan: Plan) -> None:
    (item,) = add(sections_of(plan)[0], "Приём делегации Новгородской области")
    partner(plan.owner, "Новгородская область", "Министерство культуры Новгородской области")
    partner(plan.owner, "Псковская область", "Комитет по культуре Псковской области")
    other = make_owner("Другой союз")
    partner(other, "Новгородская область", "Чужой партнёр")

    page = maker.get(f"/plans/{plan.slug}/edit/rows/{item.pk}/")

    assert texts(page, "//p[@class='finding info'][a]") == [
        "Новгородская область: партнёр — Министерство культуры Новгородской области , туризм"
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_partners_are_found_in_one_query(
    plan: Plan, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        partner(plan.owner, "Республика Карелия", f"Министерство {number}")

    with django_assert_num_queries(1):
        found = counterparts_named(owner=plan.owner, text="Дни культуры в Республике Карелия")

    assert len(found) == count
    assert counterparts_named(owner=plan.owner, text="Дни культуры") == []
