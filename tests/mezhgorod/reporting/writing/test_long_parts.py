"""Parts about all events of a year: the first of them for the editor, a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.outcomes import make_held, put
from tests.factories.people import make_owner
from tests.factories.written_reports import draft

from mezhgorod.outcomes.rules import PartyRole
from mezhgorod.registry.models import Organization
from mezhgorod.reporting.actions.writing import BlockWords
from mezhgorod.reporting.models import Report
from mezhgorod.reporting.queries.writing import written_report
from mezhgorod.reporting.rules import BlockKind

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def add_events(owner: Organization, count: int) -> None:
    for number in range(count):
        held = make_held(owner, title=f"Слёт {number}", timing_text="12 апреля 2024")
        put(held, "Вологда", role=PartyRole.HOST)


def year_of(owner: Organization) -> Report:
    report = draft(BlockWords(BlockKind.EVENTS), owner=owner)
    return Report.objects.select_related("owner").get(pk=report.pk)


def test_the_first_events_of_a_part_and_how_many_are_left() -> None:
    owner = make_owner()
    add_events(owner, 3)
    report = year_of(owner)

    (first,), (whole,) = (written_report(report=report, most=most).blocks for most in (2, None))

    assert (len(first.lines), first.left) == (2, 1)
    assert (len(whole.lines), whole.left) == (3, 0)


def test_many_events_cost_as_many_queries_as_one() -> None:
    owner, counts = make_owner(), []
    report = year_of(owner)
    for more in (1, 2):
        add_events(owner, more)
        with CaptureQueriesContext(connection) as caught:
            written_report(report=report)
        counts.append(len(caught))

    assert counts == [21, 21]
