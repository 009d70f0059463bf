"""An approved row is postponed by two weeks: version 2, one line, the calendar, version 1 stays."""

import pytest
from icalendar import Calendar
from tests.factories.approvals import AMENDING, GROUNDS, LATER, NOW

from mezhgorod.planning.actions.approval.amendments import approve_amendment
from mezhgorod.planning.actions.changes.changing import postpone
from mezhgorod.planning.models import Plan, PlanChange, PlanItem, PlanVersion
from mezhgorod.planning.queries.changes import told_changes
from mezhgorod.planning.queries.versions import version_faults
from mezhgorod.publication.amendment_documents import amendment_view
from mezhgorod.publication.calendars import plan_calendar
from mezhgorod.publication.links import Links
from mezhgorod.publication.versions import VERSION_FORMATS, version_file
from mezhgorod.registry.rules import SYSTEM
from planbook.writers.ics import write_ics

pytestmark = pytest.mark.django_db
LINKS = Links(
    event=lambda uid: f"https://example.org/events/{uid}/",
    plan=lambda slug: f"https://example.org/plans/{slug}/",
    city=lambda slug: f"https://example.org/cities/{slug}/",
)


@pytest.fixture
def plan(demo: None) -> Plan:
    return Plan.objects.get(slug="sgtsszr-2023")


@pytest.fixture
def item(plan: Plan) -> PlanItem:
    """The first row of the plan with one exact day."""
    found = PlanItem.objects.filter(section__plan=plan, event__timing_kind="day")
    return found.select_related("event", "section").order_by("position")[0]


def entry(plan: Plan, uid: object) -> dict[str, str]:
    feed = Calendar.from_ical(write_ics(plan_calendar(plan=plan, links=LINKS)))
    (found,) = [one for one in feed.walk("VEVENT") if one["UID"] == str(uid)]
    return {
        "start": str(found.decoded("DTSTART")),
        "sequence": str(found["SEQUENCE"]),
        "status": str(found["STATUS"]),
        "description": str(found["DESCRIPTION"]),
    }


def files_of(version: PlanVersion) -> dict[str, bytes]:
    fresh = PlanVersion.objects.get(pk=version.pk)
    return {
        ending: version_file(version=fresh, extension=ending).content for ending in VERSION_FORMATS
    }


def test_postponing_an_approved_row_by_two_weeks(plan: Plan, item: PlanItem) -> None:
    uid, sequence = item.event.uid, item.event.sequence
    before = entry(plan, uid)

    change = postpone(item=item, wording="23 февраля", grounds=GROUNDS, actor=SYSTEM, now=NOW)

    assert change is not None
    first = PlanVersion.objects.get(plan=plan)
    kept = files_of(first)
    amendment = change.amendment
    assert amendment is not None
    assert (first.number, str(amendment)) == (1, "Изменения № 1")
    second = approve_amendment(
        amendment=amendment, approval=AMENDING, seen_change=change.pk, actor=SYSTEM, now=LATER
    )

    view = amendment_view(amendment)
    assert view is not None
    (line,) = view.changes
    assert [(one.facet.name, one.before, one.after) for one in line.row.changes] == [
        ("timing", "9 февраля", "23 февраля")
    ]
    assert (second.number, line.reasons) == (2, ("Совпало с днём выборов",))
    after = entry(plan, uid)
    assert (after["start"], after["sequence"], after["status"]) == (
        "2023-02-23",
        str(sequence + 1),
        "CONFIRMED",
    )
    assert before["start"] != after["start"]
    assert "Перенос: было " in after["description"]
    assert "Совпало с днём выборов" in after["description"]
    assert [one.event_uid for one in told_changes()] == [uid]
    assert PlanChange.objects.get().kind == "postpone"
    assert files_of(first) == kept
    assert list(version_faults()) == []
