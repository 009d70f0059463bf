"""«Подписаться» and «Данные для программ»."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts, words
from tests.factories.plans import make_plan
from tests.factories.sites import make_site

from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.http]

SUBSCRIBE = "/plans/plan-2023/subscribe/"


def test_addresses_of_the_plan_and_its_sections_are_given(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_site()

    with django_assert_num_queries(7):
        page = client.get(SUBSCRIBE)

    assert 'value="http://testserver/plans/plan-2023/calendar.ics"' in page.content.decode()
    assert 'href="webcal://testserver/plans/plan-2023/calendar.ics"' in page.content.decode()
    assert texts(page, "//ul[contains(@class, 'feed-sections')]/li") == [
        "II. Конференции, семинары, форумы, заседания секций "
        "http://testserver/plans/plan-2023/sections/1/calendar.ics",
        "V. Информационные обмены http://testserver/plans/plan-2023/sections/2/calendar.ics",
    ]
    assert texts(page, "//dl[contains(@class, 'how-to')]/dt") == [
        "Outlook",
        "Google Календарь",
        "Apple Календарь",
        "Яндекс Календарь",
        "Телефон на Android",
    ]


def test_every_address_on_the_page_answers(client: Client) -> None:
    make_site()

    page = client.get(SUBSCRIBE)

    for link in texts_of_links(page.content.decode(), ".ics"):
        assert client.get(link).status_code == 200, link


def texts_of_links(page: str, ending: str) -> list[str]:
    from lxml import html  # noqa: PLC0415 -- slow import

    links = html.fromstring(page).xpath("//main//a/@href")
    return [
        link.replace("http://testserver", "")
        for link in links
        if ending in link and not link.startswith("webcal:")
    ]


def test_a_plan_that_is_not_published_is_hidden_and_says_why_to_staff(
    client: Client, directorate: User
) -> None:
    make_plan(state=PlanState.DRAFT)

    assert client.get(SUBSCRIBE).status_code == 404
    client.force_login(directorate)
    assert "План ещё не опубликован." in words(client.get(SUBSCRIBE))


def test_data_page_names_every_address_with_an_example_that_answers(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_site()

    with django_assert_num_queries(2):
        page = client.get("/data/")

    rows = texts(page, "//table/tbody/tr")
    assert len(rows) == 8
    assert all(one.endswith("открыть") for one in rows)
    for link in texts_of_links(page.content.decode(), "/"):
        assert client.get(link).status_code == 200, link


def test_data_page_without_plans_says_so(client: Client) -> None:
    page = client.get("/data/")

    assert "нет ни одного опубликованного плана" in words(page)
    assert sum(one.endswith("открыть") for one in texts(page, "//table/tbody/tr")) == 1
