"""Every request: addresses with NUL, private answers, a database that another one holds."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from tests.factories.cast import outsider

from mezhgorod.website.front_door import FrontDoor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/letters/stop/a%00b/", "/follows/confirm/%00/"])
def test_an_address_with_nul_is_not_found(client: Client, address: str) -> None:
    client.force_login(outsider(), backend="django.contrib.auth.backends.ModelBackend")

    answer = client.get(address)

    assert answer.status_code == 404
    assert "Такой страницы нет" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("/plans/?year=%00", "/plans/?year="),
        ("/cities/?q=%00Вологда", "/cities/?q=Вологда"),
        ("/cities/?%00q=1&q=%00", "/cities/?q=1&q="),
    ],
)
def test_words_of_a_search_lose_their_nul(client: Client, address: str, same: str) -> None:
    with_nul, without = client.get(address), client.get(same)

    assert (with_nul.status_code, with_nul.content) == (200, without.content)


@pytest.mark.parametrize("address", ["/about/", "/cities/", "/associations/"])
def test_answers_to_somebody_with_an_account_are_private(client: Client, address: str) -> None:
    public = client.get(address)
    client.force_login(outsider(), backend="django.contrib.auth.backends.ModelBackend")

    private = client.get(address)

    assert (public.get("Cache-Control"), private["Cache-Control"]) == (None, "private")


def test_a_page_that_says_how_it_is_kept_is_left_alone(client: Client) -> None:
    client.force_login(outsider(), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/api/v1/plans/")["Cache-Control"] == "public, max-age=300"


def test_a_busy_database_is_told_and_asks_to_come_again(rf: RequestFactory) -> None:
    door = FrontDoor(lambda request: pytest.fail("not called"))

    answer = door.process_exception(rf.post("/"), OperationalError("database is locked"))

    assert answer is not None
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Ваше последнее действие не записано" in answer.content.decode()
    assert door.process_exception(rf.post("/"), ValueError("other")) is None


def test_a_missing_table_is_no_busy_database(rf: RequestFactory) -> None:
    door = FrontDoor(lambda request: pytest.fail("not called"))

    assert door.process_exception(rf.get("/"), OperationalError("no such table: x")) is None
