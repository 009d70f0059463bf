"""A plan of many rows is edited page by page; every row keeps an address of its own."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.composed import add, composed_plan, row_named, sections_of
from tests.factories.html import texts, tree_of
from tests.factories.people import make_user
from tests.factories.plans import make_many

from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import items_of_plan
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]
JSON = {"Accept": "application/json"}
HEADINGS = ("I. Семинары", "II. Спорт", "III. Пустой")


@pytest.fixture
def plan() -> Plan:
    """450 rows under the first heading, one under the second, none under the third."""
    plan = composed_plan(headings=HEADINGS)
    make_many(sections_of(plan)[0], 450)
    add(sections_of(plan)[1], "Турнир")
    return plan


@pytest.fixture
def maker(client: Client, plan: Plan) -> Client:
    client.force_login(make_user("maker", Role.DIRECTORATE, owner=plan.owner))
    return client


def edit(plan: Plan, end: str = "") -> str:
    return f"/plans/{plan.slug}/edit/{end}"


def shown(client: Client, url: str) -> tuple[list[str], list[str]]:
    """The first and last row of a page, and its headings."""
    page = client.get(url)
    titles = texts(page, "//li[@data-row]//p[@class='what']/a")
    headings = texts(page, "//section[contains(@class, 'edit-section')]//h3")
    return [titles[0], titles[-1]] if titles else [], headings


def test_pages_follow_one_another_in_printed_order(maker: Client, plan: Plan) -> None:
    seen, url = [], edit(plan)
    while url:
        rows, headings = shown(maker, url)
        seen.append((rows, headings))
        following = tree_of(maker.get(url)).xpath("//a[@rel='next']/@href")
        url = edit(plan, following[0]) if following else ""

    assert seen == [
        (["Строка 1", "Строка 150"], ["I. Семинары 450"]),
        (["Строка 151", "Строка 300"], ["I. Семинары 450"]),
        (["Строка 301", "Строка 450"], ["I. Семинары 450"]),
        (["Турнир", "Турнир"], ["II. Спорт 1", "III. Пустой 0"]),
    ]


def test_rows_keep_their_printed_numbers_on_later_pages(maker: Client, plan: Plan) -> None:
    starts = [
        tree_of(maker.get(edit(plan, f"?page={page}"))).xpath("//ol[@data-section]/@start")
        for page in (1, 2, 4)
    ]
    assert [one[0] for one in starts] == ["1", "151", "451"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?page=2", ["Строка 151", "Строка 300"]),
        ("?page=99999999999999", ["Строка 1", "Строка 150"]),
        ("?page=77", ["Турнир", "Турнир"]),
        ("?page=0&row=x&section=-1", ["Строка 1", "Строка 150"]),
    ],
)
def test_a_page_that_is_not_there_is_the_nearest(
    maker: Client, plan: Plan, address: str, expected: list[str]
) -> None:
    assert shown(maker, edit(plan, address))[0] == expected


def test_a_row_and_a_section_open_the_page_they_stand_on(maker: Client, plan: Plan) -> None:
    middle = list(items_of_plan(plan=plan))[200]
    second = sections_of(plan)[1]

    assert shown(maker, edit(plan, f"?row={middle.pk}"))[0] == ["Строка 151", "Строка 300"]
    opened = maker.get(edit(plan, f"rows/{middle.pk}/"))
    assert tree_of(opened).xpath("//li[contains(@class, 'is-open')]/@id") == [f"row-{middle.pk}"]
    assert len(tree_of(opened).xpath("//li[@data-row]")) == 150
    assert shown(maker, edit(plan, f"?section={second.pk}"))[1] == ["II. Спорт 1", "III. Пустой 0"]


def test_a_step_leads_back_to_the_page_of_its_row(maker: Client, plan: Plan) -> None:
    last_of_page = list(items_of_plan(plan=plan))[149]

    page = maker.post(edit(plan, "rows/move/"), {"down": last_of_page.pk}, follow=True)

    back = edit(plan, f"?row={last_of_page.pk}#row-{last_of_page.pk}")
    assert page.redirect_chain == [(back, 302)]
    assert texts(page, "//li[@data-row]//p[@class='what']/a")[:2] == ["Строка 150", "Строка 152"]
    told = maker.post(edit(plan, "rows/move/"), {"up": last_of_page.pk}, headers=JSON).json()
    assert told["position"] == 150


def test_a_new_row_is_typed_where_it_will_stand(maker: Client, plan: Plan) -> None:
    first = sections_of(plan)[0]

    at_end = maker.get(edit(plan, f"rows/new/?section={first.pk}"))
    inside = maker.get(edit(plan, f"rows/new/?section={first.pk}&at=160"))

    before = "//li[@id='row-new']/preceding-sibling::li[1]//p[@class='what']/a"
    assert texts(at_end, before) == ["Строка 450"]
    assert texts(inside, before) == ["Строка 159"]
    data = {"row-new.title": "Форум", "section": first.pk, "at": "160"}
    added = maker.post(edit(plan, "rows/new/"), data, follow=True)
    assert texts(added, "//li[@data-row]//p[@class='what']/a")[9] == "Форум"


def test_words_are_found_on_every_page(maker: Client, plan: Plan) -> None:
    page = maker.get(edit(plan, "?q=турниры"))

    assert texts(page, "//li[@data-row]//p[@class='what']/a") == ["Турнир"]
    assert "Найдено: 1 строка." in texts(page, "//div[@class='edit-find']/p")[0]
    none = maker.get(edit(plan, "?q=балет"))
    assert texts(none, "//p[@class='empty']") == ["Таких строк нет. Показать все строки"]


def test_a_filter_stays_from_page_to_page(maker: Client, plan: Plan) -> None:
    first = maker.get(edit(plan, "?gap=no_place"))
    (following,) = tree_of(first).xpath("//a[@rel='next']/@href")

    assert following == "?gap=no_place&page=2"
    second = maker.get(edit(plan, following))
    assert tree_of(second).xpath("//form[@id='many']/@action") == [
        edit(plan, "rows/many/?gap=no_place&page=2")
    ]


def test_a_page_takes_as_many_queries_as_a_short_plan(
    maker: Client, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row_named(plan, "Турнир")
    with django_assert_num_queries(25):
        maker.get(edit(plan, "?page=2"))
