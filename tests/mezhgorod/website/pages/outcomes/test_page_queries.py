"""Pages about what was held cost as many queries for three events as for one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.outcomes import Stage, make_held, make_stage, put
from tests.factories.plans import NOW
from tests.factories.read_reports import gold_events, paragraphs
from tests.factories.reports import make_report

from mezhgorod.outcomes.models import EventAward, FactSource, HeldEvent, Standing, Talk
from mezhgorod.outcomes.rules import PartyRole
from mezhgorod.planning.models import EventSeries
from mezhgorod.registry.models import Municipality, User
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.actions.reading import keep_read_events

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]


@pytest.fixture
def stage() -> Stage:
    stage = make_stage()
    EventSeries.objects.create(owner=stage.owner, name="Слёт", slug="rally", key="слёт")
    return stage


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_user("administrator", is_staff=True))
    return client


def add_facts(held: HeldEvent, count: int) -> None:
    city = Municipality.objects.get(name="Вологда")
    put(held, "Вологда", role=PartyRole.HOST)
    put(held, ", ".join(("Тверь", "Псков", "Шуя")[:count]))
    source = FactSource.objects.create(held_event=held, kind="directorate", at=NOW)
    for number in range(count):
        told = {"held_event": held, "position": number, "source": source, "municipality": city}
        Talk.objects.create(name=f"Докладчик {number}", **told)
        EventAward.objects.create(winner=f"Награждённый {number}", **told)
        table = held.standings.create(discipline=f"Вид {number}", source=source)
        Standing.objects.create(table=table, position=1, place=1, team="Вологда", municipality=city)
        held.tasks.create(position=number, text="Собрать сведения", source=source)
        held.agenda.create(position=number, title="О плане")


def add_events(stage: Stage, count: int) -> None:
    series = EventSeries.objects.get(slug="rally")
    for number in range(count):
        held = make_held(stage.owner, title=f"Слёт {number}", timing_text="12 мая 2024")
        HeldEvent.objects.filter(pk=held.pk).update(
            series=series, edition=HeldEvent.objects.count(), published_at=NOW
        )
        add_facts(held, 1)


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(caught)


def test_lists_about_many_events(stage: Stage, staff: Client) -> None:
    city = Municipality.objects.get(name="Вологда")
    urls = ("/series/rally/", f"/cities/{city.slug}/", "/statistics/?year=2024", "/held/?year=2024")
    add_events(stage, 1)
    for url in urls:
        staff.get(url)
    few = [queries(staff, url) for url in urls]
    add_events(stage, 2)

    assert (few, [queries(staff, url) for url in urls]) == (
        [13, 19, 12, 20],
        [13, 19, 12, 20],
    )


def test_one_event_with_many_facts(stage: Stage, staff: Client) -> None:
    other = make_held(stage.owner, title="Слёт", timing_text="12 мая 2024")
    add_facts(stage.held, 1)
    add_facts(other, 3)

    assert [queries(staff, f"/held/{one.pk}/") for one in (stage.held, other)] == [22, 22]


def test_a_read_report_with_many_events(staff: Client) -> None:
    report = make_report(*paragraphs())
    counts = []
    for number in (1, 3):
        events = gold_events()[:number]
        keep_read_events(report=report, events=events, now=NOW, actor=SYSTEM)
        counts.append(queries(staff, f"/reports/{report.slug}/reading/"))

    assert counts == [10, 10]
