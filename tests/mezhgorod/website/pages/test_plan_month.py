"""The sheet of one month."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import timings
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.website.pages import plan_month

pytestmark = [pytest.mark.django_db, pytest.mark.http]

AUGUST = "/plans/plan-2023/month/2023-08/"


def sheet(page: str) -> dict[str, list[str]]:
    """Titles on each day of the sheet that has any."""
    days: dict[str, list[str]] = {}
    for day, cell in re.findall(r'<time datetime="([^"]+)">\d+</time>(.*?)</td>', page, re.DOTALL):
        titles = re.findall(r'<a href="[^"]+">([^<]+)</a>', cell)
        if titles:
            days[day] = titles
    return days


def apart(page: str) -> dict[str, list[str]]:
    """Titles of the rows outside the sheet, by heading."""
    found = re.findall(r"<section[^>]*><h3>([^<]+) <.*?</section>", page, re.DOTALL)
    bodies = re.findall(r"<section[^>]*><h3>.*?</section>", page, re.DOTALL)
    return {
        heading: re.findall(r'<a class="what" href="[^"]+">([^<]+)</a>', body)
        for heading, body in zip(found, bodies, strict=True)
    }


def make_rows() -> None:
    section = make_section(make_plan())
    make_item(section, "Спартакиада", timings.SPARTAKIAD)
    make_item(section, "Секция", timings.month("август", "2023-08-01", "2023-08-31"))
    make_item(section, "Выставка", timings.MARCH_DECEMBER)
    make_item(section, "Май", timings.MAY)
    make_item(section, "Обмен", timings.QUARTERLY)
    make_item(section, "Портал", timings.ALL_YEAR)
    make_item(section, "Туризм", timings.BY_AGREEMENT)


def test_only_exact_days_stand_on_the_sheet(client: Client) -> None:
    make_rows()

    page = client.get(AUGUST).content.decode()

    assert sheet(page) == {
        "2023-08-25": ["Спартакиада"],
        "2023-08-26": ["Спартакиада"],
        "2023-08-27": ["Спартакиада"],
    }


def test_what_has_no_day_stands_apart(client: Client) -> None:
    make_rows()

    page = client.get(AUGUST).content.decode()

    assert apart(page) == {
        "День не назван или срок длинный": ["Секция", "Выставка"],
        "Весь период": ["Портал"],
        "Повторяется": ["Обмен"],
        "Без даты": ["Туризм"],
    }


def test_range_over_two_months_stands_on_both(client: Client) -> None:
    section = make_section(make_plan())
    make_item(
        section, "Конкурс", timings.day_range("30 марта - 1 апреля", "2023-03-30", "2023-04-01")
    )

    march = sheet(client.get("/plans/plan-2023/month/2023-03/").content.decode())
    april = sheet(client.get("/plans/plan-2023/month/2023-04/").content.decode())

    assert (list(march), list(april)) == (["2023-03-30", "2023-03-31"], ["2023-04-01"])


def test_month_without_number_leads_to_the_first_of_a_past_plan(client: Client) -> None:
    make_rows()

    response = client.get("/plans/plan-2023/month/?city=vologda")

    assert response.status_code == 302
    assert response["Location"] == "/plans/plan-2023/month/2023-01/?city=vologda"


def test_month_of_the_filter_is_the_month_led_to(client: Client) -> None:
    make_rows()

    response = client.get("/plans/plan-2023/month/?month=2023-08")

    assert response["Location"] == AUGUST


@pytest.mark.parametrize("month", ["2023-13", "август", "0001-01", "9999-12"])
def test_what_is_no_month_is_not_found(client: Client, month: str) -> None:
    make_rows()

    assert client.get(f"/plans/plan-2023/month/{month}/").status_code == 404


def test_month_with_too_many_rows_says_where_the_rest_is(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_month, "SHOWN_ROWS", 2)
    make_rows()

    page = client.get(AUGUST).content.decode()

    assert 'href="/plans/plan-2023/list/?month=2023-08"' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_month_asks_the_same_queries_for_any_number_of_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    section = make_section(make_plan())
    for _ in range(rows):
        make_item(section)

    with django_assert_num_queries(10):
        client.get("/plans/plan-2023/month/2023-05/")
