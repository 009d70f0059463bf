"""The page where a person confirms what was read in a report."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.people import make_user
from tests.factories.plans import NOW
from tests.factories.read_reports import gold_events
from tests.factories.reports import make_report

from mezhgorod.outcomes.models import HeldEvent, Participation
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM, Role
from mezhgorod.reporting.actions.reading import keep_read_events
from mezhgorod.reporting.models import AnnualReport, ReadEvent, ReadFact

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]

PAGE = "/reports/report-2024/reading/"
TEXT = "В Костроме прошёл слёт. Приехали из Вологды и Твери."


@pytest.fixture
def report() -> AnnualReport:
    """A report with the games (7 facts) and the youth section (5 facts), read."""
    return read()


def read(count: int = 1) -> AnnualReport:
    made = make_report(*([TEXT] * 45))
    events = [gold_events()[2], gold_events()[11]][:count]
    keep_read_events(report=made, events=events, now=NOW, actor=SYSTEM)
    return made


def logged_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_the_public_sees_nothing_of_it(
    client: Client, report: AnnualReport, outsider: User
) -> None:
    assert client.get(PAGE).url == f"/login/?next={PAGE}"
    assert client.post(f"{PAGE}do/", {"do": "all"}).url == f"/login/?next={PAGE}"
    page = client.get("/reports/report-2024/").content.decode()
    assert "reading" not in page

    client.force_login(outsider)

    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}do/", {"do": "all"}).status_code == 403
    for address in ("facts", "events"):
        assert client.get(f"{PAGE}{address}/{ReadFact.objects.first().pk}/").status_code == 403
    assert "reading" not in client.get("/reports/report-2024/").content.decode()
    assert not HeldEvent.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize(("role", "status"), [(Role.DIRECTORATE, 200), (Role.AUDITOR, 403)])
def test_who_loads_documents_of_the_owner_reads_it(
    client: Client, report: AnnualReport, role: Role, status: int
) -> None:
    user = make_user("somebody", role, owner=report.owner)
    client.force_login(user)

    assert client.get(PAGE).status_code == status


def test_the_report_leads_to_its_facts(
    client: Client, report: AnnualReport, directorate: User
) -> None:
    logged_in(client, directorate)
    page = client.get("/reports/report-2024/").content.decode()
    assert "Найдено 1 мероприятие: проверить факты" in page.replace("\xa0", " ")

    client.post(f"{PAGE}do/", {"do": "all"})

    page = client.get("/reports/report-2024/").content.decode()
    assert "подтверждено 7 из 7" in page.replace("\xa0", " ")


def test_words_are_marked_and_each_fact_has_its_buttons(
    client: Client, report: AnnualReport, directorate: User
) -> None:
    host = ReadFact.objects.get(type="host")
    people = ReadFact.objects.get(type="participants")
    ReadFact.objects.exclude(pk=host.pk).update(start=0, end=0)
    ReadFact.objects.filter(pk=people.pk).update(start=0, end=16, paragraph=host.paragraph)
    ReadFact.objects.filter(pk=host.pk).update(start=2, end=10)

    page = logged_in(client, directorate).get(PAGE).content.decode()

    marks = re.findall(r'<mark data-words="(\d+)">(.*?)</mark>', page)
    assert marks == [
        (str(people.pk), "В "),
        (str(host.pk), "Костроме"),
        (str(people.pk), " прошё"),
    ]
    assert page.count('name="do" value="confirm"') == 7
    assert "Подтверждено 0 из 7" in page
    assert len(re.findall("<h1", page)) == 1


def test_a_fact_is_confirmed_refused_and_taken_back(
    client: Client, report: AnnualReport, directorate: User
) -> None:
    logged_in(client, directorate)
    host = ReadFact.objects.get(type="host")
    following = host.read_event.facts.get(position=host.position + 1)

    answer = client.post(f"{PAGE}do/", {"do": "confirm", "fact": host.pk, "show": "waiting"})

    assert answer.url == f"{PAGE}?show=waiting#fact-{following.pk}"
    assert Participation.objects.get().text == "Петрозаводск"
    client.post(f"{PAGE}do/", {"do": "undo", "fact": host.pk})
    assert not Participation.objects.exists()
    client.post(f"{PAGE}do/", {"do": "refuse", "fact": host.pk})
    host.refresh_from_db()
    assert host.state == "refused"


def test_an_event_is_confirmed_with_its_facts(
    client: Client, report: AnnualReport, directorate: User
) -> None:
    games = ReadEvent.objects.get()

    logged_in(client, directorate).post(f"{PAGE}do/", {"do": "whole", "event": games.pk})

    assert HeldEvent.objects.get().participations.count() == 9
    page = client.get(PAGE).content.decode()
    assert "Подтверждено 7 из 7" in page
    assert "Подтвердить всё без сомнений" not in page


@pytest.mark.once
def test_what_is_shown_can_be_narrowed(
    client: Client, report: AnnualReport, directorate: User
) -> None:
    logged_in(client, directorate)
    number = ReadFact.objects.get(type="ordinal")
    ReadFact.objects.filter(pk=number.pk).update(number=5)

    def shown(name: str) -> list[str]:
        page = client.get(PAGE, {"show": name}).content.decode()
        return re.findall(r'<li id="fact-(\d+)"', page)

    assert len(shown("waiting")) == 7
    assert shown("doubtful") == [str(number.pk)]
    assert "В названии № 3" in client.get(PAGE).content.decode().replace("\xa0", " ")
    client.post(f"{PAGE}do/", {"do": "all"})
    assert shown("waiting") == [str(number.pk)]
    client.post(f"{PAGE}do/", {"do": "refuse", "fact": number.pk})
    assert "Сомнений не осталось" in client.get(PAGE, {"show": "doubtful"}).content.decode()


def test_a_fact_is_corrected_on_its_page(
    client: Client, report: AnnualReport, directorate: User
) -> None:
    count = ReadFact.objects.get(type="count-people")
    address = f"{PAGE}facts/{count.pk}/"
    assert 'value="400"' in logged_in(client, directorate).get(address).content.decode()

    refused = client.post(address, {"number": "много", "hedge": "~"})
    done = client.post(address, {"number": "380", "hedge": "="})

    assert (refused.status_code, done.url) == (422, f"{PAGE}#fact-{count.pk}")
    assert HeldEvent.objects.get().counts.get().number == 380
    assert "Прочитано было: <del>около 400</del>" in client.get(PAGE).content.decode().replace(
        "\xa0", " "
    )


@pytest.mark.once
@pytest.mark.parametrize("kind", ["host", "participants", "standing", "ordinal"])
def test_every_kind_of_fact_has_its_form(
    client: Client, report: AnnualReport, directorate: User, kind: str
) -> None:
    fact = ReadFact.objects.filter(type=kind).first()
    assert fact is not None

    page = logged_in(client, directorate).get(f"{PAGE}facts/{fact.pk}/").content.decode()

    names = set(re.findall(r'name="(values|number|hedge)"', page))
    assert (
        names
        == {
            "host": {"values"},
            "participants": {"values"},
            "standing": {"values", "number"},
            "ordinal": {"number"},
        }[kind]
    )


def test_an_event_is_named_and_placed_on_its_page(
    client: Client, report: AnnualReport, directorate: User
) -> None:
    games = ReadEvent.objects.get()
    address = f"{PAGE}events/{games.pk}/"
    said = {"title": "Зимние игры", "kind": "игры", "edition": "3", "role": "supported"}
    assert logged_in(client, directorate).get(address).status_code == 200
    assert client.post(address, {**said, "title": ""}).status_code == 422

    client.post(address, {**said, "choice": "outside", "then": "confirm"})

    held = HeldEvent.objects.get()
    assert (held.title, held.involvement, held.event) == ("Зимние игры", "supported", None)
    games.refresh_from_db()
    assert games.is_outside_plan


def test_a_report_without_facts_offers_to_read_them(client: Client, directorate: User) -> None:
    make_report("В Вологде прошла конференция «Вода».")
    assert "Прочитать факты" in logged_in(client, directorate).get(PAGE).content.decode()

    client.post(f"{PAGE}now/")

    assert ReadFact.objects.get(type="host").values == ["Вологда"]


@pytest.mark.once
@pytest.mark.parametrize(
    "said",
    [
        {"do": "confirm", "fact": "999999"},
        {"do": "confirm", "fact": "9" * 40},
        {"do": "confirm", "fact": "\0"},
        {"do": "refuse", "event": "x"},
        {"do": "drop"},
        {},
    ],
)
def test_nonsense_changes_nothing(
    client: Client, report: AnnualReport, directorate: User, said: dict[str, str]
) -> None:
    answer = logged_in(client, directorate).post(f"{PAGE}do/", said)

    assert answer.status_code == 302
    assert not ReadFact.objects.exclude(state="waiting").exists()


@pytest.mark.parametrize("count", [1, 2])
def test_queries_do_not_grow_with_events(
    client: Client,
    directorate: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    read(count)
    logged_in(client, directorate)

    with django_assert_num_queries(10):
        assert client.get(PAGE).status_code == 200


def test_what_was_not_found_can_be_written_by_hand(
    client: Client, report: AnnualReport, directorate: User
) -> None:
    page = logged_in(client, directorate).get(PAGE).content.decode()
    new = f"/held/new/?owner={report.owner.slug}"
    assert f'<a href="{new}">' in page
    assert client.get(new).status_code == 200
    assert "/reports/written/new/" not in page

    client.post(f"{PAGE}do/", {"do": "all"})

    assert "/reports/written/new/" in client.get(PAGE).content.decode()
