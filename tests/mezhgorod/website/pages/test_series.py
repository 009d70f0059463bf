"""A series and its editions."""

import re

import pytest
from django.test import Client
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.planning.models import EventSeries, Plan
from mezhgorod.planning.rules import PlanState

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def edition(plan: Plan, series: EventSeries, number: int, text: str) -> None:
    item = make_item(make_section(plan), f"{text} чтения", edition=number, edition_text=text)
    item.event.series = series
    item.event.save()


def test_editions_stand_latest_first_and_unpublished_ones_are_left_out(client: Client) -> None:
    plan = make_plan("plan-a")
    later = make_plan("plan-b", period_start="2024-01-01", period_end="2024-12-31")
    draft = make_plan("plan-c", state=PlanState.DRAFT)
    series = EventSeries.objects.create(owner=plan.owner, name="Чтения", slug="chteniya", key="ч")
    edition(plan, series, 28, "XXVIII")
    edition(later, series, 29, "XXIX")
    edition(draft, series, 30, "XXX")

    page = client.get("/series/chteniya/").content.decode()

    titles = re.findall(r'<div class="name"><a href="[^"]+">([^<]+)</a>', page)
    assert titles == ["XXIX чтения", "XXVIII чтения"]


def test_a_series_of_unpublished_events_is_not_found(client: Client) -> None:
    plan = make_plan(state=PlanState.DRAFT)
    series = EventSeries.objects.create(owner=plan.owner, name="Чтения", slug="chteniya", key="ч")
    edition(plan, series, 1, "I")

    assert client.get("/series/chteniya/").status_code == 404
