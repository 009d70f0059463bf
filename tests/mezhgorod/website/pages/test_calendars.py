"""Calendar feeds over HTTP, read by parsers that are not ours."""

from datetime import date

import pytest
import recurring_ical_events
from django.contrib.admin.models import LogEntry
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries
from tests.factories import timings
from tests.factories.plans import NOW, make_city, make_item, make_plan, make_section

from mezhgorod.planning.models import Event, Plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.http]

PLAN = "/plans/plan-2023/calendar.ics"
SECTION = "/plans/plan-2023/sections/2/calendar.ics"
CITY = "/cities/vologda/calendar.ics"
EVERY_FEED = [PLAN, SECTION, CITY]
UNSEEN = "Тайное совещание"


@pytest.fixture
def plan(db: None) -> Plan:
    """Two sections; the second has rows in Вологда of every kind that matters to a calendar."""
    plan = make_plan()
    vologda = make_city("Вологда", "vologda")
    make_item(make_section(plan, "Форумы"), "Форум", timings.day("9 февраля", "2023-02-09"))
    section = make_section(plan, "Семинары", "II")
    for title, timing in {
        "Слёт": timings.day_range("20-21 апреля", "2023-04-20", "2023-04-21"),
        "Семинар": timings.MAY,
        "Обмен": timings.recurring(
            "ежеквартально", "FREQ=MONTHLY;INTERVAL=3", "2023-01-01", "2023-12-31"
        ),
        "Встреча": timings.BY_AGREEMENT,
    }.items():
        make_item(section, title, timing, vologda)
    return plan


@pytest.fixture
def draft(plan: Plan) -> Plan:
    """A plan nobody may read yet, in the same city."""
    draft = make_plan("draft-2024", state=PlanState.DRAFT)
    make_item(make_section(draft), UNSEEN, timings.MAY, make_city("Вологда", "vologda"))
    return draft


def read(client: Client, path: str) -> Calendar:
    response = client.get(path)
    assert response.status_code == 200
    return Calendar.from_ical(response.content)


def on(calendar: Calendar, day: date) -> list[str]:
    found = recurring_ical_events.of(calendar).at(day)
    return sorted(str(event["SUMMARY"]) for event in found)


def test_a_feed_says_what_it_is(client: Client, plan: Plan) -> None:
    response = client.get(PLAN)

    calendar = Calendar.from_ical(response.content)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == (
        'inline; filename="plan-2023.ics"; '
        "filename*=UTF-8''%D0%9F%D0%BB%D0%B0%D0%BD%20%D0%BF%D1%80%D0%BE%D0%B2%D0%B5%D0%B4%D0%B5%D0%BD"
        "%D0%B8%D1%8F%20%D0%BE%D1%81%D0%BD%D0%BE%D0%B2%D0%BD%D1%8B%D1%85%20%D0%BC%D0%B5%D1%80%D0%BE"
        "%D0%BF%D1%80%D0%B8%D1%8F%D1%82%D0%B8%D0%B9%20%D0%BD%D0%B0%202023%20%D0%B3%D0%BE%D0%B4.ics"
    )
    assert str(calendar["X-WR-CALNAME"]) == plan.title
    assert str(calendar["SOURCE"]) == f"http://testserver{PLAN}"
    assert "Без срока, не показано в календаре: 1 мероприятие." in calendar["DESCRIPTION"]


def test_named_days_are_days_and_vague_time_is_never_a_day(client: Client, plan: Plan) -> None:
    calendar = read(client, PLAN)

    assert on(calendar, date(2023, 2, 9)) == ["Обмен (ежеквартально)", "Форум"]
    assert on(calendar, date(2023, 4, 21)) == ["Обмен (ежеквартально)", "Слёт"]
    assert on(calendar, date(2023, 4, 22)) == ["Обмен (ежеквартально)"]
    assert on(calendar, date(2023, 5, 1)) == ["Обмен (ежеквартально)", "Семинар (май)"]
    (seminar,) = [one for one in calendar.walk("VEVENT") if one["SUMMARY"].startswith("Семинар")]
    assert (seminar["STATUS"], seminar.decoded("DTSTART"), seminar.decoded("DTEND")) == (
        "TENTATIVE",
        date(2023, 5, 1),
        date(2023, 6, 1),
    )
    assert "Срок в плане: май" in seminar["DESCRIPTION"]


def test_a_row_keeps_its_number_and_leads_back(client: Client, plan: Plan) -> None:
    event = Event.objects.get(title="Форум")

    (entry,) = [one for one in read(client, PLAN).walk("VEVENT") if one["SUMMARY"] == "Форум"]

    assert str(entry["UID"]) == str(event.uid)
    assert str(entry["URL"]) == f"http://testserver/events/{event.uid}/"


def test_only_exact_days_on_demand(client: Client, plan: Plan) -> None:
    calendar = read(client, f"{PLAN}?fuzzy=omit")

    assert [str(one["SUMMARY"]) for one in calendar.walk("VEVENT")] == ["Форум", "Слёт"]


@pytest.mark.parametrize("path", [SECTION, CITY])
def test_a_section_and_a_city_hold_their_own_rows(client: Client, plan: Plan, path: str) -> None:
    titles = {str(one["SUMMARY"]) for one in read(client, path).walk("VEVENT")}

    assert titles == {"Слёт", "Семинар (май)", "Обмен (ежеквартально)"}


@pytest.mark.parametrize("path", EVERY_FEED)
@pytest.mark.parametrize("is_staff", [False, True])
def test_what_is_not_published_is_in_no_feed(
    client: Client, draft: Plan, directorate: User, path: str, is_staff: bool
) -> None:
    if is_staff:
        client.force_login(directorate)

    assert UNSEEN not in client.get(path).content.decode()


@pytest.mark.parametrize(
    "path", ["/plans/draft-2024/calendar.ics", "/plans/draft-2024/sections/1/calendar.ics"]
)
def test_a_plan_that_is_not_published_has_no_feed_even_for_staff(
    client: Client, draft: Plan, directorate: User, path: str
) -> None:
    assert client.get(path).status_code == 404
    client.force_login(directorate)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/plans/plan-1999/calendar.ics",
        "/plans/plan-2023/sections/9/calendar.ics",
        "/plans/plan-2023/sections/99999999999999999999/calendar.ics",
        "/cities/tver/calendar.ics",
    ],
)
def test_an_unknown_feed_is_not_found(client: Client, plan: Plan, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", EVERY_FEED)
def test_a_feed_that_did_not_change_is_not_sent_again(
    client: Client, plan: Plan, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(path)

    with django_assert_num_queries(4):
        second = client.get(path, headers={"if-none-match": first["ETag"]})
    third = client.get(path, headers={"if-modified-since": first["Last-Modified"]})

    assert (second.status_code, second.content, second["ETag"]) == (304, b"", first["ETag"])
    assert third.status_code == 304
    assert first["Last-Modified"] == NOW.strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert first["Cache-Control"] == second["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("path", EVERY_FEED)
def test_a_new_revision_or_a_correction_of_the_registry_is_a_new_feed(
    client: Client, plan: Plan, directorate: User, path: str
) -> None:
    def is_known(mark: str) -> bool:
        return client.get(path, headers={"if-none-match": mark}).status_code == 304

    first = client.get(path)["ETag"]
    Plan.objects.update(revision=2)
    second = client.get(path)["ETag"]
    LogEntry.objects.create(user=directorate, action_flag=2, object_repr="Вологда")

    assert not is_known(first)
    assert not is_known(second)
    assert is_known(client.get(path)["ETag"])


@pytest.mark.parametrize(("path", "count"), [(PLAN, 8), (SECTION, 8), (CITY, 8)])
def test_a_feed_of_many_rows_asks_as_often_as_a_short_one(
    client: Client,
    plan: Plan,
    path: str,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(count):
        client.get(path)
    section = plan.sections.get(position=2)
    for number in range(20):
        make_item(section, f"Семинар {number}", timings.MAY, make_city("Вологда", "vologda"))
    with django_assert_num_queries(count):
        client.get(path)


def test_programs_of_other_sites_may_read(client: Client, plan: Plan) -> None:
    asked = client.options(PLAN)

    assert client.get(PLAN)["Access-Control-Allow-Origin"] == "*"
    assert client.head(PLAN).content == b""
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert client.post(PLAN).status_code == 405
