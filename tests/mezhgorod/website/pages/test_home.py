"""«Сейчас»."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import timings
from tests.factories.plans import make_item, make_plan, make_section

from planbook.dates import Day, Extent

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def columns(client: Client, on: str) -> dict[str, list[str]]:
    page = client.get(f"/?on={on}").content.decode()
    return {
        heading: re.findall(r'<a class="what" href="[^"]+">([^<]+)</a>', body)
        for heading, body in re.findall(
            r'<section class="column"><h2>([^<]+) <span(.*?)</section>', page, re.DOTALL
        )
    }


def make_rows() -> None:
    section = make_section(make_plan())
    make_item(section, "Собрание", timings.SEPTEMBER)
    make_item(section, "Встреча", timings.day("15 сентября", "2023-09-15"))
    make_item(section, "Марафон", timings.day("7 октября", "2023-10-07"))
    make_item(section, "Секция", timings.MAY)
    make_item(section, "Туризм", timings.BY_AGREEMENT)
    make_item(section, "Обмен", timings.QUARTERLY)


def test_day_shows_what_is_on_what_is_next_and_what_has_no_date(client: Client) -> None:
    make_rows()

    assert columns(client, "2023-09-15") == {
        "Идёт или может идти": ["Встреча", "Собрание"],
        "Начнётся в ближайшие два месяца": ["Марафон"],
        "Без даты": ["Туризм"],
    }


@pytest.mark.parametrize(
    ("on", "offered"),
    [("2026-11-21", "2023-11-21"), ("2028-02-29", "2023-02-28"), ("2020-05-01", "2023-05-01")],
)
def test_day_that_no_plan_covers_says_so_and_offers_another(
    client: Client, on: str, offered: str
) -> None:
    make_rows()

    page = client.get(f"/?on={on}").content.decode()

    assert "опубликованных планов нет" in page
    assert f'href="/?on={offered}"' in page
    assert "Опубликованные планы" in page


def test_without_plans_the_first_step_is_told(client: Client) -> None:
    page = client.get("/").content.decode()

    assert "На сайте пока нет ни одного опубликованного плана." in page


@pytest.mark.parametrize("on", ["2023-02-30", "вчера", "9999-12-31", "0001-01-01"])
def test_day_that_is_no_day_is_today(client: Client, on: str) -> None:
    make_rows()

    page = client.get(f"/?on={on}").content.decode()

    assert "<h1>Сейчас, " in page


def test_deadline_is_on_until_its_day(client: Client) -> None:
    section = make_section(make_plan())
    until = Day(text="до 15 мая", spans=(timings.span(None, "2023-05-15"),), extent=Extent.WITHIN)
    make_item(section, "Сбор заявок", until)

    before, after = columns(client, "2023-05-15"), columns(client, "2023-05-16")

    assert (before["Идёт или может идти"], after["Идёт или может идти"]) == (["Сбор заявок"], [])


def test_long_list_can_be_asked_for_whole(client: Client) -> None:
    section = make_section(make_plan())
    for number in range(13):
        make_item(section, f"Встреча {number}", timings.SEPTEMBER)

    short = client.get("/?on=2023-09-15").content.decode()

    assert len(columns(client, "2023-09-15")["Идёт или может идти"]) == 12
    assert '<a href="/?on=2023-09-15&amp;all=1">Показать все 13</a>' in short
    assert len(columns(client, "2023-09-15&all=1")["Идёт или может идти"]) == 13


def test_event_of_two_plans_is_told_once(client: Client) -> None:
    first = make_item(make_section(make_plan("first")), "Встреча", timings.SEPTEMBER)
    second = make_section(make_plan("second"))
    second.items.create(event=first.event, position=1, fingerprint="1")

    assert columns(client, "2023-09-15")["Идёт или может идти"] == ["Встреча"]


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_the_same_queries_for_any_number_of_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    section = make_section(make_plan())
    for _ in range(rows):
        make_item(section, timing=timings.SEPTEMBER)
        make_item(section, timing=timings.BY_AGREEMENT)
        make_item(section, timing=timings.day("7 октября", "2023-10-07"))

    with django_assert_num_queries(14):
        client.get("/?on=2023-09-15")
