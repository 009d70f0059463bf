"""Pages that a browser already has."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.plans import NOW, make_item, make_plan, make_section

from mezhgorod.evidence.models import Finding
from mezhgorod.registry.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.http]

YEAR = "/plans/plan-2023/"


def test_unchanged_page_is_not_sent_again(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_item(make_section(make_plan()))
    first = client.get(YEAR)

    with django_assert_num_queries(2):
        second = client.get(YEAR, headers={"if-none-match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
    assert first["Last-Modified"] == NOW.strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert first["Cache-Control"] == "private, no-cache"
    assert "Cookie" in first["Vary"]


def test_new_revision_is_a_new_page(client: Client) -> None:
    plan = make_plan()
    old = client.get(YEAR)["ETag"]
    plan.revision += 1
    plan.save(update_fields=["revision"])

    assert client.get(YEAR, headers={"if-none-match": old}).status_code == 200


def test_new_finding_is_a_new_page(client: Client) -> None:
    plan = make_plan()
    old = client.get(YEAR)["ETag"]
    Finding.objects.create(document=plan.document, code="a.b", severity="info", message="Есть.")

    assert client.get(YEAR, headers={"if-none-match": old}).status_code == 200


def test_signing_in_is_a_new_page(client: Client, outsider: User) -> None:
    make_plan()
    old = client.get(YEAR)["ETag"]
    client.force_login(outsider)

    response = client.get(YEAR, headers={"if-none-match": old})

    assert response.status_code == 200
    assert "Выйти" in response.content.decode()


def test_etag_of_a_hidden_plan_tells_nothing(client: Client) -> None:
    plan = make_plan()
    old = client.get(YEAR)["ETag"]
    plan.state = "draft"
    plan.save(update_fields=["state"])

    response = client.get(YEAR, headers={"if-none-match": old})

    assert response.status_code == 404
    assert response["ETag"] != old
