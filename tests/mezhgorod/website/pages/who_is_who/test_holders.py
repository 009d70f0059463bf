"""Who held a post on a day: asked by words, and on the pages of a city and of an event."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import timings
from tests.factories.html import texts, words
from tests.factories.people import make_body, make_owner, make_user
from tests.factories.plans import make_item, make_plan, make_section
from tests.factories.who_is_who import NOW, make_member, make_post, make_tenure

from mezhgorod.planning.models import PlanItem
from mezhgorod.registry.actions import PostDraft, save_post
from mezhgorod.registry.models import Membership, Organization, Post
from mezhgorod.registry.rules import SYSTEM, Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]

OLD, NEW = "Прежний глава Вологды", "Нынешний глава Вологды"


@pytest.fixture
def owner() -> Organization:
    return make_owner()


@pytest.fixture
def member(owner: Organization) -> Membership:
    return make_member("Вологда", owner=owner, places=("Вологодский округ",))


def make_head(party: Organization, *, is_public: bool = True) -> Post:
    draft = PostDraft("Глава города", is_head=True)
    post = save_post(organization=party, draft=draft, actor=SYSTEM, now=NOW)
    make_tenure(post, OLD, since="01.06.2016", until="31.05.2022", is_public=is_public)
    make_tenure(post, NEW, since="01.06.2022", is_public=is_public)
    return post


def held(client: Client, query: str) -> list[str]:
    return texts(client.get(f"/associations/who-held/?{query}"), "//div[@class='who-seat']")


@pytest.mark.parametrize(
    ("day", "name"),
    [("2022-05-31", OLD), ("2022-06-01", NEW)],
)
def test_the_question_is_answered_for_the_day(
    client: Client, member: Membership, day: str, name: str
) -> None:
    make_head(member.member)

    (found,) = held(client, f"q=глава+вологда&day={day}")

    assert (found.startswith("Глава города, Вологда"), name in found) == (True, True)


def test_a_day_before_everybody_known_names_nobody(client: Client, member: Membership) -> None:
    make_head(member.member)

    (found,) = held(client, "q=Вологда&day=1999-01-01")

    assert found == "Глава города, Вологда кто занимал в этот день, не внесено"


def test_posts_of_bodies_are_found_by_the_name_of_the_body(
    client: Client, owner: Organization
) -> None:
    post = make_post(body=make_body(owner, "Правление"))
    make_tenure(post, NEW, since="01.06.2022", is_public=True)

    (found,) = held(client, "q=правление&day=2023-01-01")

    assert NEW in found


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%00", "q=нет+такого", "q=глава&day=вчера", "q=" + "я" * 5000]
)
def test_strange_questions_are_answered_with_a_page(client: Client, query: str) -> None:
    answer = client.get(f"/associations/who-held/?{query}")

    assert (answer.status_code, texts(answer, "//div[@class='who-seat']")) == (200, [])


def pages_of(client: Client, item: PlanItem) -> dict[str, HttpResponse]:
    addresses = {
        "asked": "/associations/who-held/?q=вологда&day=2023-09-01",
        "city": "/cities/vologda/?day=2023-09-01",
        "event": f"/events/{item.event.uid}/",
    }
    return {name: client.get(address) for name, address in addresses.items()}


@pytest.fixture
def item(member: Membership) -> PlanItem:
    section = make_section(make_plan(owner=member.association.name))
    return make_item(section, timing=timings.SPARTAKIAD, city=member.member.territory)


@pytest.mark.parametrize(
    ("role", "own", "sees"),
    [
        (None, True, False),
        (Role.CITY_CONTACT, True, False),
        (Role.AUDITOR, False, False),
        (Role.AUDITOR, True, True),
    ],
    ids=["the public", "a city", "an auditor elsewhere", "an auditor"],
)
def test_names_that_are_not_published_stay_hidden(
    client: Client, member: Membership, item: PlanItem, role: Role | None, own: bool, sees: bool
) -> None:
    make_head(member.member, is_public=False)
    if role:
        where = member.association if own else make_owner("Другой союз")
        party = member.member if role is Role.CITY_CONTACT else None
        client.force_login(make_user("reader", role, owner=where, party=party))

    found = pages_of(client, item)

    assert {name: NEW in words(page) for name, page in found.items()} == dict.fromkeys(found, sees)
    assert [OLD in words(page) for page in found.values()] == [False, False, False]


def test_an_event_of_a_known_day_names_the_head_of_its_city(
    client: Client, member: Membership, item: PlanItem
) -> None:
    make_head(member.member)

    assert "Кто возглавлял город" in words(pages_of(client, item)["event"])
    assert NEW in words(pages_of(client, item)["event"])


def test_an_event_without_a_day_names_nobody(client: Client, member: Membership) -> None:
    make_head(member.member)
    section = make_section(make_plan(owner=member.association.name))
    item = make_item(section, timing=timings.MAY, city=member.member.territory)

    assert "Кто возглавлял город" not in words(pages_of(client, item)["event"])


def test_a_city_shows_its_head_and_its_associations_on_a_day(
    client: Client, member: Membership
) -> None:
    make_head(member.member)

    before = words(client.get("/cities/vologda/?day=2020-01-01"))

    assert (OLD in before, NEW in before) == (True, False)
    assert "Вместе с: Вологодский округ" in before


def test_a_district_of_a_member_leads_to_the_member(client: Client, member: Membership) -> None:
    shown = words(client.get(f"/cities/{member.places.get().municipality.slug}/"))

    assert "вместе с членом: Вологда" in shown


def test_a_district_of_a_member_that_has_left_shows_nothing(
    client: Client, member: Membership
) -> None:
    Membership.objects.filter(pk=member.pk).update(
        until_text="31.12.2020", until_earliest=date(2020, 12, 31), until_latest=date(2020, 12, 31),
        end_kind="left",
    )  # fmt: skip
    address = f"/cities/{member.places.get().municipality.slug}/"

    now, then = words(client.get(address)), words(client.get(f"{address}?day=2020-06-01"))

    assert ("вместе с членом" in now, "вместе с членом" in then) == (False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_question_costs_a_fixed_number_of_queries(
    client: Client,
    owner: Organization,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make_head(make_member(f"Город{'абв'[number]}", owner=owner).member, is_public=False)
    client.force_login(make_user("reader", Role.AUDITOR, owner=owner))

    with django_assert_num_queries(7):
        client.get("/associations/who-held/?q=глава")
