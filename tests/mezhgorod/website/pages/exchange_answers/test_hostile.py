"""What no page sends and what is pasted by mistake: told, never a fault, nothing half written."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.test import Client
from tests.factories.answers import FORM, make_response, token_for, wide_form
from tests.factories.answers import make_round as round_of
from tests.factories.people import make_user

from mezhgorod.exchanges.models import FormVersion, Observation, Response
from mezhgorod.exchanges.rules import FILL_RESPONSE, FormState
from mezhgorod.registry.rules import Role
from planbook.indicators import form_to_dict

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]
BAD = [
    "NaN", "sNaN", "Infinity", "-∞", "1e400", "10^400", "9" * 400, "١٢٣", "１２", "½", "Ⅻ",
    "\0", "1\x002", "\x1b[31m1", "\ud800", "<script>alert(1)</script>", "{0.__class__}", "%s%n",
    "=cmd|'/c calc'!A0", "@SUM(1)", "43.01.1900", "1900-02-12", "0-100", "0--5", "1_000", "0x10",
    "х" * 100_000, "(" * 100_000, "1 " * 50_000,
]  # fmt: skip
IDS = [
    "", ".", "tariff.cold", "tariff.cold.", "tariff.cold.-1", "tariff.cold.1.5", "tariff.cold.1e3",
    "tariff.cold.1000000000", "tariff.cold.99999999999999999999", "tariff.cold.٣", "нет.0",
    "tariff.total.0", "tariff.cold.1", "heat.price.5", "heat.price.100", "__class__.0",
    "x" * 5000 + ".0",
]  # fmt: skip
NO_JSON = [
    "", "null", "[]", "1", '"x"', "{", '{"cells": {}}', '{"cells": [1]}', '{"cells": [{}]}',
    '{"cells": [{"id": 1.5, "v": "1", "r": "", "c": "", "k": ""}]}',
    '{"cells": [{"id": "tariff.cold.0", "v": 1, "r": "", "c": "", "k": ""}]}',
    '{"cells": [{"id": "tariff.cold.0", "v": null, "r": [], "c": {}, "k": ""}]}',
    '{"texts": []}', '{"texts": {"plans": "x"}}', '{"texts": {"gone": {"t": "x", "k": ""}}}',
    '{"texts": {"plans": {"t": "\\u0000", "k": ""}}}', '{"names": []}',
    '{"names": {"new-heat": 1}}', '{"names": {"new-heat": "\\u0000"}}', '{"revision": 1e400}',
    "[" * 100_000, '{"cells": NaN}', '{"kind": {}, "revision": [[]]}', "\ud800",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _no_medians_kept() -> None:
    cache.clear()


@pytest.fixture
def response() -> Response:
    return make_response()


@pytest.fixture
def token(response: Response) -> str:
    return token_for(response, FILL_RESPONSE)


def send(client: Client, token: str, body: object) -> int:
    text = body if isinstance(body, str) else json.dumps(body)
    url, data = f"/answer/{token}/save/", text.encode(errors="surrogatepass")
    return client.post(url, data, content_type="application/json").status_code


def cell(name: str = "tariff.cold.0", text: str = "1", **more: str) -> dict[str, str]:
    return {"id": name, "v": text, "r": "", "c": "", "k": ""} | more


@pytest.mark.parametrize("text", BAD)
def test_no_number_becomes_one(client: Client, token: str, text: str) -> None:
    for name in ("tariff.cold.0", "share.loss.0"):
        assert send(client, token, {"cells": [cell(name, text)]}) == 200
        data = {f"v-{name}": text, "marks": "", "do": "save"}
        if text.isprintable() and "\ud800" not in text:
            assert client.post(f"/answer/{token}/", data).status_code == 422
    assert not Observation.objects.exists()


@pytest.mark.parametrize("field", ["v", "r", "c", "k"])
@pytest.mark.parametrize("text", BAD[::2])
def test_any_words_in_any_field_are_kept_or_told(
    client: Client, token: str, field: str, text: str
) -> None:
    sent = cell("tariff.hot.0", "по счётчику") | {field: text}
    assert send(client, token, {"cells": [sent]}) in {200, 409}
    assert client.get(f"/answer/{token}/").status_code == 200


@pytest.mark.parametrize("name", IDS)
def test_a_cell_that_nobody_fills_is_not_written(client: Client, token: str, name: str) -> None:
    assert send(client, token, {"cells": [cell(name)]}) in {200, 400, 409}
    client.post(f"/answer/{token}/", {f"v-{name[:300]}": "1", "marks": "", "do": "save"})
    assert not Observation.objects.exists()


@pytest.mark.parametrize("body", NO_JSON)
def test_what_is_no_message_of_a_page_writes_nothing(
    client: Client, token: str, response: Response, body: str
) -> None:
    assert send(client, token, body) in {200, 400, 409}
    response.refresh_from_db()
    assert (response.texts, response.copies) == ({}, {})
    assert not Observation.objects.exists()


def test_a_cell_sent_twice_is_written_once(client: Client, token: str) -> None:
    twice = {"cells": [cell(text="1"), cell(text="2")]}
    assert send(client, token, twice) == 200
    client.post(f"/answer/{token}/", {"v-tariff.sewage.0": ["3", "4"], "marks": "", "do": "save"})
    assert list(Observation.objects.order_by("pk").values_list("mantissa", flat=True)) == [2, 4]


def test_a_block_of_five_thousand_cells_is_refused_whole(client: Client) -> None:
    token = token_for(make_response(within=round_of(wide_form(400), title="Ещё")), FILL_RESPONSE)
    block = [cell(f"row.n{place % 400}.0", "1") for place in range(5000)]
    assert send(client, token, {"cells": block}) == 409
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    "do",
    ["remove:heat.-1", "remove:heat.9" + "9" * 30, "remove:нет.0", "remove:", "detach:-1",
     "detach:" + "9" * 30, "detach:1.5", "gone", "save:\r\nSet-Cookie: a=b", "save:" + "x" * 9000,
     "no_part", "confirm", "withdraw", "resume", "carry", "attach", "submit"],
)  # fmt: skip
def test_buttons_that_no_page_has(client: Client, token: str, do: str) -> None:
    for reason in ("", "\0", "х" * 100_000):
        answer = client.post(f"/answer/{token}/", {"do": do, "reason": reason})
        assert answer.status_code in {302, 400, 404, 422}
        assert "Set-Cookie: a" not in str(answer.headers)


@pytest.mark.parametrize("text", BAD[::3])
@pytest.mark.parametrize("kind", ["head", "s0", "s0.l0", "s0.l+", "c+", "q+"])
def test_the_builder_survives_what_is_typed_into_it(
    client: Client, response: Response, kind: str, text: str
) -> None:
    if "\ud800" in text:
        pytest.skip("no browser sends half a character in a form")
    exchange = response.round.exchange
    draft = FormVersion.objects.create(
        exchange=exchange, number=2, state=FormState.DRAFT, content=form_to_dict(FORM),
        created_at=exchange.created_at,
    )  # fmt: skip
    client.force_login(make_user("keeper", Role.DIRECTORATE, owner=exchange.owner))
    names = (
        "title instructions heading code repeated_for max_copies name unit kind formula minimum "
        "maximum decimals note definition example expression message severity text hint max_length"
    )
    body = dict.fromkeys(names.split(), text)
    url = f"/exchanges/{exchange.pk}/form/"
    for do in (f"save:{kind}", f"lines:{kind}", f"up:{kind}", f"remove:{text[:50]}"):
        answer = client.post(url, body | {"do": do, "seen": str(draft.revision), "lines": text})
        assert answer.status_code in {302, 404, 422}, do
    for name in ("formula", "expression"):
        asked = {name: text[:3000], "part": kind}
        assert client.get(f"{url}check/", asked).status_code == 200
    assert client.get(url).status_code == 200
