"""Visitors behind a server with a certificate: their address, cookies, forms, links."""

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from pytest_django import Settings
from tests.factories import cast

from mezhgorod.website.visitors import visitor_address

pytestmark = pytest.mark.http


@pytest.mark.parametrize(
    ("is_behind", "named", "expected"),
    [
        (False, "203.0.113.7", "127.0.0.1"),
        (True, "203.0.113.7", "203.0.113.7"),
        (True, "2001:db8::1", "2001:db8::1"),
        (True, "", "127.0.0.1"),
        (True, "' or 1=1", "127.0.0.1"),
    ],
)
def test_only_the_server_in_front_may_name_the_visitor(
    settings: Settings, is_behind: bool, named: str, expected: str
) -> None:
    settings.IS_BEHIND_HTTPS = is_behind

    request = RequestFactory().get("/", headers={"X-Real-IP": named})

    assert visitor_address(request) == expected


def test_a_name_longer_than_any_record_is_refused_like_any_other(db: None, client: Client) -> None:
    answer = client.post("/login/", {"username": "я" * 300, "password": "не тот"})

    assert answer.status_code == 200
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["я" * 255]


@pytest.fixture
def behind_https(settings: Settings) -> dict[str, str]:
    settings.IS_BEHIND_HTTPS = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    return {"X-Forwarded-Proto": "https", "Origin": "https://testserver", "Host": "testserver"}


def test_a_person_signs_in_through_the_server_in_front(
    db: None, behind_https: dict[str, str]
) -> None:
    person = cast.directorate()
    person.set_password("длинный-пароль-1")
    person.save()
    client = Client(enforce_csrf_checks=True)
    client.get("/login/", headers=behind_https)
    words = {
        "username": person.username,
        "password": "длинный-пароль-1",
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
    }

    answer = client.post(
        "/login/", words, headers={**behind_https, "Referer": "https://testserver/login/"}
    )

    assert answer.status_code == 302
    assert [client.cookies[name]["secure"] for name in ("csrftoken", "sessionid")] == [True, True]
