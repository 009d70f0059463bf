"""«Накладки и пробелы»: groups, doors, what was looked at, who may look."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts, tree_of, words
from tests.factories.people import make_owner, make_user
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Role
from mezhgorod.website.pages.radar import PER_PAGE, SHOWN
from planbook.dates import Period, parse_timing

pytestmark = [pytest.mark.django_db, pytest.mark.http]

PAGE = "/plans/plan-2023/radar/"
YEAR = Period.from_edtf("2023")
GAMES, DAY, OTHER = (
    parse_timing(text, period=YEAR) for text in ("25-27 августа", "26 августа", "9 февраля")
)


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


def clashing_plan(count: int = 2) -> Plan:
    plan, vologda = make_plan(), make_city("Вологда", "vologda")
    section = make_section(plan)
    make_item(section, "Спартакиада городов", GAMES, vologda, kind="спартакиада")
    for number in range(1, count):
        make_item(section, f"Слёт {number}", DAY, vologda, kind="слёт")
    return plan


def test_a_clash_has_doors_to_both_rows(staff: Client) -> None:
    plan = clashing_plan()

    page = staff.get(PAGE)

    assert texts(page, "//div[@id='results']//h2") == ["Один город в одни дни 1"]
    assert texts(page, "//p[@class='message-text']") == ["точно Вологда"]
    assert texts(page, "//ul[@class='doors']/li") == [
        "Спартакиада городов 25-27 августа строка", "Слёт 1 26 августа строка",
    ]  # fmt: skip
    doors = tree_of(page).xpath("//ul[@class='doors']//a/@href")
    assert [staff.get(door.split("#")[0]).status_code for door in doors] == [200] * 4
    assert doors[1].startswith(f"/plans/{plan.slug}/document/#row-")


def test_an_empty_page_says_what_was_looked_at(staff: Client) -> None:
    plan = make_plan()
    make_item(make_section(plan), "Форум", OTHER, make_city("Вологда", "vologda"), kind="форум")

    page = staff.get(PAGE)

    assert "Накладок и пробелов не найдено." in words(page)
    assert "Просмотрено: 1 строка этого плана." in words(page)


def test_a_group_tells_how_many_are_certain_where_some_are_not(staff: Client) -> None:
    plan = clashing_plan()
    month = parse_timing("август", period=YEAR)
    make_item(plan.sections.get(), "Фестиваль", month, make_city("Вологда", "vologda"))

    page = staff.get(PAGE)

    assert texts(page, "//div[@id='results']//h2") == ["Один город в одни дни 2, из них точно 1"]


def crowded_plan() -> Plan:
    plan, vologda = make_plan(), make_city("Вологда", "vologda")
    section = make_section(plan)
    for number in range(30):
        make_item(section, f"Слёт {number}", DAY, vologda, kind="слёт")
    return plan


def test_of_very_many_clashes_the_worst_are_shown(staff: Client) -> None:
    crowded_plan()

    page = staff.get(PAGE)

    assert (
        texts(page, "//div[@id='results']//h2")
        == [
            "Один город в одни дни 135",
            "Много мероприятий у одного города 1",
            "Нет даты, а срок близко 0",
        ][:2]
    )
    assert len(texts(page, "//section[@aria-labelledby='group-1']/ul/li")) == SHOWN
    assert texts(page, "//p[@class='radar-more']") == ["Показать все 135 : Один город в одни дни"]


def test_a_kind_is_shown_whole_page_by_page(staff: Client) -> None:
    crowded_plan()

    first, last = staff.get(f"{PAGE}?kind=city"), staff.get(f"{PAGE}?kind=city&page=99")

    assert [len(texts(one, "//ul[@class='entries radar-list']/li")) for one in (first, last)] == [
        PER_PAGE, 35,
    ]  # fmt: skip
    assert texts(last, "//nav[@class='pages']/ul/li") == ["Назад", "Страница 3 из 3"]
    assert texts(first, "//p[@class='radar-back']") == ["Все накладки и пробелы"]
    for rubbish in ("?kind=undated", "?kind=%00", "?kind=city&page=%00"):
        assert staff.get(PAGE + rubbish).status_code == 200


def test_the_page_says_which_days_off_are_known(staff: Client) -> None:
    clashing_plan()
    later = make_plan(
        "plan-2027",
        title="План на 2027 год",
        period_edtf="2027",
        period_start=date(2027, 1, 1),
        period_end=date(2027, 12, 31),
    )
    make_item(make_section(later), "Форум", parse_timing("май", period=Period.from_edtf("2027")))

    assert "2023 год: постановление Правительства РФ от 29.08.2022 № 1505." in words(
        staff.get(PAGE)
    )
    assert "2027 год: не утверждён, учтены только праздники и выходные без переносов." in words(
        staff.get("/plans/plan-2027/radar/")
    )


def test_only_those_who_read_drafts_come_here(client: Client) -> None:
    plan = clashing_plan()
    assert client.get(PAGE).status_code == 302
    client.force_login(make_user("stranger", Role.AUDITOR, owner=make_owner("Другой союз")))
    assert client.get(PAGE).status_code == 403
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.DRAFT)
    assert client.get(PAGE).status_code == 404
    client.force_login(make_user("auditor", Role.AUDITOR, owner=plan.owner))
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("count", [2, 4])
def test_the_number_of_queries_does_not_grow(
    staff: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    clashing_plan(count)

    with django_assert_num_queries(QUERIES):
        staff.get(PAGE)


QUERIES = 14
