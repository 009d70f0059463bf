"""«Юбилеи»: what the page asks and shows, its files, its calendar, the form of a city."""

import io

import docx
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts, words

from mezhgorod.planning.models import Plan
from mezhgorod.registry.models import CityDates, User

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.usefixtures("demo")]
PAGE = "/anniversaries/"
FORM = "/cities/penza/dates/"


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_shows_both_lists_of_a_year(client: Client) -> None:
    plan = Plan.objects.get(title__contains="МАГ")

    page = client.get(f"{PAGE}?year=2023&plan={plan.slug}")

    assert [plain(one) for one in texts(page, "//ul[@class='facts']/li")] == [
        "18 юбилеев",
        "10 столиц",
    ]
    assert "Севастополь 240 лет" in plain(words(page))


@pytest.mark.parametrize("query", ["year=x", "year=99999", "step=7", "year=²", "lead=-1"])
def test_what_cannot_be_understood_shows_the_usual(client: Client, query: str) -> None:
    assert client.get(f"{PAGE}?{query}").status_code == 200


def test_cities_of_an_unpublished_plan_are_not_told(client: Client) -> None:
    plan = Plan.objects.get(title__contains="МАГ")
    Plan.objects.update(state="draft")

    assert client.get(f"{PAGE}?plan={plan.slug}").status_code == 404
    assert plan.title[:20] not in words(client.get(PAGE))


def test_the_page_asks_the_same_queries_for_all_cities(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        client.get(f"{PAGE}?year=2023")


def test_the_lists_are_taken_as_a_word_file(client: Client) -> None:
    answer = client.get(f"{PAGE}docx/?year=2023&step=25")

    table = docx.Document(io.BytesIO(answer.content)).tables[0]
    assert [cell.text for cell in table.rows[2].cells] == ["1.", "Пермь", "300", "12 июня"]


@pytest.mark.parametrize("extension", ["exe", "json"])
def test_other_formats_are_not_found(client: Client, extension: str) -> None:
    assert client.get(f"{PAGE}{extension}/").status_code == 404


def test_the_calendar_is_open_to_everybody(client: Client) -> None:
    answer = client.get(f"{PAGE}calendar.ics?lead=30")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"TRIGGER:-P30D" in answer.content


def test_staff_correct_the_dates_of_a_city(client: Client, directorate: User) -> None:
    client.force_login(directorate)
    fields = {"year": "1664", "era": "ad", "basis": "founded", "certainty": "disputed"}

    answer = client.post(FORM, {**fields, "day": "вторая суббота сентября"})

    stored = CityDates.objects.get(municipality__slug="penza")
    assert answer.status_code == 302
    assert (stored.year, stored.certainty, stored.day) == (
        1664,
        "disputed",
        "вторая суббота сентября",
    )


def test_a_day_that_is_not_understood_is_told_at_its_field(
    client: Client, directorate: User
) -> None:
    client.force_login(directorate)
    fields = {"year": "1664", "era": "ad", "basis": "founded", "certainty": "certain"}

    page = client.post(FORM, {**fields, "day": "по настроению"})

    assert page.status_code == 422
    assert "Не понятно, когда день города" in texts(page, "//p[@role='alert']")[0]
    assert CityDates.objects.get(municipality__slug="penza").year == 1663


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_others_may_not_correct(client: Client, method: str, is_signed_in: bool) -> None:
    if is_signed_in:
        client.force_login(User.objects.create_user("visitor"))

    answer = getattr(client, method)(FORM, {"year": "1664", "era": "ad"})

    assert answer.status_code == 403
    assert CityDates.objects.get(municipality__slug="penza").year == 1663
