"""Facts that are not shown yet stay out of counts, histories of cups and comparisons of others."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from tests.factories.outcomes import NOW, Stage, make_held, make_stage
from tests.factories.people import make_owner, make_user
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.outcomes.models import FactSource, HeldEvent, Trophy, TrophyHolding
from mezhgorod.outcomes.rules import Outcome, SourceKind
from mezhgorod.planning.models import EventSeries
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]


@pytest.fixture
def stage() -> Stage:
    return make_stage()


def shares(client: Client) -> list[str]:
    """Held, otherwise, cancelled, not held, silent, ahead, exchanges, percent."""
    page = client.get("/statistics/fulfilment.csv?year=2023").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(page), delimiter=";"))[1][1:]


def test_fulfilment_counts_what_the_visitor_may_see(
    client: Client, stage: Stage, directorate: User
) -> None:
    item = make_item(make_section(make_plan(owner=stage.owner)), "Форум")
    HeldEvent.objects.filter(pk=stage.held.pk).update(event=item.event, outcome=Outcome.NOT_HELD)

    everybody = shares(client)
    client.force_login(directorate)
    own = shares(client)
    HeldEvent.objects.filter(pk=stage.held.pk).update(published_at=NOW)
    client.logout()

    assert everybody == ["0", "0", "0", "0", "1", "0", "0", "0"]
    assert own == shares(client) == ["0", "0", "0", "1", "0", "0", "0", "0"]


def test_a_plan_is_compared_with_the_facts_of_ones_own_section(
    client: Client, stage: Stage
) -> None:
    plan = make_plan(owner=stage.owner)
    item = make_item(make_section(plan), "Форум")
    HeldEvent.objects.filter(pk=stage.held.pk).update(
        event=item.event, outcome=Outcome.CANCELLED, reason="Хозяева отказались"
    )
    bodies = {"own": stage.body, "other": stage.owner.bodies.exclude(pk=stage.body.pk).get()}

    told = {}
    for name, body in bodies.items():
        client.force_login(make_user(name, Role.BODY_COORDINATOR, owner=stage.owner, body=body))
        page = client.get(f"/plans/{plan.slug}/fact/")
        told[name] = (page.status_code, "Хозяева отказались" in page.content.decode())

    assert told == {"own": (200, True), "other": (200, False)}


def test_the_holder_of_a_cup_is_told_with_its_event(client: Client, stage: Stage) -> None:
    series = EventSeries.objects.create(owner=stage.owner, name="Игры", slug="games", key="games")
    HeldEvent.objects.filter(pk=stage.held.pk).update(series=series, edition=3, published_at=NOW)
    hidden = make_held(stage.owner, title="Закрытые игры", timing_text="май 2024")
    HeldEvent.objects.filter(pk=hidden.pk).update(series=series, edition=4)
    source = FactSource.objects.create(held_event=hidden, kind=SourceKind.DIRECTORATE, at=NOW)
    cup = Trophy.objects.create(series=series, name="Кубок")
    TrophyHolding.objects.create(trophy=cup, held_event=hidden, holder="Пинега", source=source)
    others = make_user("other", Role.DIRECTORATE, owner=make_owner("Ассоциация городов Поволжья"))
    own = make_user("own", Role.DIRECTORATE, owner=stage.owner)

    told = []
    for user in (None, others, own):
        if user:
            client.force_login(user)
        told.append("Пинега" in client.get("/series/games/").content.decode())

    assert told == [False, False, True]
