"""Reports as text with linked cities."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.reports import make_report

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def paragraphs(page: str) -> list[str]:
    return re.findall(r'<p id="p\d+">(.*?)</p>', page, re.DOTALL)


def test_cities_of_the_text_are_links_and_nothing_else_is_changed(client: Client) -> None:
    make_report(
        "Делегации приехали в Вологду <из 20 городов> & «друзья».",
        "Спасибо за внимание!",
        cities={"Вологду": "vologda"},
    )

    page = client.get("/reports/report-2024/").content.decode()

    assert paragraphs(page) == [
        'Делегации приехали в <a href="/cities/vologda/" title="Вологду">Вологду</a> '
        "&lt;из 20 городов&gt; &amp; «друзья».",
        "Спасибо за внимание!",
    ]


def test_cities_are_counted_with_a_link_to_the_first_mention(client: Client) -> None:
    make_report("Шуя и Тверь.", "Тверь.", cities={"Шуя": "shuya", "Тверь": "tver"})

    page = client.get("/reports/report-2024/").content.decode()

    assert re.findall(
        r'<li><a href="(/cities/\w+/)">.*?</a> <a class="count" href="(#p\d)"', page
    ) == [
        ("/cities/tver/", "#p1"),
        ("/cities/shuya/", "#p1"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_report_needs_three_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    make_report(*(["Из Вологды в Тверь."] * count), cities={"Вологды": "vologda", "Тверь": "tver"})

    with django_assert_num_queries(3):
        assert client.get("/reports/report-2024/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_reports_needs_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        make_report("Тверь.", cities={"Тверь": "tver"}, year=2024 - number)

    with django_assert_num_queries(1):
        page = client.get("/reports/").content.decode()

    assert page.count('<th scope="row">') == count


def test_an_unknown_report_is_not_found(client: Client) -> None:
    assert client.get("/reports/nothing/").status_code == 404


def test_the_same_report_is_not_sent_twice(client: Client) -> None:
    make_report("Тверь.")
    first = client.get("/reports/report-2024/")

    again = client.get("/reports/report-2024/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
