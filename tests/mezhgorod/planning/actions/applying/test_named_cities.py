"""Cities that a row only speaks of: linked, but neither its place nor its partner."""

import pytest

from mezhgorod.planning.models import EventParticipant, EventPlace, PlanItem
from mezhgorod.planning.rules import EventRole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def item_of(words: str) -> PlanItem:
    return PlanItem.objects.get(event__title__contains=words)


def spoken_of(item: PlanItem) -> list[str]:
    people = EventParticipant.objects.filter(event=item.event, role=EventRole.MENTION)
    return [one.municipality.name for one in people.select_related("municipality")]


def places_of(item: PlanItem) -> list[str]:
    places = EventPlace.objects.filter(event=item.event).select_related("municipality")
    return [place.municipality.name for place in places]


def test_cities_of_a_topic_are_mentions_and_the_host_is_none() -> None:
    item = item_of("Создание точек притяжения")

    assert spoken_of(item) == ["Архангельск", "Петрозаводск", "Тверь", "Северодвинск"]
    assert places_of(item) == ["Череповец"]


def test_the_host_named_in_its_own_title_is_not_a_mention() -> None:
    item = item_of("Рабочая встреча руководителей Администраций")

    assert spoken_of(item) == ["Рыбинск"]
    assert places_of(item) == ["Вологда"]


def test_a_city_inside_an_organizer_has_that_role_only() -> None:
    item = item_of("Вебинар «Инициативное бюджетирование")

    assert spoken_of(item) == []
