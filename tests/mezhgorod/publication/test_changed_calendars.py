"""Calendars tell what became of events: moved, cancelled, put off; read by another parser."""

from datetime import date

import pytest
import recurring_ical_events
from icalendar import Calendar
from tests.factories.approvals import GROUNDS, NOW, make_draft, rows_of

from mezhgorod.planning.actions.changes.changing import cancel, change_host, postpone
from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.publication.calendars import plan_calendar
from mezhgorod.publication.data import plan_data
from mezhgorod.publication.links import Links
from mezhgorod.registry.rules import SYSTEM
from planbook.writers.ics import write_ics

pytestmark = pytest.mark.django_db
COMMON = {"grounds": GROUNDS, "actor": SYSTEM, "now": NOW}
LINKS = Links(
    event=lambda uid: f"https://example.org/events/{uid}/",
    plan=lambda slug: f"https://example.org/plans/{slug}/",
    city=lambda slug: f"https://example.org/cities/{slug}/",
)


@pytest.fixture
def plan() -> Plan:
    return make_draft(PlanState.PUBLISHED)


def shown(plan: Plan, day: date) -> list[tuple[str, str]]:
    """Status and title of every entry of a day, as another program reads the feed."""
    feed = Calendar.from_ical(write_ics(plan_calendar(plan=plan, links=LINKS)))
    return [
        (str(one["STATUS"]), str(one["SUMMARY"]))
        for one in recurring_ical_events.of(feed).at(day)
        if "Форум" in one["SUMMARY"]
    ]


def test_a_moved_event_stands_on_its_new_day_only(plan: Plan) -> None:
    postpone(item=rows_of(plan)[0], wording="29 мая", **COMMON)

    assert shown(plan, date(2023, 5, 29)) == [("CONFIRMED", "Форум малых городов")]
    assert shown(plan, date(2023, 5, 15)) == []


def test_a_cancelled_event_stays_with_a_mark(plan: Plan) -> None:
    cancel(item=rows_of(plan)[0], **COMMON)

    assert shown(plan, date(2023, 5, 15)) == [("CANCELLED", "ОТМЕНЕНО: Форум малых городов")]


def test_an_event_put_off_without_a_date_is_called_off_on_its_old_day(plan: Plan) -> None:
    postpone(item=rows_of(plan)[0], wording="", **COMMON)

    assert shown(plan, date(2023, 5, 15)) == [
        ("CANCELLED", "ОТЛОЖЕНО, новый срок не назначен: Форум малых городов")
    ]


def test_data_tell_changes_of_approved_plans_without_people(plan: Plan) -> None:
    change_host(item=rows_of(plan)[0], wording="г. Тверь", **COMMON)

    (section,) = plan_data(plan=plan, links=LINKS)["sections"]

    assert [one["changes"] for one in section["items"]] == [
        [
            {
                "kind": "host",
                "at": "2023-03-01T09:00:00+00:00",
                "before": "г. Вологда",
                "after": "г. Тверь",
                "reason": "Совпало с днём выборов",
                "basis": "письмо администрации города от 1 марта 2023 г. № 7",
            }
        ],
        [],
        [],
    ]


def test_changes_of_a_draft_are_told_to_nobody() -> None:
    plan = make_draft(PlanState.DRAFT)
    postpone(item=rows_of(plan)[0], wording="29 мая", **COMMON)
    Plan.objects.update(state=PlanState.PUBLISHED)

    (section,) = plan_data(plan=plan, links=LINKS)["sections"]

    assert [one["changes"] for one in section["items"]] == [[], [], []]
