"""A city named in the form of a host: an offer for who keeps the series, nothing for others."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.editions import series
from tests.factories.held_pages import HeldPages, make_held_pages
from tests.factories.html import words

from mezhgorod.outcomes.actions import accept_facts, publish_facts
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.planning.models import EventSeries
from mezhgorod.registry.rules import SYSTEM, Role

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]


@pytest.fixture
def pages() -> HeldPages:
    pages = make_held_pages()
    found = series(pages.owner, "Заседание секции «Туризм»", "заседание секция туризм")
    HeldEvent.objects.filter(pk=pages.held.pk).update(series=found, edition=4)
    EventSeries.objects.filter(pk=found.pk).update(slug="turizm")
    pages.item.event.series = found
    pages.item.event.save()
    return pages


def test_an_offer_is_seen_by_those_who_decide(pages: HeldPages) -> None:
    sent = {
        "do": "send", "outcome": "held", "timing_text": "17 мая 2023 года",
        "next_host": "в Твери", "seen": str(pages.held.sequence),
    }  # fmt: skip
    url = f"/tell/{pages.link()}/"
    told = Client().post(url, sent, follow=True)
    assert "в Твери (предложение, решает дирекция)" in words(told)

    keeper, public = pages.client(), Client()
    shown = words(keeper.get(pages.url()))
    assert "Тверь : № 5, 2024 год: предложение записано, ждёт решения" in shown
    of_series = words(keeper.get("/series/turizm/"))
    assert "предлагали принять: Тверь предложен" in of_series
    assert "Форма принимающего города: Заседание секции «Туризм»" in of_series

    who = {"held": pages.now(), "actor": SYSTEM, "now": timezone.now()}
    accept_facts(**who)
    publish_facts(**who)
    other = pages.client(Role.CITY_CONTACT, party=pages.vologda)
    for client in (public, other):
        pages_seen = [
            client.get("/series/turizm/"),
            client.get(f"/associations/{pages.owner.slug}/series/"),
        ]
        assert "№ 5" in words(pages_seen[0])
        assert all("Тверь" not in words(one) for one in pages_seen)
    assert "Твер" not in words(public.get(pages.url()))
