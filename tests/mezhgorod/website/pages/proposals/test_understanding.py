"""The piece of a page that tells what was read of a row."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.html import texts

from mezhgorod.registry.models import User
from mezhgorod.website.row_editor import MAX_CELL, RowSetting
from planbook.plans import PlanDraft

pytestmark = [pytest.mark.django_db, pytest.mark.http]

SETTING = RowSetting.of_plan(
    PlanDraft("", None, "plan", "2024", (), columns=(("title", "Мероприятие"), ("timing", "Срок")))
).text
URL = "/rows/understand/?row=row-5&section="


@pytest.fixture
def reader(client: Client, outsider: User) -> Client:
    client.force_login(outsider)
    return client


def test_any_account_is_told_what_was_read(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    data = {
        "setting": SETTING,
        "row-5.title": "Форум «Умный город»",
        "row-5.timing": "25–27 августа",
        "row-5.place": "г. Вологда",
        "row-6.timing": "май",
    }

    with django_assert_num_queries(2):  # the session and its user
        page = reader.post(URL, data)

    assert page.status_code == 200
    assert texts(page, "//p[@class='time']") == ["точные дни с 25 по 27 августа 2024 года"]
    assert texts(page, "//dt") == ["Место", "Формат", "Вид", "Имя"]


def test_words_stay_words(reader: Client) -> None:
    page = reader.post(URL, {"setting": SETTING, "row-5.timing": "<b>скоро</b>"})

    assert b"<b>" not in page.content
    assert set(texts(page, "//mark")) == {"<b>скоро</b>"}


def test_what_is_too_long_is_refused_in_words(reader: Client) -> None:
    page = reader.post(URL, {"setting": SETTING, "row-5.title": "я" * (MAX_CELL + 1)})

    assert page.status_code == 422
    assert texts(page, "//p") == [
        "В ячейке «Мероприятие» 20001 знаков, помещается 20000. Сократите её."
    ]


def test_a_page_from_nowhere_is_refused(reader: Client) -> None:
    page = reader.post(URL, {"setting": "{}"})

    assert page.status_code == 422
    assert texts(page, "//p") == ["Страница устарела. Обновите её: набранное сохранено."]


def test_a_visitor_without_account_is_told_nothing(client: Client) -> None:
    assert client.post(URL, {"setting": SETTING}).status_code == 403


def test_it_only_answers_what_is_sent(reader: Client) -> None:
    assert reader.get(URL).status_code == 405
