"""Opened tables for programs."""

import json

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.rounds import runner
from tests.factories.sent_tables import SENT_AT, ready, sent

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.models import ExchangeRound
from mezhgorod.exchanges.rules import Reading
from planbook.indicators import table_from_dict

pytestmark = pytest.mark.django_db
LIST = "/api/v1/tables/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: SENT_AT.replace(month=6, day=1))


def listed() -> list[int]:
    return [one["id"] for one in json.loads(Client().get(LIST).content)["tables"]]


def of(found: ExchangeRound) -> str:
    return f"{LIST}{found.pk}/"


def test_an_opened_table_is_read_back_as_it_was_sent_out():
    found = sent(reading=Reading.PUBLIC)
    assert listed() == [found.pk]
    data = json.loads(Client().get(of(found)).content)
    assert (data["version"], data["period"]) == (1, "2026-33")
    assert data["url"] == f"http://testserver/exchanges/rounds/{found.pk}/table/"
    assert table_from_dict(data["table"]).columns[0].city == "Вологда"


@pytest.mark.parametrize("reading", [Reading.MEMBERS, Reading.PARTICIPANTS])
def test_a_table_for_members_is_not_there(reading: Reading):
    found = sent(reading=reading)
    assert listed() == []
    assert Client().get(of(found)).status_code == 404


def test_a_table_that_opens_later_or_is_not_sent_out_is_not_there():
    later = sent(quarter=1, reading=Reading.PUBLIC, days=30_000)
    waiting = ready(quarter=2)
    assert listed() == []
    for found in (later, waiting):
        assert Client().get(of(found)).status_code == 404


def test_a_correction_that_is_not_sent_out_is_not_there():
    found = sent(reading=Reading.PUBLIC)
    mark = Client().get(of(found))["ETag"]
    assert Client().get(of(found), HTTP_IF_NONE_MATCH=mark).status_code == 304
    found.responses.filter(party__territory__name="Псков").update(state="refused")
    actions.correct_table(found=found, reason="Ошибка", actor=runner(), now=SENT_AT)
    assert json.loads(Client().get(of(found)).content)["version"] == 1
    actions.publish_round(found=found, actor=runner(), now=SENT_AT)
    changed = Client().get(of(found), HTTP_IF_NONE_MATCH=mark)
    assert changed.status_code == 200
    assert json.loads(changed.content)["version"] == 2


def test_the_description_names_the_addresses():
    described = json.loads(Client().get("/api/v1/openapi.json").content)
    assert {"/api/v1/tables/", "/api/v1/tables/{pk}/"} <= set(described["paths"])
