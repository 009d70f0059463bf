"""The calendar of a real plan, read by a program that is not ours."""

from collections import Counter
from datetime import date

import icalendar
import pytest
import recurring_ical_events
from tests.mezhgorod.publication.test_calendars import LINKS

from mezhgorod.planning.models import Event, Plan
from mezhgorod.planning.rules import TimingKind
from mezhgorod.publication.calendars import city_calendar, plan_calendar
from mezhgorod.publication.data import plan_data
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import NOBODY
from planbook.writers.ics import Fuzzy, write_ics

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture
def union_plan() -> Plan:
    return Plan.objects.get(document__file_name="sgcszr-plan-2023.txt")


def feed(plan: Plan, fuzzy: Fuzzy = Fuzzy.SHOW) -> icalendar.Calendar:
    data = write_ics(plan_calendar(plan=plan, links=LINKS), fuzzy=fuzzy)
    return icalendar.Calendar.from_ical(data)


def test_only_rows_with_days_are_settled_entries(union_plan: Plan) -> None:
    entries = feed(union_plan).walk("VEVENT")

    settled = [entry for entry in entries if entry["STATUS"] == "CONFIRMED"]
    # 6 days and 11 ranges of days, less the one that is marked «(перенос)».
    assert len(settled) == 16
    assert all((entry.decoded("DTEND") - entry.decoded("DTSTART")).days <= 32 for entry in settled)
    vague = [entry for entry in entries if entry["STATUS"] == "TENTATIVE"]
    assert all(
        entry["TRANSP"] == "TRANSPARENT" and str(entry["DESCRIPTION"]).startswith("Срок в плане: ")
        for entry in vague
    )


def test_no_entry_of_a_month_lands_on_a_day(union_plan: Plan) -> None:
    months = union_plan.sections.filter(items__event__timing_kind=TimingKind.MONTH).values_list(
        "items__event__uid", flat=True
    )
    exact = {str(entry["UID"]) for entry in feed(union_plan, Fuzzy.OMIT).walk("VEVENT")}

    assert exact.isdisjoint(map(str, months))
    assert len(exact) == 17


def test_days_of_september_as_another_program_counts_them(union_plan: Plan) -> None:
    exact = recurring_ical_events.of(feed(union_plan, Fuzzy.OMIT))

    found = exact.between(date(2023, 9, 1), date(2023, 10, 1))
    assert [entry.decoded("DTSTART") for entry in found] == [date(2023, 9, 15)]


def test_rows_by_month_of_the_plan(union_plan: Plan) -> None:
    events = Event.objects.filter(items__section__plan=union_plan).exclude(
        timing_kind__in=(TimingKind.RECURRING, TimingKind.UNSCHEDULED)
    )

    months = Counter(
        month
        for event in events
        if event.earliest and event.latest
        for month in range(event.earliest.month, event.latest.month + 1)
    )

    assert [months[month] for month in range(1, 13)] == [1, 2, 8, 6, 6, 6, 2, 3, 7, 7, 3, 1]


def test_city_calendar_of_vologda_holds_its_five_rows() -> None:
    city = Municipality.objects.get(name="Вологда", kind="settlement")

    calendar = city_calendar(municipality=city, actor=NOBODY, links=LINKS)

    assert len([one for one in calendar.events if one.period.edtf == "2023"]) == 5


def test_feed_of_every_plan_folds_its_lines() -> None:
    for plan in Plan.objects.all():
        lines = write_ics(plan_calendar(plan=plan, links=LINKS)).split(b"\r\n")
        assert max(map(len, lines)) <= 75


def test_data_of_every_plan_keeps_the_order_of_the_document() -> None:
    for plan in Plan.objects.all():
        rows = [
            (item["source"]["table"], item["source"]["row"])
            for section in plan_data(plan=plan, links=LINKS)["sections"]
            for item in section["items"]
        ]
        assert rows == sorted(rows)


def test_a_jubilee_says_whose_it_is_and_that_its_day_is_rough() -> None:
    plan = Plan.objects.get(document__file_name="mag-plan-2023.txt")

    [entry] = [
        entry
        for entry in feed(plan).walk("VEVENT")
        if str(entry["SUMMARY"]).startswith("Астрахань")
    ]

    assert str(entry["SUMMARY"]) == "Астрахань: 465 лет, юбилей города (16 сентября)"
    assert str(entry["DESCRIPTION"]).splitlines()[:2] == [
        "Срок в плане: 16 сентября",
        "Срок в плане назван ориентировочно.",
    ]
    assert entry["STATUS"] == "TENTATIVE"
