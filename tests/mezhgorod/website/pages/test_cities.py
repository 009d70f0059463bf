"""Cities: the list and everything that concerns one city."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.plans import make_city, make_item, make_plan, make_section
from tests.factories.reports import make_report
from tests.factories.who_is_who import make_member

from mezhgorod.planning.models import EventParticipant
from mezhgorod.planning.rules import EventRole, PlanState
from mezhgorod.registry.models import Municipality, User

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def rows(page: str) -> list[tuple[str, list[str]]]:
    """Title and tags of every drawn row, in order."""
    found = re.findall(r'<div class="name"><a href="[^"]+">([^<]+)</a>(.*?)</div>', page)
    return [
        (
            title.replace("\N{NO-BREAK SPACE}", " "),
            re.findall(r'<span class="tag[^>]*>([^<]+)<', rest),
        )
        for title, rest in found
    ]


def listed(page: str) -> list[tuple[str, str]]:
    """City and number of its rows, in order."""
    cells = re.findall(
        r'<th scope="row"><a [^>]+>([^<]+)</a></th>.*?<td class="num">(.*?)</td>', page
    )
    return [(city, re.sub(r"<[^>]+>", "", words)) for city, words in cells]


def test_a_city_shows_where_it_hosts_and_where_it_takes_part(client: Client) -> None:
    vologda, tver = make_city("Вологда", "vologda"), make_city("Тверь", "tver")
    section = make_section(make_plan())
    make_item(section, "Форум в Вологде", city=vologda)
    visit = make_item(section, "Выезд в Тверь", city=tver)
    make_item(section, "Чужое", city=tver)
    EventParticipant.objects.create(
        event=visit.event, role=EventRole.PARTNER, position=1, text="Вологда", municipality=vologda
    )

    page = client.get("/cities/vologda/").content.decode()

    assert rows(page) == [
        ("Форум в Вологде", ["место проведения"]),
        ("Выезд в Тверь", ["партнёр"]),
    ]


def test_mentions_of_reports_stand_below_with_their_words(client: Client) -> None:
    make_report("Гости из Твери уехали.", cities={"Твери": "tver"})

    page = client.get("/cities/tver/").content.decode()

    assert "Гости из <mark>Твери</mark> уехали." in page
    assert '<a href="/reports/report-2024/#p1">' in page


def test_rows_of_an_unpublished_plan_are_shown_to_staff_only(
    client: Client, directorate: User, outsider: User
) -> None:
    vologda = make_city("Вологда", "vologda")
    section = make_section(make_plan(state=PlanState.DRAFT))
    make_item(section, "Тайное заседание", city=vologda)

    anonymous = client.get("/cities/vologda/").content.decode()
    client.force_login(outsider)
    reader = client.get("/cities/vologda/").content.decode()
    client.force_login(directorate)
    staff = client.get("/cities/vologda/").content.decode()

    assert (rows(anonymous), rows(reader)) == ([], [])
    assert "Тайное" not in anonymous + reader
    assert rows(staff) == [("Тайное заседание", ["место проведения"])]


def test_the_list_counts_only_rows_the_visitor_may_read(client: Client) -> None:
    vologda = make_city("Вологда", "vologda")
    make_item(make_section(make_plan()), city=vologda)
    make_item(make_section(make_plan("draft", state=PlanState.DRAFT)), city=vologda)

    assert listed(client.get("/cities/").content.decode()) == [("Вологда", "1")]


@pytest.mark.parametrize("words", ["НОВГОРОД", "вел", "Великом Новгороде", "новг"])
def test_a_city_is_found_by_any_form_or_part_of_its_names(client: Client, words: str) -> None:
    Municipality.objects.create(
        name="Великий Новгород", slug="veliky-novgorod", search_text="великий новгород вел"
    )
    make_city("Тверь", "tver")

    found = client.get("/cities/", {"q": words}).content.decode()

    assert listed(found) == [("Великий Новгород", "только в отчётах")]


def test_words_that_no_database_can_hold_find_as_the_rest_of_them_does(client: Client) -> None:
    Municipality.objects.create(name="Вологда", slug="vologda", search_text="вологда")

    answers = [client.get("/cities/", {"q": text}) for text in ("\0", "во\0логда", "\0во")]

    assert [[city.name for city, _ in answer.context["cities"]] for answer in answers] == [
        ["Вологда"],
        ["Вологда"],
        ["Вологда"],
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_city_needs_the_same_queries_for_any_number_of_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    vologda = make_city("Вологда", "vologda")
    for number in range(count):
        section = make_section(make_plan(f"plan-{number}"))
        make_item(section, city=vologda)
    make_report(*["Вологда"] * count, cities={"Вологда": "vologda"})

    with django_assert_num_queries(19):
        assert client.get("/cities/vologda/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_cities_needs_three_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    section = make_section(make_plan())
    for number in range(count):
        make_item(section, city=make_city(f"Город {number}", f"city-{number}"))

    with django_assert_num_queries(3):
        assert len(listed(client.get("/cities/").content.decode())) == count


def test_a_city_leads_to_who_speaks_for_it(client: Client) -> None:
    member = make_member("Боровичи", places=("Боровичский район",))
    make_member("Псков")

    for name in ("Боровичи", "Боровичский район"):
        city = Municipality.objects.get(name=name)
        page = client.get(f"/cities/{city.slug}/")
        found = set(re.findall(r'href="(/parties/[^"]+)"', page.content.decode()))
        assert found == {f"/parties/{member.member.slug}/"}
