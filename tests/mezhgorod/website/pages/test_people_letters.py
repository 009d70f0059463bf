"""Pages that write to a person, and that erase one together with the letters."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.factories.letters import draft
from tests.factories.people import make_owner, make_party, make_user

from mezhgorod.notices.actions import queue_letters
from mezhgorod.notices.models import Letter
from mezhgorod.registry.actions.grants import RoleTerms
from mezhgorod.registry.actions.people import AccountDraft, add_account
from mezhgorod.registry.models import Organization, Person
from mezhgorod.registry.rules import SYSTEM, Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
EMAIL = "vologda@example.org"


@pytest.fixture
def owner() -> Organization:
    return make_owner()


@pytest.fixture
def person(owner: Organization) -> Person:
    vologda = make_party("Город Вологда", city="Вологда")
    user = add_account(
        draft=AccountDraft("Контактное лицо Вологды", EMAIL, "vologda"),
        terms=RoleTerms(Role.CITY_CONTACT, owner, party=vologda),
        actor=SYSTEM,
        now=NOW,
    )
    return user.person


def test_the_page_erases_everywhere_and_the_outbox_still_opens(
    client: Client, person: Person, owner: Organization
) -> None:
    queue_letters(owner=owner, letters=[draft(1, to_address=EMAIL)], now=NOW)
    client.force_login(make_user("directorate", Role.DIRECTORATE, owner=owner))

    client.post(f"/people/data/{person.pk}/", {"confirm": "on"})
    letter = Letter.objects.get()

    assert (letter.to_address, letter.state) == ("", "stopped")
    assert client.get(f"/letters/{letter.pk}/").status_code == 200
    again = client.post(f"/letters/{letter.pk}/again/", follow=True)
    assert again.status_code == 200


def test_the_page_sends_an_invitation_that_only_its_reader_can_open(
    client: Client, person: Person, owner: Organization
) -> None:
    client.force_login(make_user("directorate", Role.DIRECTORATE, owner=owner))
    page = client.post(f"/people/{person.user_id}/invite/", {"by": "letter"}, follow=True)
    letter = Letter.objects.get()
    client.force_login(make_user("auditor", Role.AUDITOR, owner=owner))
    watched = client.get(f"/letters/{letter.pk}/").content.decode()

    assert "Приглашение уходит на адрес vologda@example.org." in page.content.decode()
    secret = letter.body.partition("/account/invitation/")[2].split("/")[1]
    assert (len(secret) > 30, secret in watched) == (True, False)
