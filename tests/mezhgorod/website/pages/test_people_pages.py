"""Links, personal data, the journal, the table of rights, the own account, guessed passwords."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.cast import PASSWORD
from tests.factories.html import texts, tree_of, words
from tests.factories.people import make_owner, make_party, make_user

from mezhgorod.campaigns.rules.rights import PROPOSE
from mezhgorod.registry.actions import issue_link
from mezhgorod.registry.models import (
    AuditEntry,
    Contact,
    Organization,
    Person,
    PersonalLink,
    User,
)
from mezhgorod.registry.rules import SYSTEM, Role
from mezhgorod.website.rights import ALL_RIGHTS

pytestmark = [pytest.mark.django_db, pytest.mark.http]


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


def link_of(owner: Organization, number: int = 5) -> PersonalLink:
    now = timezone.now()
    return issue_link(
        right=PROPOSE, object_id=number, owner=owner,
        party=make_party("Город Вологда", city="Вологда"), label="Предложения на 2027 год",
        expires_at=now + timedelta(days=9), actor=SYSTEM, now=now,
    )  # fmt: skip


def entry(owner: Organization | None, user: User | None, **fields: object) -> AuditEntry:
    values = {
        "at": datetime(2026, 3, 2, 9, tzinfo=UTC), "action": "plan.approve",
        "object_kind": "planning.plan", "object_id": "1", "summary": "План утверждён",
    }  # fmt: skip
    return AuditEntry.objects.create(owner=owner, by=user, **{**values, **fields})


@pytest.mark.parametrize("count", [1, 3])
def test_links_are_listed_without_their_addresses(
    site: Client, owner: Organization, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        link_of(owner, number + 1)
    link_of(make_owner("Другой союз"))

    with django_assert_num_queries(6):
        page = site.get("/people/links/")

    rows = texts(page, "//tbody/tr/th")
    assert rows == ["Предложения на 2027 год предлагать строки плана"] * count
    for link in PersonalLink.objects.all():
        assert link.nonce not in page.content.decode()


def test_a_link_is_withdrawn_and_renewed(site: Client, owner: Organization) -> None:
    link = link_of(owner)

    withdrawn = site.post(f"/people/links/{link.pk}/withdraw/", follow=True)
    far = (timezone.localdate() + timedelta(days=30)).isoformat()
    renewed = site.post(f"/people/links/{link.pk}/renew/", {"until": far}, follow=True)
    wrong = site.post(f"/people/links/{link.pk}/renew/", {"until": "скоро"}, follow=True)
    last = site.post(f"/people/links/{link.pk}/renew/", {"until": "9999-12-31"}, follow=True)
    past = site.post(f"/people/links/{link.pk}/renew/", {"until": "2020-01-01"}, follow=True)

    answers = (withdrawn, renewed, wrong, last, past)
    said = [texts(one, "//div[@id='messages']/p")[0] for one in answers]
    assert said == [
        "Ссылка отозвана: она больше ничего не открывает.",
        "Ссылка снова действует, но по новому адресу. Прежний адрес ничего не открывает.",
        "Укажите день, по который действует ссылка, например 01.09.2026.",
        "Укажите день, по который действует ссылка, например 01.09.2026.",
        "Срок ссылки уже прошёл. Укажите день, который ещё впереди.",
    ]


def test_links_of_others_and_links_for_a_watcher(
    client: Client, owner: Organization, keeper: User
) -> None:
    foreign, own = link_of(make_owner("Другой союз")), link_of(owner)
    client.force_login(keeper)
    assert client.post(f"/people/links/{foreign.pk}/withdraw/").status_code == 404
    client.force_login(make_user("watcher", Role.AUDITOR, owner=owner))

    page = client.get("/people/links/")

    assert tree_of(page).xpath("//main//form") == []
    assert client.post(f"/people/links/{own.pk}/withdraw/").status_code == 403
    assert not PersonalLink.objects.filter(withdrawn_at__isnull=False).exists()


def test_data_of_people_are_shown_given_out_and_erased(site: Client, owner: Organization) -> None:
    make_party("Город Вологда", city="Вологда")
    text = "Контактное лицо Вологды;Вологда;vologda@example.org"
    form = {"text": text, "purpose": "Переписка", "basis": "Согласие"}
    site.post("/people/data/contacts/", form)
    person = Person.objects.get()

    assert texts(site.get("/people/data/"), "//tbody/tr") == [
        "Контактное лицо Вологды имя, почта, адрес для писем (Город Вологда) Переписка Согласие"
    ]
    file = site.get(f"/people/data/{person.pk}/person.json")
    assert json.loads(file.content)["адрес электронной почты"] == "vologda@example.org"
    assert "no-store" in file["Cache-Control"]
    careless = site.post(f"/people/data/{person.pk}/", {"reason": "просьба"})
    assert "Отметьте, что данные нужно стереть навсегда." in words(careless)
    site.post(f"/people/data/{person.pk}/", {"reason": "просьба", "confirm": "on"})
    person.refresh_from_db()
    assert (person.full_name, Contact.objects.count()) == ("", 0)
    assert site.get(f"/people/data/{person.pk}/").status_code == 404


def test_wrong_contacts_are_told_by_their_lines(site: Client) -> None:
    text = "Кто-то;Нигде;a@example.org\nбез столбцов"

    page = site.post(
        "/people/data/contacts/", {"text": text, "purpose": "Переписка", "basis": "Согласие"}
    )

    assert page.status_code == 422
    assert [one.split(":")[0] for one in texts(page, "//section[@class='problems']//li")] == [
        "Строка 1", "Строка 2",
    ]  # fmt: skip
    assert text in tree_of(page).xpath("string(//textarea)")


def test_data_of_others_are_not_found(site: Client) -> None:
    theirs = make_owner("Другой союз")
    person = Person.objects.create(full_name="Чужой человек", purpose="Переписка")
    Contact.objects.create(
        owner=theirs, organization=theirs, person=person, email="other@example.org"
    )

    assert "Чужой" not in words(site.get("/people/data/"))
    for address in ("", "person.json"):
        assert site.get(f"/people/data/{person.pk}/{address}").status_code == 404
    assert site.post(f"/people/data/{person.pk}/", {"confirm": "on"}).status_code == 404
    person.refresh_from_db()
    assert person.full_name == "Чужой человек"


@pytest.mark.parametrize("count", [1, 3])
def test_the_journal_is_read_in_a_fixed_number_of_queries(
    site: Client,
    owner: Organization,
    keeper: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        entry(owner, keeper)
    entry(make_owner("Другой союз"), None, summary="Чужая тайна")

    with django_assert_num_queries(8):
        page = site.get("/people/journal/")

    assert texts(page, "//tbody/tr") == [
        "2 марта 2026, 12:00 keeper План утверждён план № 1"
    ] * count  # fmt: skip


def test_the_journal_is_filtered_by_object_person_and_days(
    site: Client, owner: Organization, keeper: User
) -> None:
    entry(owner, keeper, summary="Утром")
    entry(owner, None, summary="Без человека", object_kind="registry.user")
    entry(owner, keeper, summary="Позже", at=datetime(2026, 3, 3, 20, 59, tzinfo=UTC))

    def shown(query: str) -> list[str]:
        return texts(site.get(f"/people/journal/?{query}"), "//tbody/tr/td[2]")

    assert shown("") == ["Позже", "Без человека", "Утром"]
    assert shown("kind=registry.user") == ["Без человека"]
    assert shown(f"person={keeper.pk}") == ["Позже", "Утром"]
    assert shown("since=2026-03-03") == ["Позже"]
    assert shown("until=2026-03-02&kind=planning.plan") == ["Утром"]
    assert shown("since=2026-03-04") == []
    assert len(shown("kind=нет&since=завтра")) == 3


def test_the_journal_has_pages(site: Client, owner: Organization) -> None:
    for number in range(51):
        entry(owner, None, summary=f"Запись {number}")

    page = site.get("/people/journal/?kind=planning.plan")

    assert len(texts(page, "//tbody/tr")) == 50
    assert tree_of(page).xpath("//a[@rel='next']/@href") == ["?kind=planning.plan&page=2"]
    assert len(texts(site.get("/people/journal/?kind=planning.plan&page=2"), "//tbody/tr")) == 1


def test_the_table_shows_every_right_and_every_role(site: Client) -> None:
    page = site.get("/people/rights/")

    assert len(texts(page, "//tbody/tr")) == len(ALL_RIGHTS)
    assert texts(page, "(//thead)[1]//th")[1:] == [
        "Исполнительная дирекция", "Утверждающий", "Координатор секции", "Контактное лицо города",
        "Сотрудник департамента", "Координатор региона", "Ревизор",
    ]  # fmt: skip
    assert "Менять строки проекта плана все — — — — все —" in texts(page, "//tbody/tr")


def test_an_account_shows_its_roles_and_asks_once_to_be_erased(
    site: Client, owner: Organization
) -> None:
    page = site.get("/account/")
    assert texts(page, "//ul[@class='role-cards']/li") == [f"{owner.name} исполнительная дирекция"]
    assert tree_of(page).xpath("//a[@class='who']/@href") == ["/account/"]

    site.post("/account/erasure/")
    site.post("/account/erasure/")

    assert AuditEntry.objects.filter(action="person.erasure_asked", owner=owner).count() == 1
    assert "Вы просили стереть данные" in words(site.get("/account/"))
    assert "Просит стереть свои данные" in words(site.get("/people/journal/"))


def test_a_visitor_has_no_account(client: Client) -> None:
    for address in ("/account/", "/account/password/"):
        assert client.get(address)["Location"] == f"/login/?next={address}"


def test_a_password_is_changed_with_the_old_one_only(site: Client, keeper: User) -> None:
    new = "вологда-летом-хороша"
    wrong = {"old_password": "не тот", "new_password1": new, "new_password2": new}

    assert site.post("/account/password/", wrong).status_code == 200
    keeper.refresh_from_db()
    assert keeper.check_password(PASSWORD)
    site.post("/account/password/", wrong | {"old_password": PASSWORD})
    keeper.refresh_from_db()
    assert keeper.check_password(new)
    assert site.get("/account/").status_code == 200


def test_guessing_a_password_is_stopped(client: Client, keeper: User) -> None:
    guess = {"username": "keeper", "password": "не тот"}

    answers = [client.post("/login/", guess).status_code for _ in range(5)]
    locked = client.post("/login/", guess | {"password": PASSWORD})

    assert answers == [200, 200, 200, 200, 429]
    assert "Вход приостановлен на 15 минут" in words(locked)
    assert "_auth_user_id" not in client.session


def test_a_page_that_is_not_there_tells_nothing_of_links(client: Client, keeper: User) -> None:
    for number in ("Mg", "MQ", "нет"):
        page = client.get(f"/account/invitation/{number}/dieswd-ffd754a154557f1ef0/")
        assert texts(page, "//h1") == ["Приглашение не действует"]
        assert page["Referrer-Policy"] == "same-origin"
        assert "no-store" in page["Cache-Control"]


def test_the_ends_of_the_calendar_are_no_days_of_the_journal(site: Client) -> None:
    page = site.get("/people/journal/?since=0001-01-01&until=9999-12-31")

    assert page.status_code == 200
