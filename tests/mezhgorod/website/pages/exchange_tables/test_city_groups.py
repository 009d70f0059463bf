import pytest
from django.test import Client
from tests.factories.people import make_owner, make_user
from tests.factories.rounds import asked_exchange, city

from mezhgorod.exchanges.models import PartyGroup
from mezhgorod.registry.rules import Role

pytestmark = pytest.mark.django_db


def keeper(role: Role = Role.DIRECTORATE, *, owner_name: str = "") -> Client:
    owner = make_owner(owner_name) if owner_name else make_owner()
    client = Client()
    client.force_login(make_user(f"{role}-{owner.pk}", role, owner=owner))
    return client


def address(pk: int | None = None, verb: str = "") -> str:
    home = f"/exchanges/groups/{make_owner().slug}/"
    return f"{home}{pk}/{verb}" if pk else home


def test_a_group_is_made_changed_and_deleted():
    asked_exchange("Вологда", "Псков", "Тверь")
    client = keeper()
    sent = {"title": "Порты", "parties": [city("Вологда").pk, city("Псков").pk]}
    page = client.post(address(), sent, follow=True).content.decode()
    assert "Группа «Порты» сохранена: городов 2." in page
    group = PartyGroup.objects.get()
    sent = {"title": "Причалы", "parties": [city("Вологда").pk, city("Тверь").pk]}
    client.post(address(group.pk), sent)
    group.refresh_from_db()
    assert group.title == "Причалы"
    client.post(address(group.pk, "delete/"))
    assert not PartyGroup.objects.exists()


def test_what_was_typed_stays_where_it_is_refused():
    asked_exchange("Вологда", "Псков")
    response = keeper().post(address(), {"title": "Порты", "parties": [city("Псков").pk, "x"]})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Отметьте хотя бы два города" in html
    assert f'value="{city("Псков").pk}" checked' in html
    assert 'value="Порты"' in html


def test_without_exchanges_there_is_nothing_to_choose_from():
    assert "ещё нет обменов с городами" in keeper().get(address()).content.decode()


@pytest.mark.parametrize("role", [Role.CITY_CONTACT, Role.AUDITOR, Role.CLERK, Role.APPROVER])
def test_who_keeps_no_exchanges_keeps_no_groups(role: Role):
    group = PartyGroup.objects.create(owner=make_owner(), title="Порты")
    client = keeper(role)
    for path in (address(), address(group.pk)):
        assert client.get(path).status_code == 403
    assert client.post(address(group.pk, "delete/")).status_code == 403
    assert PartyGroup.objects.exists()


def test_another_association_and_the_public_see_no_groups():
    group = PartyGroup.objects.create(owner=make_owner(), title="Порты")
    assert keeper(owner_name="АСДГ").get(address(group.pk)).status_code == 403
    assert Client().get(address()).status_code == 302
