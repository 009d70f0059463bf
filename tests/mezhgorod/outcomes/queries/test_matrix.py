"""Who took part in what: each city once, its strongest role, in a fixed number of queries."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.outcomes import NOW, Stage, make_held, make_stage, put

from mezhgorod.outcomes.models import HeldEvent, Participation
from mezhgorod.outcomes.queries import participation_matrix
from mezhgorod.outcomes.rules import Outcome, PartyRole

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


def test_rows_are_cities_by_how_often_they_came(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        found = participation_matrix(owner=stage.owner, years=[2024])

    assert [one.title for one in found.events] == ["Заседание секции «Туризм»", "Семинар"]
    assert [(row.name, row.marks, row.count) for row in found.rows] == [
        ("Тверь", ("participant", "participant"), 2),
        ("Вологда", ("host", ""), 1),
        ("Каргополь", ("participant", ""), 1),
    ]


def test_cancelled_and_unpublished_events_and_other_sources_are_left_out(stage: Stage) -> None:
    HeldEvent.objects.filter(title="Семинар").update(outcome=Outcome.CANCELLED)
    assert len(participation_matrix(owner=stage.owner, years=[2024]).events) == 1
    assert participation_matrix(owner=stage.owner, years=[2024], public_only=True).rows == ()

    HeldEvent.objects.filter(pk=stage.held.pk).update(published_at=NOW)
    Participation.objects.filter(role=PartyRole.PARTICIPANT).update(is_current=False)
    public = participation_matrix(owner=stage.owner, years=[2024], public_only=True)
    assert [(row.name, row.marks) for row in public.rows] == [("Вологда", ("host",))]
