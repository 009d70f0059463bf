"""What every page has: policy, errors in Russian, signing in and out."""

import pytest
from django.test import Client
from django.urls import reverse

from mezhgorod.registry.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def test_pages_forbid_everything_that_is_not_their_own(client: Client) -> None:
    policy = client.get("/about/")["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "style-src 'self'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_pages_have_no_inline_styles_or_scripts(client: Client) -> None:
    page = client.get("/about/").content.decode()

    assert " style=" not in page
    assert "<style" not in page
    assert page.count("<script ") == page.count("<script src=")


def test_unknown_address_says_what_to_do(client: Client) -> None:
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "проверьте адрес" in response.content.decode()


def test_failure_says_that_nothing_was_lost(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("mezhgorod.website.pages.home.agenda", None)

    response = client.get("/")

    assert response.status_code == 500
    assert "всё, что было сохранено раньше, на месте" in response.content.decode()


def test_person_signs_in_and_out(client: Client, directorate: User) -> None:
    person = {"username": "directorate", "password": "Вологда-2023-план"}

    signed_in = client.post("/login/", person, follow=True).content.decode()
    signed_out = client.post("/logout/", follow=True).content.decode()

    assert f'<a class="who" href="{reverse("account")}"' in signed_in
    assert f'<a href="{reverse("login")}">Войти</a>' in signed_out


def test_wrong_password_says_what_to_check(client: Client, directorate: User) -> None:
    page = client.post("/login/", {"username": "directorate", "password": "нет"}).content.decode()

    assert "Проверьте раскладку и регистр букв" in page


def test_guessing_passwords_is_stopped_for_a_while(client: Client, directorate: User) -> None:
    person = {"username": "directorate", "password": "нет"}
    for _ in range(5):
        response = client.post("/login/", person)

    assert response.status_code == 429
    assert "Вход приостановлен на 15 минут" in response.content.decode()


def test_signing_out_needs_a_form(client: Client, directorate: User) -> None:
    client.force_login(directorate)

    assert client.get("/logout/").status_code == 405
    assert "Выйти" in client.get("/about/").content.decode()


def test_stale_form_says_that_nothing_was_saved() -> None:
    response = Client(enforce_csrf_checks=True).post("/login/", {"username": "directorate"})

    assert response.status_code == 403
    assert "Форма устарела, ничего не сохранено" in response.content.decode()


def test_page_without_an_etag_of_its_own_has_one_of_its_content(client: Client) -> None:
    first = client.get("/about/")

    second = client.get("/about/", headers={"if-none-match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
