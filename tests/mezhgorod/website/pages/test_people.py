"""«Люди»: the list, new people with an invitation, roles with days; nobody sees foreign people."""

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts, tree_of, words
from tests.factories.people import make_body, make_owner, make_party, make_user

from mezhgorod.registry.models import AuditEntry, Organization, Person, RoleGrant, User
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]

NEW = {
    "full_name": "Контактное лицо Вологды",
    "email": "vologda@example.org",
    "role": "city_contact",
    "party": "Вологда",
    "purpose": "Переписка о планах",
    "basis": "Согласие",
    "consent_on": "2026-03-01",
}


@pytest.fixture
def owner() -> Organization:
    return make_owner()


@pytest.fixture
def keeper(owner: Organization) -> User:
    return make_user("keeper", Role.DIRECTORATE, owner=owner)


@pytest.fixture
def site(client: Client, keeper: User) -> Client:
    client.force_login(keeper)
    return client


def messages_of(page: HttpResponse) -> list[str]:
    return texts(page, "//div[@id='messages']/p")


def errors_of(page: HttpResponse) -> list[str]:
    return texts(page, "//p[@class='errorlist']")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_shows_roles_and_asks_a_fixed_number_of_times(
    site: Client, owner: Organization, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    vologda = make_party("Город Вологда", city="Вологда")
    for number in range(count):
        make_user(
            f"contact-{number}",
            Role.CITY_CONTACT,
            owner=owner,
            party=vologda,
            until=date(2020, 1, 1),
        )

    with django_assert_num_queries(6):
        page = site.get("/people/")

    assert texts(page, "//tbody/tr")[0] == (
        "contact-0 контактное лицо города: Вологда по 1 января 2020 закончилась ещё не входил"
    )
    assert len(texts(page, "//tbody/tr")) == count + 1


def test_people_of_another_association_are_nowhere(site: Client) -> None:
    theirs = make_owner("Другой союз")
    stranger = make_user("stranger", Role.DIRECTORATE, owner=theirs)
    grant = stranger.role_grants.get()

    assert "stranger" not in words(site.get("/people/"))
    assert site.get(f"/people/?owner={theirs.slug}").status_code == 404
    assert site.get(f"/people/{stranger.pk}/").status_code == 404
    for address in (f"{stranger.pk}/invite/", f"roles/{grant.pk}/days/"):
        assert site.post(f"/people/{address}").status_code == 404
    assert site.post(f"/people/roles/{grant.pk}/withdraw/").status_code == 404
    assert stranger.role_grants.count() == 1


def test_an_administrator_chooses_whose_people(client: Client, directorate: User) -> None:
    make_user("first", Role.AUDITOR, owner=make_owner("Первый союз"))
    other = make_owner("Второй союз")
    make_user("second", Role.AUDITOR, owner=other)
    client.force_login(directorate)

    page = client.get(f"/people/?owner={other.slug}")

    assert texts(page, "//tbody/tr/th") == ["second"]
    assert texts(page, "//select[@id='whose']/option") == ["Второй союз", "Первый союз"]


def chosen(client: Client, address: str = "/people/") -> list[str]:
    return texts(client.get(address), "//select[@id='whose']/option[@selected]")


def test_an_administrator_lands_where_people_are_and_then_where_he_was(
    client: Client, directorate: User
) -> None:
    empty, lived_in = make_owner("Ассоциация без людей"), make_owner("Союз с людьми")
    make_body(empty)
    make_user("head", Role.DIRECTORATE, owner=lived_in)
    client.force_login(directorate)

    first = chosen(client)
    asked = chosen(client, f"/people/?owner={empty.slug}")

    assert (first, asked, chosen(client, "/people/links/")) == (
        ["Союз с людьми"],
        ["Ассоциация без людей"],
        ["Ассоциация без людей"],
    )


def test_an_own_role_counts_more_than_many_people(client: Client, directorate: User) -> None:
    own, crowded = make_owner("Союз свой"), make_owner("Ассоциация многих")
    make_user(directorate.username, Role.DIRECTORATE, owner=own)
    for name in ("first", "second"):
        make_user(name, Role.AUDITOR, owner=crowded)
    client.force_login(directorate)

    assert chosen(client) == ["Союз свой"]


def test_the_last_look_gives_nobody_a_right(client: Client) -> None:
    first, second = make_owner("Союз первый"), make_owner("Союз второй")
    make_user("insider", Role.DIRECTORATE, owner=second)
    user = make_user("twofold", Role.DIRECTORATE, owner=first)
    make_user("twofold", Role.DIRECTORATE, owner=second)
    client.force_login(user)
    looked = words(client.get(f"/people/?owner={second.slug}"))

    user.role_grants.filter(owner=second).delete()

    assert ("insider" in looked, "insider" in words(client.get("/people/"))) == (True, False)


def test_an_empty_site_says_what_comes_first(client: Client, directorate: User) -> None:
    client.force_login(directorate)

    assert "Загрузить первый план" in words(client.get("/people/"))


def test_a_new_person_is_invited_sets_a_password_and_enters(
    site: Client, owner: Organization
) -> None:
    vologda = make_party("Город Вологда", city="Вологда")

    answer = site.post("/people/new/", NEW)
    page = site.get(answer["Location"])

    user = User.objects.get(username="vologda@example.org")
    person = Person.objects.get()
    assert (person.full_name, person.user, person.consent_on) == (
        "Контактное лицо Вологды", user, date(2026, 3, 1),
    )  # fmt: skip
    grant = RoleGrant.objects.get(user=user)
    assert (grant.role, grant.owner, grant.party) == (Role.CITY_CONTACT, owner, vologda)
    assert not user.has_usable_password()
    assert "no-store" in page["Cache-Control"]
    (address,) = re.findall(r"http://testserver(/account/invitation/\S+)", page.content.decode())
    assert "/account/invitation/" not in site.get(answer["Location"]).content.decode()

    visitor = Client()
    form = visitor.get(address, follow=True)
    assert texts(form, "//h1") == ["Задайте пароль"]
    password = "вологда-летом-хороша"  # noqa: S105 -- a password of the test
    place = form.redirect_chain[-1][0]
    done = visitor.post(place, {"new_password1": password, "new_password2": password}, follow=True)
    assert messages_of(done) == ["Пароль задан. Войдите под своим именем."]
    user.refresh_from_db()
    assert user.check_password(password)
    assert texts(Client().get(address, follow=True), "//h1") == ["Приглашение не действует"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"full_name": ""}, "Заполните это поле."),
        ({"full_name": "я" * 100_000}, "Слишком длинно: сократите до 200 знаков."),
        ({"full_name": "А\0Б"}, "Уберите из поля служебные знаки."),
        ({"email": "нет"}, "Это не адрес электронной почты. Пример: vologda@example.org."),
        ({"party": ""}, "Укажите, за какой город или департамент человек отвечает."),
        ({"party": "Нигде"}, "Организации «Нигде» нет в справочнике. Выберите из подсказок."),
        ({"role": "king"}, "Выберите роль из списка."),
        ({"role": "auditor"}, "Город или департамент указывают только контактному лицу"),
        ({"role": "coordinator", "party": ""}, "Укажите, какую секцию ведёт координатор."),
        ({"login": "keeper"}, "Такое имя для входа уже есть."),
        ({"login": "два слова"}, "Имя для входа — буквы, цифры и знаки"),
        ({"since_on": "2026-05-02", "until_on": "2026-05-01"}, "Последний день роли раньше"),
        ({"since_on": "вчера"}, "Укажите день, например 01.09.2026."),
        ({"purpose": ""}, "Заполните это поле."),
    ],
)
def test_a_wrong_field_is_told_and_nothing_is_written(
    site: Client, change: dict[str, str], message: str
) -> None:
    make_party("Город Вологда", city="Вологда")

    page = site.post("/people/new/", NEW | change)

    assert page.status_code == 422
    assert any(message in one for one in errors_of(page)), errors_of(page)
    assert (User.objects.count(), Person.objects.count()) == (1, 0)


def test_a_deputy_gets_a_role_for_some_days_and_loses_it(site: Client, owner: Organization) -> None:
    deputy = make_user("deputy", Role.AUDITOR, owner=owner)

    site.post(
        f"/people/{deputy.pk}/",
        {"role": "directorate", "since_on": "2026-07-01", "until_on": "2026-07-31"},
    )

    given = deputy.role_grants.get(role=Role.DIRECTORATE)
    assert (given.since_on, given.until_on) == (date(2026, 7, 1), date(2026, 7, 31))
    site.post(f"/people/roles/{given.pk}/days/", {"since_on": "2026-07-01", "until_on": ""})
    given.refresh_from_db()
    assert given.until_on is None
    site.post(f"/people/roles/{given.pk}/withdraw/")
    assert [one.role for one in deputy.role_grants.all()] == [Role.AUDITOR]
    assert list(AuditEntry.objects.order_by("id").values_list("action", "summary")) == [
        ("role.give", "Дана роль: deputy, исполнительная дирекция"),
        ("role.limit", "Изменён срок роли: deputy, исполнительная дирекция"),
        ("role.withdraw", "Снята роль: deputy, исполнительная дирекция"),
    ]


def test_nobody_takes_away_the_own_role(site: Client, keeper: User) -> None:
    grant = keeper.role_grants.get()

    page = site.post(f"/people/roles/{grant.pk}/withdraw/", follow=True)

    assert messages_of(page) == [
        "Свою роль нельзя снять или ограничить: попросите другого сотрудника дирекции."
    ]
    assert keeper.role_grants.count() == 1


def test_an_account_with_rights_elsewhere_is_not_taken_over(
    site: Client, owner: Organization, directorate: User
) -> None:
    both = make_user("both", Role.AUDITOR, owner=owner)
    make_user("both", Role.DIRECTORATE, owner=make_owner("Другой союз"))
    RoleGrant.objects.create(user=directorate, owner=owner, role=Role.AUDITOR)

    for user in (both, directorate):
        page = site.post(f"/people/{user.pk}/invite/", follow=True)
        assert "выдаёт только администратор сайта" in messages_of(page)[0]
        assert "/account/invitation/" not in page.content.decode()


def test_a_role_by_login_name_needs_an_account(site: Client, owner: Organization) -> None:
    make_user("known")
    body = make_body(owner)

    wrong = site.post("/people/role/", {"login": "nobody", "role": "auditor"})
    site.post("/people/role/", {"login": "known", "role": "coordinator", "body": body.pk})

    assert errors_of(wrong) == [
        "Учётной записи «nobody» нет. Проверьте имя или заведите нового человека."
    ]
    assert RoleGrant.objects.get(user__username="known").body == body


def test_an_auditor_reads_and_is_offered_nothing(client: Client, owner: Organization) -> None:
    watcher = make_user("watcher", Role.AUDITOR, owner=owner)
    client.force_login(watcher)

    page = client.get("/people/")

    assert texts(page, "//main//form | //main//a[contains(@class, 'btn')]") == []
    assert texts(page, "//ul[@class='tabs']/li") == [
        "Люди и роли", "Личные ссылки", "Журнал", "Кто что может",
    ]  # fmt: skip
    own = client.get(f"/people/{watcher.pk}/")
    assert tree_of(own).xpath("//main//form") == []
    assert client.post(f"/people/{watcher.pk}/", {"role": "directorate"}).status_code == 422
    for address in ("new/", "role/", "data/", "data/contacts/"):
        assert client.get(f"/people/{address}").status_code == 403
    assert RoleGrant.objects.count() == 1


@pytest.mark.parametrize("address", ["", "new/", "links/", "data/", "journal/", "rights/"])
def test_others_are_not_let_in(client: Client, outsider: User, address: str) -> None:
    make_owner()
    visitor = client.get(f"/people/{address}")
    client.force_login(outsider)

    assert visitor["Location"].startswith("/login/?next=")
    assert client.get(f"/people/{address}").status_code == 403
