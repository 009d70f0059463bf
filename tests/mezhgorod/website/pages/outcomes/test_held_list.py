"""The list of what was held: events beside plans, a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.held_pages import HeldPages, make_held_pages
from tests.factories.outcomes import make_held, put

from mezhgorod.outcomes.rules import PartyRole

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]


def beside_plans(pages: HeldPages, count: int) -> None:
    for number in range(count):
        held = make_held(pages.owner, title=f"Встреча {number}", timing_text="12 мая 2023")
        put(held, "Вологда", role=PartyRole.HOST)
        put(held, "Тверь, Псков")


def test_an_event_beside_plans_is_listed() -> None:
    pages = make_held_pages()
    beside_plans(pages, 1)

    shown = pages.client().get("/held/?year=all")

    assert (shown.status_code, "Встреча 0" in shown.text) == (200, True)


def test_many_events_cost_as_many_queries_as_one() -> None:
    pages = make_held_pages()
    client, counts = pages.client(), []
    for _ in (1, 3):
        beside_plans(pages, 1 if not counts else 2)
        with CaptureQueriesContext(connection) as caught:
            shown = client.get("/held/?year=all")
        assert shown.status_code == 200
        counts.append(len(caught))

    assert counts == [19, 19]
