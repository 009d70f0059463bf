"""An election on the page of the agenda: what will be written, the button, taking it back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.held_pages import HeldPages, make_held_pages
from tests.factories.html import words

from mezhgorod.outcomes.actions import accept_facts, change_held, publish_facts
from mezhgorod.outcomes.models import AgendaItem
from mezhgorod.registry.actions import PostDraft, save_post
from mezhgorod.registry.models import Post, Tenure
from mezhgorod.registry.rules import SYSTEM, Role

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]
ELECTED = "Избранный Тайнозвон"


@pytest.fixture
def pages() -> HeldPages:
    pages = make_held_pages("Общее собрание")
    values = {"outcome": "held", "timing_text": "17 мая 2023 года", "body_id": pages.body.pk}
    change_held(held=pages.held, values=values, actor=SYSTEM, now=timezone.now())  # type: ignore[arg-type]
    draft = PostDraft("Президент Союза")
    save_post(organization=pages.owner, draft=draft, actor=SYSTEM, now=timezone.now())
    return pages


def sent(pages: HeldPages, **more: str) -> dict[str, str]:
    whole = {
        "do": "save", "seen": str(pages.now().sequence), "title": "О Президенте",
        "kind": "election", "post": str(Post.objects.get().pk), "elected": ELECTED,
        "term_text": "май 2027 года", "votes_for": "12",
    }  # fmt: skip
    return whole | more


def test_an_election_is_looked_at_confirmed_and_taken_back(pages: HeldPages) -> None:
    keeper, url = pages.client(), pages.url("held_records", "agenda")
    refused = keeper.post(url, sent(pages, elected=""))
    assert (refused.status_code, "Укажите, кого избрали" in words(refused)) == (422, True)
    keeper.post(url, sent(pages))
    shown = words(keeper.get(url))
    assert f"Новые полномочия: {ELECTED}, с 17.05.2023, срок: май 2027 года." in shown
    assert "Сейчас должность никто не занимает." in shown
    assert "Основание: решение этого заседания." in shown
    assert Tenure.objects.count() == 0

    item = AgendaItem.objects.get()
    door = pages.url("held_election", item.pk)
    done = keeper.post(door, {"do": "confirm", "seen": pages.now().sequence}, follow=True)
    assert "Записано в справочник должностей." in words(done)
    assert (str(Tenure.objects.get()), Tenure.objects.get().until_text) == (
        ELECTED,
        "май 2027 года",
    )
    again = keeper.post(url, sent(pages, row=str(item.pk), votes_for="11"))
    assert "Сначала отмените запись" in words(again)

    back = keeper.post(door, {"do": "undo", "seen": pages.now().sequence}, follow=True)
    assert "прежние полномочия возвращены" in words(back)
    assert Tenure.objects.count() == 0


def test_names_of_the_elected_and_the_button_are_not_for_everybody(pages: HeldPages) -> None:
    pages.client().post(pages.url("held_records", "agenda"), sent(pages))
    who = {"held": pages.now(), "actor": SYSTEM, "now": timezone.now()}
    accept_facts(**who)
    publish_facts(**who)
    shown = words(Client().get(pages.url()))
    assert "Избрание: Президент Союза" in shown
    assert ELECTED not in shown

    coordinator = pages.client(Role.BODY_COORDINATOR, body=pages.body)
    listed = coordinator.get(pages.url("held_records", "agenda"))
    assert ELECTED in words(listed)
    assert b'value="confirm"' not in listed.content
    door = pages.url("held_election", AgendaItem.objects.get().pk)
    told = coordinator.post(door, {"do": "confirm"}, follow=True)
    assert "может её дирекция" in words(told)
    assert Tenure.objects.count() == 0


def test_consent_is_asked_for_somebody_new_only(pages: HeldPages) -> None:
    keeper, url = pages.client(), pages.url("held_records", "agenda")
    keeper.post(url, sent(pages))
    keeper.post(url, sent(pages, title="О сложении", kind="dismissal", elected=""))
    shown = keeper.get(url).text
    assert shown.count('value="confirm"') == 2
    assert shown.count("Имя можно показывать всем") == 1


def test_a_name_typed_into_an_office_is_not_for_everybody(pages: HeldPages) -> None:
    office = "член комиссии Тайнозвон"
    keeper, url = pages.client(), pages.url("held_records", "agenda")
    keeper.post(url, sent(pages, title="О комиссии", post="", office=office))
    who = {"held": pages.now(), "actor": SYSTEM, "now": timezone.now()}
    accept_facts(**who)
    publish_facts(**who)

    shown = words(Client().get(pages.url()))
    assert "Избрание: член комиссии" in shown
    assert "Тайнозвон" not in shown
    assert AgendaItem.objects.get().office == office
