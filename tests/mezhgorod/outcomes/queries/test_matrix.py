"""Who took part in what: each city once, its strongest role, in a fixed number of queries."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.outcomes import Stage, make_held, make_stage, put

from mezhgorod.outcomes.models import HeldEvent, Participation
from mezhgorod.outcomes.queries import participation_matrix
from mezhgorod.outcomes.rules import Outcome, PartyRole
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.registry.models import Organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    found = make_stage()
    put(found.held, "Вологда, Тверь, Каргополь")
    seminar = make_held(found.owner, title="Семинар", timing_text="май 2024")
    put(seminar, "Тверь")
    make_held(found.owner, title="Без списка", timing_text="июнь 2024")
    make_held(found.owner, title="Прошлый год", timing_text="июнь 2023")
    return found


def signs(owner: Organization) -> list[tuple[str, str, int]]:
    events = HeldEvent.objects.filter(owner=owner, outcome=Outcome.HELD, earliest__year=2024)
    rows = participation_matrix(events=events).rows
    return [(one.name, "".join(sign or "-" for sign in one.signs), one.count) for one in rows]


def test_rows_are_cities_by_how_often_they_came(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        found = participation_matrix(events=HeldEvent.objects.filter(earliest__year=2024))

    assert [one.title for one in found.events] == ["Заседание секции «Туризм»", "Семинар"]
    assert signs(stage.owner) == [("Тверь", "●●", 2), ("Вологда", "■-", 1)]


def test_who_was_far_away_is_told_apart_unless_everybody_was(stage: Stage) -> None:
    Participation.objects.filter(text="Тверь").update(mode=AttendanceMode.ONLINE)
    HeldEvent.objects.filter(title="Семинар").update(attendance_mode=AttendanceMode.ONLINE)

    assert signs(stage.owner)[0] == ("Тверь", "○●", 2)


def test_other_sources_organisers_and_names_without_a_city_are_left_out(stage: Stage) -> None:
    parties = Participation.objects.all()
    parties.filter(held_event__title="Семинар").update(role=PartyRole.ORGANIZER)
    assert parties.filter(text="Каргополь", municipality=None).exists()
    parties.filter(held_event=stage.held, text="Тверь").update(is_current=False)

    assert signs(stage.owner) == [("Вологда", "■", 1)]
