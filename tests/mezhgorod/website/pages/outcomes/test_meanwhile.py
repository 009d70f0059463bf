"""The form of a host while others change the same event: nothing typed is lost, one press sends."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.held_pages import HeldPages, make_held_pages
from tests.factories.html import words

from mezhgorod.outcomes.actions import accept_facts, change_held
from mezhgorod.outcomes.models import Participation
from mezhgorod.outcomes.rules import TAKE_ATTENDANCE
from mezhgorod.registry.rules import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]
TYPED = {
    "outcome": "held", "timing_text": "17 мая 2023 года", "venue": "Дом культуры",
    "cities": "Тверь", "result": "Обсудили маршруты.", "do": "send",
}  # fmt: skip


@pytest.fixture
def pages() -> HeldPages:
    return make_held_pages()


def hidden(page: Any) -> dict[str, str]:
    """The hidden fields of the form as a browser sends them."""
    found = re.findall(r'<input type="hidden" name="(seen|was|known)" value="([^"]*)"', page.text)
    return {name: value.replace("&quot;", '"') for name, value in found}


def change(pages: HeldPages, **values: Any) -> None:
    change_held(held=pages.now(), values=values, actor=SYSTEM, now=timezone.now())  # type: ignore[arg-type]


def cities() -> set[str]:
    rows = Participation.objects.filter(role="participant", is_current=True)
    return set(rows.values_list("text", flat=True))


def test_the_directorate_was_quicker(pages: HeldPages) -> None:
    host, url = Client(), reverse("tell", args=(pages.link(),))
    opened = host.get(url)
    change(pages, venue="Дворец творчества", attendance_mode="hybrid")

    again = host.post(url, TYPED | hidden(opened))
    shown = words(again)

    assert again.status_code == 422
    assert "Пока вы заполняли, сведения изменили." in shown
    assert (
        "Изменены сведения: как проходило «очно и дистанционно»; площадка «Дворец творчества»."
        in shown
    )
    assert "«Где»: записано «Дворец творчества»" in shown
    assert (
        "Здесь вы ничего не меняли, взято записанное: «Как проходило»: «очно и по видеосвязи»"
        in shown
    )
    assert 'value="Дом культуры"' in again.text
    assert "Обсудили маршруты." in again.text
    assert pages.now().venue == "Дворец творчества"

    sent = host.post(url, TYPED | {"attendance_mode": "hybrid"} | hidden(again), follow=True)
    assert "сведения у дирекции" in words(sent)
    held = pages.now()
    assert (held.state, held.venue, held.attendance_mode) == (
        "submitted", "Дом культуры", "hybrid",
    )  # fmt: skip


def test_ticks_on_the_spot_were_quicker(pages: HeldPages) -> None:
    host, url = Client(), reverse("tell", args=(pages.link(),))
    opened = host.get(url)
    door = reverse("attend", args=(pages.link(TAKE_ATTENDANCE),))
    Client().post(door, {"guests": "Минск, Псков"})

    again = host.post(url, TYPED | hidden(opened))
    shown = words(again)

    assert (again.status_code, cities()) == (422, {"Минск", "Псков"})
    assert "Уже отмечены и останутся в списке: Минск, Псков." in shown
    assert "Отмечен участник Минск." in shown
    host.post(url, TYPED | hidden(again))
    assert (pages.now().state, cities()) == ("submitted", {"Минск", "Псков", "Тверь"})


def test_the_host_was_quicker_than_those_who_tick(pages: HeldPages) -> None:
    door = reverse("attend", args=(pages.link(TAKE_ATTENDANCE),))
    on_the_spot = Client()
    on_the_spot.get(door)
    Client().post(reverse("tell", args=(pages.link(),)), TYPED)

    late = on_the_spot.post(door, {"guests": "Минск"}, follow=True)

    assert "Сведения уже у дирекции" in words(late)
    assert (pages.now().state, cities()) == ("submitted", {"Тверь"})


def test_what_comes_after_acceptance_is_not_taken_for_told(pages: HeldPages) -> None:
    host, url = Client(), reverse("tell", args=(pages.link(),))
    opened = host.get(url)
    change(pages, outcome="held")
    accept_facts(held=pages.now(), actor=SYSTEM, now=timezone.now())

    late = host.post(url, TYPED | hidden(opened))

    assert (late.status_code, pages.now().venue) == (422, "")
    assert "последняя правка не записана" in words(late)


@pytest.mark.parametrize("known", ["", "{", "[]", '"x"', '{"venue": ["a"]}', "null", "[" * 90_000])
def test_a_made_up_beginning_breaks_nothing(pages: HeldPages, known: str) -> None:
    change(pages, venue="Дворец")
    url = reverse("tell", args=(pages.link(),))
    again = Client().post(url, TYPED | {"seen": "0", "known": known})
    assert (again.status_code, pages.now().state) == (422, "draft")
