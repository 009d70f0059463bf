"""Cells are kept while people type: the answers the script of the page understands."""

import json
import time
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.answers import NOW, make_response, make_round, token_for, wide_form

from mezhgorod.exchanges.actions import CellBatch, save_cells
from mezhgorod.exchanges.models import Response, ResponseStep
from mezhgorod.exchanges.queries import answer_of
from mezhgorod.exchanges.rules import FILL_RESPONSE, ResponseState, RoundState, StepKind
from mezhgorod.registry.rules import SYSTEM
from planbook.indicators import Cell, CellValue

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.fixture(autouse=True)
def _no_medians_kept() -> None:
    cache.clear()


@pytest.fixture
def response() -> Response:
    return make_response()


@pytest.fixture
def token(response: Response) -> str:
    return token_for(response, FILL_RESPONSE)


def cell(name: str, text: str = "", **more: str) -> dict[str, str]:
    return {"id": name, "v": text, "r": "", "c": "", "k": "-", **more}


def save(client: Client, token: str, *cells: dict[str, str], **more: object) -> HttpResponse:
    body = {"cells": cells, "texts": {}, "kind": "typed", "revision": 0, **more}
    return client.post(f"/answer/{token}/save/", json.dumps(body), "application/json")


def write(response: Response, cells: dict[Cell, CellValue | None]) -> None:
    save_cells(response=response, batch=CellBatch(cells), actor=SYSTEM, now=NOW)


def test_a_saved_block_tells_values_results_and_doubts(client: Client, token: str) -> None:
    told = save(
        client,
        token,
        cell("tariff.cold.0", "1 900,5"),
        cell("tariff.sewage.0", "0-43"),
        cell("share.loss.0", "н/д"),
        kind="pasted",
    ).json()

    shown = {one["id"]: (one["v"], one["r"]) for one in told["cells"]}
    assert shown == {
        "tariff.cold.0": ("1900,5", ""),
        "tariff.sewage.0": ("0,43", ""),
        "share.loss.0": ("", "no_data"),
    }
    assert told["computed"] == {"tariff.total.0": "1\xa0900,93"}
    assert [(one["id"], one["s"], one["ok"]) for one in told["doubts"]] == [
        ("tariff.cold.0", "warning", False)
    ]
    assert (told["filled"], told["revision"], told["errors"]) == (3, 1, [])
    assert ResponseStep.objects.get().kind == StepKind.PASTED


def test_what_cannot_be_read_is_told_cell_by_cell_and_the_rest_is_kept(
    client: Client, token: str, response: Response
) -> None:
    told = save(
        client,
        token,
        cell("tariff.cold.0", "NaN"),
        cell("share.loss.0", "-5"),
        cell("tariff.sewage.0", "20"),
        cell("tariff.gone.0", "1"),
    ).json()

    assert [one["id"] for one in told["errors"]] == [
        "tariff.cold.0", "share.loss.0", "tariff.gone.0",
    ]  # fmt: skip
    assert answer_of(response).values == {Cell("tariff.sewage"): CellValue(number=Decimal(20))}


def test_a_value_of_somebody_else_comes_back_with_its_mark(
    client: Client, token: str, response: Response
) -> None:
    write(response, {Cell("tariff.cold"): CellValue(number=Decimal("32.15"))})
    told = save(client, token, cell("tariff.cold.0", "99")).json()
    conflict = told["conflicts"][0]

    assert (conflict["theirs"], conflict["v"]) == ("32,15", "32,15")
    settled = save(client, token, cell("tariff.cold.0", "99", k=conflict["k"])).json()
    assert settled["conflicts"] == []
    assert answer_of(response).values[Cell("tariff.cold")].number == Decimal(99)


def test_what_others_have_changed_comes_along(
    client: Client, token: str, response: Response
) -> None:
    write(response, {Cell("tariff.cold"): CellValue(number=Decimal("32.15"))})
    told = save(client, token, cell("tariff.sewage.0", "20")).json()

    assert told["whole"] is True
    assert {one["id"]: one["v"] for one in told["cells"]} == {
        "tariff.cold.0": "32,15",
        "tariff.sewage.0": "20",
    }


def test_news_are_told_only_when_there_are_some(
    client: Client, token: str, response: Response
) -> None:
    assert client.get(f"/answer/{token}/news/?revision=0").status_code == 204
    write(response, {Cell("tariff.cold"): CellValue(number=Decimal("32.15"))})
    told = client.get(f"/answer/{token}/news/?revision=0").json()

    assert [(one["id"], one["v"]) for one in told["cells"]] == [("tariff.cold.0", "32,15")]
    assert ResponseStep.objects.count() == 1


def test_words_and_names_are_kept_while_they_are_typed(
    client: Client, token: str, response: Response
) -> None:
    told = save(
        client,
        token,
        cell("heat.price.0", "1900"),
        texts={"plans": {"t": "Ремонт", "k": ""}},
        names={"n-heat.0": "Теплосеть", "kn-heat.0": ""},
    ).json()
    response.refresh_from_db()

    assert response.texts == {"plans": "Ремонт"}
    assert response.copies == {"heat": ["Теплосеть"]}
    assert told["texts"] == [{"code": "plans", "stored": "Ремонт", "disputed": False}]
    late = save(client, token, texts={"plans": {"t": "Иное", "k": ""}}).json()
    assert late["texts"] == [{"code": "plans", "stored": "Ремонт", "disputed": True}]


def test_the_deadline_passes_while_typing(client: Client, token: str, response: Response) -> None:
    response.round.state = RoundState.CLOSED
    response.round.save()
    Response.objects.update(state=ResponseState.SILENT)
    answer = save(client, token, cell("tariff.cold.0", "32,15"))

    assert answer.status_code == 409
    assert answer.json()["code"] == "exchange.closed"
    assert "Оно осталось на странице" in answer.json()["message"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]" * 3,
        '{"cells": 5}',
        '{"cells": [{"id": 5}]}',
        '{"cells": [{"id": "tariff.cold.0"}]}',
        '{"cells": [{"id": "tariff.cold.-1", "v": "", "r": "", "c": "", "k": ""}]}',
        '{"cells": [], "texts": []}',
        '{"cells": [], "texts": {"plans": "x"}}',
        '{"cells": [], "names": {"n-heat.0": 5}}',
        "[" * 100_000,
    ],
)
def test_what_no_page_sends_is_refused(client: Client, token: str, body: str) -> None:
    answer = client.post(f"/answer/{token}/save/", body, "application/json")

    assert answer.status_code == 400
    assert "Обновите её" in answer.json()["message"]
    assert not ResponseStep.objects.exists()


def test_more_than_five_hundred_cells_at_once_are_refused(client: Client, token: str) -> None:
    cells = [cell(f"row.n{place}.0", "5") for place in range(501)]

    assert save(client, token, *cells).status_code == 409


def test_a_block_of_five_hundred_cells_is_saved_at_once(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    response = make_response(within=make_round(wide_form(500), title="Широкая"))
    token = token_for(response, FILL_RESPONSE)
    cells = [cell(f"row.n{place}.0", f"{place},5") for place in range(500)]
    client.get(f"/answer/{token}/")
    # Link, its last use, answer; locked answer, cells, last round, medians, indicators, answer,
    # step; two savepoints with their ends; cells in pieces as the database takes them.
    begun = time.process_time()
    with django_assert_max_num_queries(20):
        told = save(client, token, *cells, kind="pasted").json()
    taken = time.process_time() - begun

    assert (told["filled"], len(told["cells"]), told["errors"]) == (500, 500, [])
    assert taken < 1.5  # a bound for a busy machine; `run.py bench` measures
