"""«Объединения» as everybody reads them; names and addresses only for those who may."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts, tree_of, words
from tests.factories.people import make_body, make_owner, make_user
from tests.factories.who_is_who import (
    CHAIR,
    NOW,
    PERSON,
    keeper,
    make_member,
    make_post,
    make_tenure,
)

from mezhgorod.registry.actions import (
    AgreementDraft,
    ContactDraft,
    Ending,
    MembershipDraft,
    Named,
    edit_membership,
    end_membership,
    save_agreement,
    save_contact,
)
from mezhgorod.registry.models import Organization, User
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]

HOME = "/associations/soyuz-gorodov-tsentra-i-severo-zapada-rossii/"
EMAIL = "vologda@example.org"
HIDDEN = "Контактное лицо Вологды"
ROWS = "//table/tbody/tr"


def make_secrets(owner: Organization) -> None:
    """A member, a body and a party with everything that must not leak."""
    member = make_member("Вологда", owner=owner, since="15.03.1999")
    named = MembershipDraft(member.member, "15.03.1999", representative=Named(HIDDEN))
    edit_membership(membership=member, draft=named, actor=keeper(owner), now=NOW)
    make_tenure(make_post(body=make_body(owner, "Ревизионная комиссия")), HIDDEN)
    save_contact(
        association=owner,
        party=member.member,
        draft=ContactDraft(EMAIL, "культура", Named(HIDDEN)),
        actor=keeper(owner),
        now=NOW,
    )


def pages(client: Client) -> dict[str, HttpResponse]:
    addresses = {
        "members": HOME,
        "bodies": f"{HOME}bodies/",
        "body": "/bodies/soyuz-gorodov-tsentra-i-severo-zapada-revizionnaya-komissiya/",
        "party": "/parties/munitsipalnoe-obrazovanie-vologda/",
        "agreements": f"{HOME}agreements/",
    }
    body = make_owner().bodies.get()
    addresses["body"] = f"/bodies/{body.slug}/"
    return {name: client.get(address) for name, address in addresses.items()}


def test_nobody_reads_hidden_names_and_addresses(client: Client) -> None:
    make_secrets(make_owner())

    found = pages(client)

    assert {name: page.status_code for name, page in found.items()} == dict.fromkeys(found, 200)
    for page in found.values():
        assert HIDDEN not in page.content.decode()
        assert EMAIL not in page.content.decode()
    assert "имя не публикуется" in words(found["body"])


@pytest.mark.parametrize("role", [Role.DIRECTORATE, Role.AUDITOR, Role.APPROVER])
def test_those_who_watch_over_an_association_read_its_people(client: Client, role: Role) -> None:
    owner = make_owner()
    make_secrets(owner)
    client.force_login(make_user("reader", role, owner=owner))

    found = pages(client)

    assert [name for name, page in found.items() if HIDDEN in page.content.decode()] == [
        "members",
        "bodies",
        "body",
        "party",
    ]
    assert EMAIL in words(found["party"])


def test_people_of_another_association_are_not_read(client: Client) -> None:
    make_secrets(make_owner())
    stranger = make_owner("Ассоциация городов Поволжья")
    make_member("Вологда", owner=stranger)
    client.force_login(make_user("reader", Role.DIRECTORATE, owner=stranger))

    found = pages(client)

    assert [name for name, page in found.items() if HIDDEN in page.content.decode()] == []
    assert EMAIL not in found["party"].content.decode()


def test_a_published_name_is_read_by_everybody_until_it_is_erased(client: Client) -> None:
    owner = make_owner()
    post = make_post(body=make_body(owner, "Ревизионная комиссия"))
    tenure = make_tenure(post, is_public=True)
    address = f"/bodies/{post.body.slug}/" if post.body else ""
    before = words(client.get(address))

    person = tenure.person
    assert person is not None
    person.full_name, person.erased_at = "", NOW
    person.save()

    assert f"{CHAIR} {PERSON}" in before
    assert PERSON not in words(client.get(address))


def test_members_are_those_of_the_day_with_who_has_left(client: Client) -> None:
    owner = make_owner()
    left = make_member("Псков", owner=owner, since="2001")
    make_member("Боровичи", owner=owner, since="15.03.1999", places=("Боровичский район",))
    end_membership(membership=left, ending=Ending("31.12.2024"), actor=keeper(owner), now=NOW)

    page, old = client.get(HOME), client.get(f"{HOME}?day=2001-05-05")

    assert texts(page, ROWS) == ["Боровичи вместе с: Боровичский район 15.03.1999"]
    assert texts(page, "//ul[@class='who-past']/li") == ["Псков : вышел, 31.12.2024"]
    assert texts(old, ROWS) == [
        "Боровичи вместе с: Боровичский район 15.03.1999",
        "Псков возможно 2001 до: 31.12.2024",
    ]
    assert texts(old, "//ul[@class='who-past']/li") == []


@pytest.mark.parametrize("day", ["вчера", "2025-02-31", "9" * 200, "0000-00-00", ""])
def test_a_day_that_is_none_shows_today(client: Client, day: str) -> None:
    make_member("Вологда")

    page = client.get(HOME, {"day": day})

    assert page.status_code == 200
    assert words(page, "//h2").startswith("Члены сегодня")


def test_an_agreement_is_told_with_its_state(client: Client) -> None:
    owner = make_owner()
    draft = AgreementDraft("Соглашение о сотрудничестве", "7", until_text="до 31.12.2020")
    made = save_agreement(owner=owner, draft=draft, actor=keeper(owner), now=NOW)

    listed, page = client.get(f"{HOME}agreements/"), client.get(f"/agreements/{made.pk}/")

    assert texts(listed, ROWS) == ["Соглашение о сотрудничестве № 7 до 31.12.2020 истекло 0"]
    assert "Состояние истекло" in words(page, "//dl")


def test_an_empty_association_says_what_to_do_only_to_who_may(
    client: Client, directorate: User
) -> None:
    make_body(make_owner())
    told = words(client.get(HOME))
    client.force_login(directorate)

    assert "Состав не внесён." in told
    assert "Вставьте список" not in told
    assert "Вставьте список из письма или таблицы" in words(client.get(HOME))


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_queries_however_many(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    owner = make_owner()
    for city in ("Вологда", "Псков", "Шуя")[:count]:
        member = make_member(city, owner=owner, since="2001", places=(f"{city} и район",))
        make_tenure(make_post(f"Должность {city}", body=make_body(owner, city)), HIDDEN)
        save_agreement(
            owner=owner, draft=AgreementDraft(f"Об обмене: {city}"), actor=keeper(owner), now=NOW
        )
        gone = make_member(f"{city}-Сити", owner=owner)
        end_membership(membership=gone, ending=Ending("2003"), actor=keeper(owner), now=NOW)
        make_member(city, owner=make_owner(f"Союз {city}"))
    assert member is not None

    with django_assert_num_queries(16):
        page = client.get(HOME)
    with django_assert_num_queries(5):
        bodies = client.get(f"{HOME}bodies/")
    with django_assert_num_queries(5):
        agreements = client.get(f"{HOME}agreements/")
    with django_assert_num_queries(2):
        index = client.get("/associations/")

    assert len(texts(page, ROWS)) == count
    assert len(texts(bodies, "//section[h2[starts-with(@id, 'body-')]]")) == count
    assert len(texts(agreements, ROWS)) == count
    assert len(texts(index, ROWS)) == count + 1


def test_a_page_has_one_heading_and_every_field_a_label(client: Client, directorate: User) -> None:
    make_secrets(make_owner())
    client.force_login(directorate)
    membership = make_owner().members.get()
    addresses = [
        HOME,
        f"{HOME}members/add/",
        f"{HOME}members/paste/",
        f"/memberships/{membership.pk}/end/",
        f"{HOME}agreements/add/",
        f"{HOME}periodicals/add/",
        f"{HOME}bodies/add/",
        f"{HOME}journal/",
    ]

    for address in addresses:
        tree = tree_of(client.get(address))
        labels = set(tree.xpath("//label/@for"))
        fields = tree.xpath(
            "//main//*[self::input[not(@type='hidden')] or self::select or self::textarea]/@id"
        )
        assert len(tree.xpath("//h1")) == 1, address
        assert set(fields) <= labels, address
