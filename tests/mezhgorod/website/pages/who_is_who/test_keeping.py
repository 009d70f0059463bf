"""Members, bodies, elections, agreements kept in forms by those who may, and by nobody else."""

from datetime import date

import pytest
from django.test import Client
from tests.factories.html import texts, words
from tests.factories.people import make_body, make_owner, make_user
from tests.factories.plans import make_item, make_plan, make_section
from tests.factories.who_is_who import NOW, keeper, make_member, make_post, make_tenure

from mezhgorod.registry.actions import AgreementDraft, save_agreement
from mezhgorod.registry.models import (
    Agreement,
    AuditEntry,
    Body,
    Membership,
    Organization,
    Periodical,
    Post,
    Region,
    Tenure,
)
from mezhgorod.registry.queries.memberships import members_on
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]

HOME = "/associations/soyuz-gorodov-tsentra-i-severo-zapada-rossii/"
TODAY = date(2025, 3, 14)


@pytest.fixture
def owner() -> Organization:
    return make_owner()


@pytest.fixture
def staff(client: Client, owner: Organization) -> Client:
    """The directorate of the association, without any right elsewhere."""
    client.force_login(make_user("keeper", Role.DIRECTORATE, owner=owner))
    return client


def names(owner: Organization) -> list[str]:
    return [one.name for one in members_on(association=owner, day=TODAY)]


def test_a_member_is_admitted_corrected_ended_and_the_end_undone(
    staff: Client, owner: Organization
) -> None:
    staff.post(f"{HOME}members/add/", {"party": "г. Вологда", "since": "с 1999"})
    member = Membership.objects.get()
    corrected = {"since": "15.03.1999", "representative": "Контактное лицо Вологды"}
    staff.post(f"/memberships/{member.pk}/", {**corrected, "places": "Вологодский район"})
    ended = {"until": "31.12.2024", "kind": "left", "basis": "письмо № 12"}
    staff.post(f"/memberships/{member.pk}/end/", ended)

    assert names(owner) == []
    page = staff.get(f"{HOME}journal/")
    assert texts(page, "//li/p[@class='what']") == [
        "Вологда: вышел, 31.12.2024.",
        "Исправлены сведения о члене: Вологда.",
        "Принят член: Вологда.",
    ]
    last = AuditEntry.objects.latest("id")
    undone = staff.post(f"{HOME}journal/{last.pk}/undo/", follow=True)
    assert "Отменено: Вологда: вышел, 31.12.2024." in words(undone, "//*[@id='messages']")
    assert names(owner) == ["Вологда"]
    member.refresh_from_db()
    assert [place.municipality.name for place in member.places.all()] == ["Вологодский район"]


def test_a_refusal_keeps_what_was_typed_and_names_the_field(staff: Client) -> None:
    sent = {"party": "Несуществующинск", "since": "давно", "basis": "решение Собрания"}

    page = staff.post(f"{HOME}members/add/", sent)

    assert page.status_code == 422
    assert texts(page, "//div[.//input[@id='id_party']]/p[@class='errorlist']") == [
        "Не найдено: «Несуществующинск». Проверьте написание; у одноимённых городов добавьте "
        "регион, например «Кировск (Мурманская область)»."
    ]
    assert 'value="решение Собрания"' in page.content.decode()
    assert not Membership.objects.exists()


def test_a_pasted_list_tells_every_error_at_once_then_goes_in(
    staff: Client, owner: Organization
) -> None:
    wrong = staff.post(f"{HOME}members/paste/", {"text": "Вологда; давно\nНетакогоград\nПсков"})
    right = staff.post(f"{HOME}members/paste/", {"text": "Вологда; с 1999\nПсков"}, follow=True)

    assert wrong.status_code == 422
    assert [one.split(":")[0] for one in texts(wrong, "//div[@role='alert']//li")] == [
        "Строка 1, «Вологда; давно»",
        "Строка 2, «Нетакогоград»",
    ]
    assert "Внесено членов: 2." in words(right, "//*[@id='messages']")
    assert names(owner) == ["Вологда", "Псков"]


def test_two_members_become_one(staff: Client, owner: Organization) -> None:
    small, big = make_member("Коряжма", owner=owner), make_member("Котлас", owner=owner)

    staff.post(f"/memberships/{small.pk}/merge/", {"successor": str(big.pk), "until": "31.12.2023"})

    assert names(owner) == ["Котлас"]
    assert texts(staff.get(HOME), "//tbody/tr/th") == ["Котлас вместе с: Коряжма"]


def test_a_body_its_posts_and_an_election_are_entered(staff: Client, owner: Organization) -> None:
    staff.post(f"{HOME}bodies/add/", {"name": "Правление", "kind": "board"})
    body = Body.objects.get()
    for title, is_single in (("Председатель Правления", "on"), ("Член Правления", "")):
        sent = {"title": title, "is_single": is_single} if is_single else {"title": title}
        staff.post(f"/bodies/{body.slug}/posts/add/", sent)
    chair, seat = (Post.objects.get(title__startswith=word) for word in ("Председатель", "Член"))
    make_member("Псков", owner=owner)
    elected = {
        "decided_on": "2025-03-13",
        "text": "Избрать Правление.",
        f"post-{chair.pk}": "Контактное лицо Вологды",
        f"post-{seat.pk}": "; Псков\nКонтактное лицо Шуи",
        "until": "в 2030 году завершаются полномочия",
    }

    page = staff.post(f"/bodies/{body.slug}/election/", elected, follow=True)

    told = words(page)
    assert "Контактное лицо Вологды, с 13.03.2025, в 2030 году завершаются полномочия" in told
    assert "13 марта 2025 года Избрать Правление." in told
    assert Tenure.objects.filter(decision__kind="election").count() == 3


def test_a_term_is_ended_and_a_second_holder_refused(staff: Client, owner: Organization) -> None:
    post = make_post(body=make_body(owner, "Ревизионная комиссия"))
    tenure = make_tenure(post, since="2020")

    second = staff.post(
        f"/posts/{post.pk}/tenures/add/", {"person": "Контактное лицо Шуи", "since": "2024"}
    )
    staff.post(f"/tenures/{tenure.pk}/end/", {"until": "31.12.2024"})

    assert second.status_code == 422
    assert "в это время уже занята" in words(second)
    tenure.refresh_from_db()
    assert (tenure.until_text, Tenure.objects.count()) == ("31.12.2024", 1)


def test_an_agreement_gets_parties_rows_and_a_file(staff: Client, owner: Organization) -> None:
    plan = make_plan()
    plan.owner = owner
    plan.save()
    item = make_item(make_section(plan))
    staff.post(
        f"{HOME}agreements/add/",
        {
            "title": "Соглашение об обмене опытом",
            "until": "31.12.2030",
            "parties": f"{owner.name}\nг. Вологда; исполнитель",
        },
    )
    made = Agreement.objects.get()

    page = staff.post(f"/agreements/{made.pk}/rows/", {"item": item.pk}, follow=True)

    assert texts(page, "//dl//ul/li") == [owner.spoken_name, "Вологда , исполнитель"]
    assert item.event.title in words(page, "//ul[@class='uses']")
    assert words(staff.get(f"/agreements/{made.pk}/edit/"), "//textarea") == (
        f"{owner.spoken_name} Вологда; исполнитель"
    )


def test_publications_and_partners_are_entered(staff: Client, owner: Organization) -> None:
    Region.objects.create(code="RU-CR", name="Республика Крым", slug="krym")
    region = Region.objects.get()
    make_owner("Министерство труда Республики Крым")
    staff.post(
        f"{HOME}periodicals/add/",
        {"title": "Вестник", "timing": "ежеквартально", "kind": "journal"},
    )
    staff.post(
        f"{HOME}counterparts/add/",
        {"region": str(region.pk), "partner": "Министерство труда Республики Крым"},
    )

    assert list(Periodical.objects.values_list("title", "rrule")) == [
        ("Вестник", "FREQ=MONTHLY;INTERVAL=3")
    ]
    assert "Республика Крым" in words(staff.get(f"{HOME}agreements/"))


def addresses(owner: Organization) -> list[str]:
    """Every form of the directory, with a record behind it."""
    member = make_member("Вологда", owner=owner)
    post = make_post(body=make_body(owner, "Ревизионная комиссия"))
    tenure = make_tenure(post)
    body = post.body
    assert body is not None
    made = save_agreement(
        owner=owner, draft=AgreementDraft("Соглашение"), actor=keeper(owner), now=NOW
    )
    entry = AuditEntry.objects.latest("id")
    return [
        f"{HOME}members/add/",
        f"{HOME}members/paste/",
        f"/memberships/{member.pk}/",
        f"/memberships/{member.pk}/end/",
        f"/memberships/{member.pk}/merge/",
        f"{HOME}bodies/add/",
        f"/bodies/{body.slug}/edit/",
        f"/bodies/{body.slug}/election/",
        f"/bodies/{body.slug}/decision/",
        f"/bodies/{body.slug}/posts/add/",
        f"/parties/{member.member.slug}/posts/add/",
        f"/posts/{post.pk}/",
        f"/posts/{post.pk}/tenures/add/",
        f"/tenures/{tenure.pk}/",
        f"/tenures/{tenure.pk}/end/",
        f"{HOME}agreements/add/",
        f"/agreements/{made.pk}/edit/",
        f"/agreements/{made.pk}/rows/",
        f"/agreements/{made.pk}/files/",
        f"{HOME}counterparts/add/",
        f"{HOME}periodicals/add/",
        f"/parties/{member.member.slug}/rename/",
        f"{HOME}contacts/{member.member.slug}/add/",
        f"{HOME}journal/{entry.pk}/undo/",
    ]


@pytest.mark.parametrize("role", [None, Role.AUDITOR, Role.CITY_CONTACT, "other", "outsider"])
def test_no_form_opens_or_works_for_those_who_may_not(
    client: Client, owner: Organization, role: Role | str | None
) -> None:
    found = addresses(owner)
    told = AuditEntry.objects.count()
    stranger = make_owner("Ассоциация городов Поволжья")
    if role == "other":
        client.force_login(make_user("reader", Role.DIRECTORATE, owner=stranger))
    elif role == "outsider":
        client.force_login(make_user("reader"))
    elif isinstance(role, Role):
        client.force_login(make_user("reader", role, owner=owner))

    answers = {address: client.post(address, {"do": "delete"}).status_code for address in found}

    assert answers == dict.fromkeys(found, 302 if role is None else 403)
    assert AuditEntry.objects.count() == told
    verbs = [client.get(address) for address in (HOME, f"{HOME}bodies/", f"{HOME}agreements/")]
    assert [texts(page, "//p[contains(@class, 'who-verbs')]") for page in verbs] == [[], [], []]


def test_every_form_opens_for_the_directorate(staff: Client, owner: Organization) -> None:
    found = [one for one in addresses(owner) if not one.endswith(("/rows/", "/files/", "/undo/"))]

    assert {one: staff.get(one).status_code for one in found} == dict.fromkeys(found, 200)


@pytest.mark.parametrize("text", ["щ" * 100_000, "\x00", "<script>alert(1)</script>"])
def test_rubbish_is_refused_in_words(staff: Client, owner: Organization, text: str) -> None:
    for address, field in (
        (f"{HOME}members/add/", "party"),
        (f"{HOME}members/paste/", "text"),
        (f"{HOME}agreements/add/", "until"),
        (f"{HOME}periodicals/add/", "timing"),
    ):
        page = staff.post(address, {field: text, "title": "Название", "kind": "journal"})
        assert page.status_code == 422, address
        assert texts(page, "//*[contains(@class, 'errorlist') or @role='alert']") != [], address
    assert not Membership.objects.exists()
