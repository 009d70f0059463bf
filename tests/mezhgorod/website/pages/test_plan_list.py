"""The plan as a list under headings."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import timings
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.website.pages import plan_list

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def listed(client: Client, address: str) -> list[tuple[str, list[str]]]:
    """Headings of the list with the titles under each."""
    page = client.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    groups = []
    for body in re.findall(r"<section>(.*?)</section>", page, re.DOTALL):
        heading = re.search(r"<h2>(?:<a [^>]*>)?([^<]+)", body)
        assert heading
        titles = re.findall(r'<p class="what"><a href="[^"]+">([^<]+)</a>', body)
        groups.append((heading[1].strip(), titles))
    return groups


def make_rows() -> None:
    plan = make_plan()
    first, second = make_section(plan), make_section(plan, "Обмены", "II")
    vologda, kotlas = make_city("Вологда", "vologda"), make_city("Котлас", "kotlas")
    make_item(first, "Собрание", timings.SEPTEMBER, vologda)
    make_item(first, "Выставка", timings.MARCH_DECEMBER, kotlas)
    make_item(first, "Встреча", timings.day("15 сентября", "2023-09-15"), kotlas)
    make_item(first, "Туризм", timings.BY_AGREEMENT, vologda)
    make_item(second, "Обмен ценами", timings.QUARTERLY)


def test_by_month_puts_the_finer_before_the_vaguer_and_lasting_rows_last(client: Client) -> None:
    make_rows()

    assert listed(client, "/plans/plan-2023/list/") == [
        ("Март 2023 года", ["Выставка"]),
        ("Сентябрь 2023 года", ["Встреча", "Собрание"]),
        ("Повторяется", ["Обмен ценами"]),
        ("Дата ещё не назначена", ["Туризм"]),
    ]


def test_by_section_keeps_the_printed_order(client: Client) -> None:
    make_rows()

    assert listed(client, "/plans/plan-2023/list/?by=section") == [
        ("I. Семинары", ["Собрание", "Выставка", "Встреча", "Туризм"]),
        ("II. Обмены", ["Обмен ценами"]),
    ]


def test_by_city_is_alphabetic_and_rows_without_a_city_come_last(client: Client) -> None:
    make_rows()

    assert listed(client, "/plans/plan-2023/list/?by=city") == [
        ("Вологда", ["Собрание", "Туризм"]),
        ("Котлас", ["Выставка", "Встреча"]),
        ("Без места проведения", ["Обмен ценами"]),
    ]


def test_filter_works_in_the_list(client: Client) -> None:
    make_rows()

    assert listed(client, "/plans/plan-2023/list/?by=city&month=2023-09") == [
        ("Вологда", ["Собрание"]),
        ("Котлас", ["Выставка", "Встреча"]),
    ]


def test_long_list_goes_on_on_the_next_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_list, "LISTED_ROWS", 3)
    make_rows()

    page = client.get("/plans/plan-2023/list/?by=section").content.decode()

    assert 'href="/plans/plan-2023/list/?by=section&amp;start=3"' in page
    assert listed(client, "/plans/plan-2023/list/?by=section&start=3") == [
        ("I. Семинары", ["Туризм"]),
        ("II. Обмены", ["Обмен ценами"]),
    ]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("by", ["month", "section", "city"])
def test_list_asks_the_same_queries_for_any_number_of_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int, by: str
) -> None:
    section = make_section(make_plan())
    for number in range(rows):
        make_item(section, city=make_city(f"Город {number}", f"city-{number}"))

    with django_assert_num_queries(13):
        client.get(f"/plans/plan-2023/list/?by={by}")
