"""The feed of a real plan, read over HTTP by a parser that is not ours."""

from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar, Event

from mezhgorod.planning.models import Plan

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.fixture
def entries(client: Client, demo: None) -> list[Event]:
    plan = Plan.objects.get(document__file_name="sgcszr-plan-2023.txt")
    response = client.get(f"/plans/{plan.slug}/calendar.ics")
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def is_quarterly(entry: Event) -> bool:
    return "ежеквартально" in entry["DESCRIPTION"].lower()


def test_every_month_shows_the_rows_that_may_fall_into_it(entries: list[Event]) -> None:
    months: Counter[int] = Counter()
    for entry in entries:
        if not is_quarterly(entry):
            last = entry.decoded("DTEND") - timedelta(days=1)
            months.update(range(entry.decoded("DTSTART").month, last.month + 1))

    assert [months[month] for month in range(1, 13)] == [1, 2, 8, 6, 6, 6, 2, 3, 7, 7, 3, 1]


def test_no_day_is_invented(entries: list[Event]) -> None:
    """A row with a month takes its whole month and is tentative; only named days are confirmed."""
    vague = [
        entry
        for entry in entries
        if "Точный день в плане не назван" in entry["DESCRIPTION"] and not is_quarterly(entry)
    ]

    assert len(vague) == 22
    assert {str(entry["STATUS"]) for entry in vague} == {"TENTATIVE"}
    for entry in vague:
        start, end = entry.decoded("DTSTART"), entry.decoded("DTEND")
        assert (start.day, end.day) == (1, 1), entry["SUMMARY"]
    assert len([entry for entry in entries if entry["STATUS"] == "CONFIRMED"]) == 16


def test_rows_every_quarter_stand_in_each_of_the_four(entries: list[Event]) -> None:
    quarterly = [entry for entry in entries if is_quarterly(entry)]

    assert Counter(entry.decoded("DTSTART").month for entry in quarterly) == {
        1: 2,
        4: 2,
        7: 2,
        10: 2,
    }
