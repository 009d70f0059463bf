"""Every address of information exchanges against everybody who has no business there.

The addresses are read from the routes, so that a new one is attacked on the day it is added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse
from tests.factories import cast
from tests.factories.answers import FORM, token_for
from tests.factories.doors import ensure_shut, said
from tests.factories.people import make_body, make_owner, make_user
from tests.factories.rounds import city, filled, opened, response_of
from tests.factories.sent_tables import ready

from mezhgorod.exchanges.actions.attachments import attach_file
from mezhgorod.exchanges.actions.given_files import give_file
from mezhgorod.exchanges.actions.groups import GroupDraft, save_group
from mezhgorod.exchanges.models import Exchange, ExchangeRound, FormVersion, Response
from mezhgorod.exchanges.rules import CONFIRM_RESPONSE, FILL_RESPONSE, Reading
from mezhgorod.notices.models import Letter
from mezhgorod.registry.models import AuditEntry, PersonalLink
from mezhgorod.registry.rules import SYSTEM, Right, Role
from mezhgorod.website.routes import (
    exchange_answers,
    exchange_files,
    exchange_keeping,
    exchange_rounds,
    exchange_tables,
)
from planbook.indicators import form_to_dict

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]
# Stands in everything of the round in progress that only some may read, and nowhere else.
MARK = "Тайнозвон"
ROUTES = [
    *exchange_answers.urlpatterns,
    *exchange_files.urlpatterns,
    *exchange_keeping.urlpatterns,
    *exchange_rounds.urlpatterns,
    *exchange_tables.urlpatterns,
]
# Pages that everybody may open: what stands on them depends on who asks.
COMMON = {"exchanges", "open_tables"}
# What the buttons of the pages say, by the beginning of the name of the route.
VERBS = {
    "response_decide": "accept question refuse take_back grant decline",
    "response_confirm": "approve decline",
    "response": (
        "save carry confirm_carried submit ask confirm withdraw no_part resume attach detach:1 "
        "remove:heat.0"
    ),
    "round_do": ("open change drop ask move close reopen consolidate review correct publish"),
    "exchange_form": "begin copy use discard remove:s0 lines:s0 save:head",
    "exchange_end": "end resume",
    "exchange_row": "link unlink",
    "exchange_round": "accept remind invite write extend",
    "round_cities": "accept remind invite write extend",
}


@dataclass(frozen=True)
class Stage:
    """A round in progress with a secret answer, a round with a table that was not sent out."""

    response: Response
    file: int
    given: int
    group: int
    draft: FormVersion
    unsent: ExchangeRound

    def urls(self) -> Iterator[tuple[str, str]]:
        """Every address of the exchange, its rounds and the secret answer, with its name."""
        for route in ROUTES:
            assert isinstance(route, URLPattern)
            known = set(route.pattern.converters)
            if "token" in known or route.name is None:
                continue
            for own in self._arguments(route.name):
                yield route.name, reverse(route.name, kwargs={key: own[key] for key in known})

    def _arguments(self, name: str) -> list[dict[str, object]]:
        found = self.response.round
        more = {"extension": "csv", "name": "data.csv", "slug": found.exchange.owner.slug}
        more |= {"file": self.given if "given" in name or "drop" in name else self.file}
        if name.startswith("response"):
            return [more | {"pk": self.response.pk}]
        if name.startswith("city_group"):
            return [more | {"pk": self.group}]
        if name.startswith("round") or name == "exchange_round":
            return [more | {"pk": found.pk}, more | {"pk": self.unsent.pk}]
        if name == "indicator":
            return [more | {"pk": one.pk} for one in found.exchange.owner.indicators.all()[:1]]
        return [more | {"pk": found.exchange_id}]


@pytest.fixture
def stage() -> Stage:
    unsent = ready("Вологда", "Псков", quarter=1)
    found = opened("Вологда", "Псков", quarter=2)
    (response,) = filled(found, ["Вологда"])
    committee = make_body(found.exchange.owner, "Секция «Городское хозяйство»")
    Exchange.objects.update(reading=Reading.PARTICIPANTS, body=committee, purpose=MARK)
    response.state = "draft"
    response.save()
    attached = attach_file(
        response=response, file=ContentFile(MARK.encode()), file_name=f"{MARK}.txt",
        actor=SYSTEM, now=datetime.now(UTC),
    )  # fmt: skip
    given = give_file(
        exchange=found.exchange, file=ContentFile(b"%PDF-1.7 letter"), file_name="Письмо.pdf",
        actor=SYSTEM, now=datetime.now(UTC),
    )  # fmt: skip
    response.observations.update(comment=MARK)
    Response.objects.update(
        copies={"heat": [MARK]}, texts={"plans": MARK}, remark=MARK, reason=MARK
    )
    draft = FormVersion.objects.create(
        exchange=found.exchange, number=2, created_at=datetime.now(UTC),
        content=form_to_dict(FORM) | {"instructions": MARK},
    )  # fmt: skip
    group = save_group(
        owner=found.exchange.owner, stored=None, actor=SYSTEM, now=datetime.now(UTC),
        draft=GroupDraft(MARK, set(found.responses.values_list("party", flat=True))),
    )  # fmt: skip
    return Stage(response_of(found, "Вологда"), attached.pk, given.pk, group.pk, draft, unsent)


def visitor(name: str, stage: Stage) -> Client:
    """The browser of somebody."""
    client, ours = Client(), stage.response.round.exchange.owner
    other = make_owner("Ассоциация городов Поволжья")
    people = {
        "an account without roles": lambda: cast.outsider(),
        "a foreign city": lambda: _user(Role.CITY_CONTACT, ours, party=city("Псков")),
        "a city that is not asked": lambda: _user(Role.CITY_CONTACT, ours, party=city("Ржев")),
        "our city in another association": lambda: _user(
            Role.CITY_CONTACT, other, party=stage.response.party
        ),
        "the directorate of another association": lambda: _user(Role.DIRECTORATE, other),
        "another committee": lambda: _user(
            Role.BODY_COORDINATOR, ours, body=make_body(ours, "Секция «Туризм»")
        ),
        "an auditor": lambda: _user(Role.AUDITOR, ours),
        "an approver": lambda: _user(Role.APPROVER, ours),
        "our city": lambda: _user(Role.CITY_CONTACT, ours, party=stage.response.party),
        "our committee": lambda: _user(
            Role.BODY_COORDINATOR, ours, body=stage.response.round.exchange.body
        ),
        "the directorate": lambda: _user(Role.DIRECTORATE, ours),
    }
    if name in people:
        client.force_login(people[name]())
    return client


def _user(role: Role, owner: object, **more: object) -> object:
    return make_user("somebody", role, owner=owner, **more)  # type: ignore[arg-type]


OUTSIDERS = [
    "the public",
    "an account without roles",
    "a city that is not asked",
    "our city in another association",
    "the directorate of another association",
    "another committee",
]


def stored() -> dict[str, list[object]]:
    """All that exchanges keep, and what goes out because of them."""
    models = [*apps.get_app_config("exchanges").get_models(), Letter, PersonalLink, AuditEntry]
    return {one.__name__: list(one._default_manager.order_by("pk").values()) for one in models}


def bodies(stage: Stage, verbs: list[str]) -> Iterator[dict[str, object]]:
    """What a page might send, whatever the page."""
    answer, day = stage.response, "2027-01-31"
    for verb in verbs:
        yield {
            "do": verb, "marks": "", "v-tariff.cold.0": "1", "q-plans": "чужое", "reason": "так",
            "new-heat": "чужой", "remark": "чужое", "ground": "other_unit", "why": "так",
            "answer": [f"{answer.pk}:{answer.revision}"], "seen": str(answer.revision),
            "due_on": day, "opens_on": day, "title": "Чужое", "name": "Чужое", "party": [],
            "period": "2026-36", "item": "1", "parties": [str(answer.party_id)], "approver": "я",
            "periodicity": "year", "reading": "public", "source": str(stage.draft.pk),
        }  # fmt: skip


def posted(client: Client, route: str, url: str, stage: Stage) -> Iterator[HttpResponse]:
    """Every button of a page pressed from outside, also with files and as JSON."""
    known = next((words for name, words in VERBS.items() if route.startswith(name)), "")
    for body in bodies(stage, known.split() or [""]):
        yield client.post(url, body)
    if route in {"response_excel", "round_files", "response", "exchange_form_table"}:
        sheet = SimpleUploadedFile("чужой.xlsx", b"PK\x03\x04")
        yield client.post(url, {"do": "attach", "file": sheet, "sheets": sheet})
    if route.startswith("response_save"):
        cell = {"id": "tariff.cold.0", "v": "1", "r": "", "c": "", "k": ""}
        whole = {"cells": [cell], "texts": {"plans": {"t": "чужое", "k": MARK}}}
        yield client.post(url, json.dumps(whole), content_type="application/json")


@pytest.mark.parametrize("name", OUTSIDERS)
def test_outsiders_read_nothing_and_change_nothing(name: str, stage: Stage) -> None:
    client, before = visitor(name, stage), stored()
    for route, url in stage.urls():
        answer = client.get(url)
        assert MARK not in said(answer), url
        if route not in COMMON | _own(name):
            ensure_shut(url, answer)
        if route in _own(name):
            continue
        for sent in posted(client, route, url, stage):
            assert MARK not in said(sent), url
        assert stored() == before, url


def _own(name: str) -> set[str]:
    """Pages of somebody's own affairs: open to them, empty of ours."""
    own = {"my_answers", "indicators"} if name != "the public" else set()
    if name in {"a city that is not asked", "another committee"}:
        own |= {"indicator"}
    if name in {"the directorate of another association", "another committee"}:
        own |= {"exchange_new", "exchange_starters", "exchange_rows"}
    return own


def test_a_foreign_city_knows_of_the_round_and_of_nothing_in_it(stage: Stage) -> None:
    client, before = visitor("a foreign city", stage), stored()
    known = {"exchange", "exchange_form", "exchange_form_preview", "exchange_series", "indicator"}
    known |= COMMON | {"my_answers", "indicators", "exchange_given_file"}
    for route, url in stage.urls():
        answer = client.get(url)
        told = said(answer).replace(stage.response.round.exchange.purpose, "", 1)
        assert MARK not in told, url
        if route not in known:
            ensure_shut(url, answer)
        for sent in posted(client, route, url, stage):
            assert MARK not in said(sent), url
        assert stored() == before, url


@pytest.mark.parametrize("name", ["an auditor", "an approver"])
def test_who_watches_reads_and_changes_nothing(name: str, stage: Stage) -> None:
    client, before = visitor(name, stage), stored()
    read = {route for route, url in stage.urls() if MARK in said(client.get(url))}
    assert {"response", "response_review", "exchange"} <= read
    assert stage.draft.content["instructions"] == MARK
    assert not read & {"exchange_form", "exchange_form_preview", "city_groups", "city_group"}
    for route, url in stage.urls():
        if route not in {"my_answers", "indicators"}:
            for sent in posted(client, route, url, stage):
                assert sent.status_code < 500, url
            assert stored() == before, url


def test_our_city_reads_its_answer_and_runs_nothing(stage: Stage) -> None:
    client, before = visitor("our city", stage), stored()
    read = {route for route, url in stage.urls() if MARK in said(client.get(url))}
    assert {"response", "response_file", "response_print", "response_template"} <= read | {
        "response_template"  # packed
    }
    for route, url in stage.urls():
        is_own = route.startswith("response") and not route.endswith(("_review", "_decide"))
        if is_own or route in COMMON | {"my_answers", "indicators", "indicator"}:
            continue
        answer = client.get(url)
        known = {"exchange_form", "exchange_form_preview", "exchange_series"}
        if route not in known | {"exchange", "exchange_given_file"}:
            ensure_shut(url, answer)
        for _ in posted(client, route, url, stage):
            pass
        assert stored() == before, url


def test_who_keeps_an_exchange_reads_it_all(stage: Stage) -> None:
    """Otherwise the tests above could pass because the secret stands nowhere."""
    client = visitor("our committee", stage)
    read = {route for route, url in stage.urls() if MARK in said(client.get(url))}
    assert {"response", "response_file", "response_review", "exchange_form", "exchange"} <= read


OVER = {"expired": 410, "withdrawn": 410, "of another task": 404, "unknown": 404}


@pytest.mark.parametrize("kind", OVER)
def test_a_link_that_is_not_for_this_opens_nothing(kind: str, stage: Stage) -> None:
    client = Client()
    for route in ROUTES:
        if set(route.pattern.converters) - {"file"} != {"token"}:
            continue
        is_confirming = route.name == "response_confirm_by_link"
        right = FILL_RESPONSE if is_confirming == (kind == "of another task") else CONFIRM_RESPONSE
        token = _token(kind, stage, right)
        before = stored()
        more = {"file": stage.file} if "file" in route.pattern.converters else {}
        url = reverse(route.name, kwargs={"token": token} | more)
        for answer in (client.get(url), *posted(client, route.name, url, stage)):
            assert answer.status_code in {OVER[kind], 405}, url
            assert MARK not in said(answer), url
        after = stored()
        for links in (before["PersonalLink"], after["PersonalLink"]):
            for link in links:
                link.update(last_used_at=None)
        assert after == before, url


def _token(kind: str, stage: Stage, right: Right) -> str:
    token = token_for(stage.response, right)
    link = PersonalLink.objects.latest("pk")
    if kind == "expired":
        link.expires_at = datetime.now(UTC) - timedelta(days=1)
    if kind == "withdrawn":
        link.withdrawn_at = datetime.now(UTC)
    link.save()
    return token[:-4] + "abcd" if kind == "unknown" else token


def test_a_link_opens_its_own_answer_and_no_file_of_another(stage: Stage) -> None:
    foreign = response_of(stage.response.round, "Псков")
    token, client = token_for(foreign, FILL_RESPONSE), Client()
    Response.objects.filter(pk=foreign.pk).update(
        copies={}, texts={}, remark="", reason="", state="draft"
    )
    for end in ("", "history/", "print/", "template.xlsx", "excel/", "news/?revision=-1"):
        answer = client.get(f"/answer/{token}/{end}")
        assert (answer.status_code, MARK in said(answer)) == (200, False), end
    assert client.get(f"/answer/{token}/files/{stage.file}/").status_code == 404
    before = list(stage.response.files.values())
    client.post(f"/answer/{token}/", {"do": f"detach:{stage.file}"})
    assert list(stage.response.files.values()) == before
    for route, url in stage.urls():
        if route not in COMMON:
            ensure_shut(url, client.get(url))


@pytest.mark.parametrize("name", ["the public", "a city that is not asked", "a foreign city"])
@pytest.mark.parametrize(
    "address",
    ["/", "/data/", "/about/", "/plans/", "/cities/", "/api/v1/tables/", "/anniversaries/"],
)
def test_other_pages_tell_nothing_either(name: str, address: str, stage: Stage) -> None:
    assert MARK not in said(visitor(name, stage).get(address))


@pytest.mark.parametrize("number", ["0", "2147483648", "9223372036854775808", "9" * 40])
def test_numbers_that_no_database_has_are_no_fault(number: str, stage: Stage) -> None:
    client = visitor("the directorate", stage)
    for route in ROUTES:
        known = set(route.pattern.converters)
        if "pk" not in known:
            continue
        more = {"extension": "csv", "name": "data.csv", "file": int(number)}
        more |= {"slug": stage.response.round.exchange.owner.slug, "pk": int(number)}
        url = reverse(route.name, kwargs={key: more[key] for key in known})
        assert client.get(url).status_code in {404, 405}, url
    url = f"/exchanges/answers/{stage.response.pk}/files/{number}/"
    assert client.get(url).status_code == 404


ASKED = [
    "cells city code edit expression formula page part q revision rolling row show turned year",
    "version city", "item", "owner starter",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "\0",
        "9" * 40,
        pytest.param("-1", marks=pytest.mark.thorough),
        pytest.param("х" * 3000, marks=pytest.mark.thorough),
    ],
)
def test_nothing_in_an_address_is_a_fault(text: str, stage: Stage) -> None:
    client = visitor("the directorate", stage)
    for route, url in stage.urls():
        for names in ASKED:
            asked = dict.fromkeys(names.split(), text)
            answer = client.get(url, asked)
            assert (answer.status_code < 500, bool(said(answer))) == (True, True), (route, names)
