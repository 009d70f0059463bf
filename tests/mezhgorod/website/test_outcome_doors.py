"""Every address of held events against everybody who has no business there.

The addresses are read from the routes, so that a new one is attacked on the day it is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, reverse
from tests.factories import cast
from tests.factories.doors import ensure_shut, said
from tests.factories.held_pages import HeldPages, make_held_pages
from tests.factories.people import make_body, make_owner, make_user

from mezhgorod.notices.models import Letter
from mezhgorod.outcomes.actions import add_file, add_talk, change_held, set_agenda, set_parties
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.rules import (
    TAKE_ATTENDANCE,
    TELL_FACTS,
    AgendaDraft,
    AgendaKind,
    MaterialDraft,
    PartyDraft,
    PartyList,
    PartyRole,
    TalkDraft,
)
from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.actions import PostDraft, save_post
from mezhgorod.registry.models import AuditEntry, PersonalLink
from mezhgorod.registry.rules import SYSTEM, Right, Role
from mezhgorod.website.log_secrets import hidden
from mezhgorod.website.routes import outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]
# Stands in every part of the event that is not for everybody, and nowhere else.
MARK = "Тайнозвон"
ROUTES = [one for one in outcomes.urlpatterns if isinstance(one, URLPattern)]
# Pages that everybody may open: what stands on them depends on who asks.
COMMON = {"held_list"}


@dataclass(frozen=True)
class Stage:
    """A draft full of secrets, and another event of the same union that links are given for."""

    pages: HeldPages
    other: HeldEvent
    plan: Plan
    numbers: dict[str, int]

    def urls(self) -> Iterator[tuple[str, str]]:
        """Every address of the event without a secret in it, with its name."""
        for route in ROUTES:
            known = set(route.pattern.converters)
            if "token" in known or route.name is None:
                continue
            own: dict[str, object] = {"pk": self.pages.held.pk, "slug": self.plan.slug}
            own |= {"part": "time", "kind": "talks", "extension": "xlsx"}
            own |= {"source": self.numbers["source"], "row": self.numbers["row"]}
            if route.name in {"held_material", "held_election"}:
                own["row"] = self.numbers[route.name]
            yield route.name, reverse(route.name, kwargs={key: own[key] for key in known})


@pytest.fixture
def stage() -> Stage:
    pages, now = make_held_pages(MARK), datetime.now(UTC)
    who = {"held": pages.held, "actor": SYSTEM, "now": now}
    change_held(values={"result": MARK, "venue": MARK, "body_id": pages.body.pk}, **who)  # type: ignore[arg-type]
    drafts = (PartyDraft(MARK),)
    (row,) = set_parties(parties=PartyList(PartyRole.PARTICIPANT, drafts), **who)  # type: ignore[arg-type]
    add_talk(talk=TalkDraft(name=MARK, title=MARK), **who)  # type: ignore[arg-type]
    file = add_file(
        data=b"%PDF-1.7 " + MARK.encode(), file_name=f"{MARK}.pdf",
        draft=MaterialDraft(title=MARK), **who,
    )  # type: ignore[arg-type]  # fmt: skip
    draft = PostDraft("Президент Союза")
    post = save_post(organization=pages.owner, draft=draft, actor=SYSTEM, now=now)
    elected = AgendaDraft(MARK, kind=AgendaKind.ELECTION, post_id=post.pk, elected=MARK)
    (item,) = set_agenda(agenda=[elected], **who)  # type: ignore[arg-type]
    Plan.objects.filter(pk=pages.plan.pk).update(state=PlanState.DRAFT)
    numbers = {
        "row": row.pk,
        "held_material": file.pk,
        "held_election": item.pk,
        "source": row.source_id,
    }
    other = HeldEvent.objects.create(
        uid="00000000-0000-4000-8000-000000000001", owner=pages.owner, title="Другое",
        updated_at=now,
    )  # fmt: skip
    return Stage(pages, other, pages.plan, numbers)


def visitor(name: str, stage: Stage) -> Client:
    """The browser of somebody."""
    client, ours = Client(), stage.pages.owner
    other = make_owner("Ассоциация городов Поволжья")
    people = {
        "an account without roles": lambda: cast.outsider(),
        "a city that did not host": lambda: _user(Role.CITY_CONTACT, ours, party=stage.pages.tver),
        "our host in another association": lambda: _user(
            Role.CITY_CONTACT, other, party=stage.pages.vologda
        ),
        "the directorate of another association": lambda: _user(Role.DIRECTORATE, other),
        "another committee": lambda: _user(
            Role.BODY_COORDINATOR, ours, body=make_body(ours, "Секция «Спорт»")
        ),
        "an auditor": lambda: _user(Role.AUDITOR, ours),
        "the host": lambda: _user(Role.CITY_CONTACT, ours, party=stage.pages.vologda),
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
    "a city that did not host",
    "our host in another association",
    "the directorate of another association",
    "another committee",
]
SENT = {
    "outcome": "held", "result": "чужое", "title": "Чужое", "text": "Чужое", "names": "Тверь",
    "role": "participant", "here": "t", "shown": "t", "guests": "Тверь", "rows": "1",
    "team-0": "Чужие", "url": "https://example.org/", "kind": "other", "note": "чужое",
    "number_people": "5", "item": "1", "name": "Кубок", "holder": "Чужие", "state": "open",
}  # fmt: skip
# What the buttons of a page say, where it is more than «save».
VERBS = {
    "held_review": "return accept publish hide delete submit",
    "held_links": "tell attend write",
    "held_election": "confirm undo",
    "held_doubt": "accepted reopen",
    "held_source_choose": "prefer remove",
    "held_standings": "save paste remove",
    "held_records": "save remove",
    "held_materials": "save remove",
    "tell_held": "save send",
}


def verbs_of(route: str) -> list[str]:
    return VERBS.get(route, "save").split()


def stored() -> dict[str, list[object]]:
    """All that held events keep, and what goes out because of them."""
    models = [*apps.get_app_config("outcomes").get_models(), Letter, PersonalLink, AuditEntry]
    return {one.__name__: list(one._default_manager.order_by("pk").values()) for one in models}


# What somebody opens who reads the drafts of plans or begins records of an own committee.
OWN = {"another committee": {"plan_fact", "plan_fact_download", "held_new"},
       "the directorate of another association": {"held_new"}}  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDERS)
def test_outsiders_read_nothing_and_change_nothing(name: str, stage: Stage) -> None:
    client, before = visitor(name, stage), stored()
    for route, url in stage.urls():
        answer = client.get(url, {"year": "2023"})
        if route not in OWN.get(name, set()):
            assert MARK not in said(answer), url
            if route not in COMMON:
                ensure_shut(url, answer)
        for verb in verbs_of(route):
            if route == "held_new" and route in OWN.get(name, set()):
                continue
            sent = client.post(url, SENT | {"do": verb})
            assert MARK not in said(sent), url
            assert sent.status_code < 500, url
        assert stored() == before, url


def test_an_auditor_reads_and_changes_nothing(stage: Stage) -> None:
    client, before = visitor("an auditor", stage), stored()
    read = {route for route, url in stage.urls() if MARK in said(client.get(url))}
    assert {"held_event", "plan_fact", "held_material"} <= read
    for route, url in stage.urls():
        for verb in verbs_of(route):
            assert client.post(url, SENT | {"do": verb}).status_code < 500, url
        assert stored() == before, url


def test_the_host_tells_and_accepts_nothing(stage: Stage) -> None:
    client = visitor("the host", stage)
    for route in ("held_part", "held_counts", "held_parties", "held_records", "held_links"):
        for name, url in stage.urls():
            if name == route:
                ensure_shut(url, client.get(url))
                ensure_shut(url, client.post(url, SENT | {"do": "tell"}))
    for verb in ("accept", "publish", "delete"):
        client.post(stage.pages.url("held_review"), {"do": verb})
    held = stage.pages.now()
    assert (held.state, held.published_at) == ("draft", None)
    assert client.get(stage.pages.url("tell_held")).status_code == 200


def test_the_directorate_reads_it_all(stage: Stage) -> None:
    """Otherwise the tests above could pass because the secret stands nowhere."""
    client = visitor("the directorate", stage)
    year = {"year": "2023"}
    read = {route for route, url in stage.urls() if MARK in said(client.get(url, year))}
    assert {"held_event", "held_list", "plan_fact", "held_records", "held_parties"} <= read


OVER = {"expired": 410, "withdrawn": 410, "of another task": 404, "unknown": 404}
LINKED = {"tell": TELL_FACTS, "attend": TAKE_ATTENDANCE}


@pytest.mark.parametrize("kind", OVER)
@pytest.mark.parametrize("page", LINKED)
def test_a_link_that_is_not_for_this_opens_nothing(page: str, kind: str, stage: Stage) -> None:
    right = LINKED[page]
    if kind == "of another task":
        right = Right("event.answer", "другое", {})
    url = reverse(page, args=(_token(kind, stage, right),))
    before = stored()
    for answer in (Client().get(url), Client().post(url, SENT | {"do": "send"})):
        assert answer.status_code == OVER[kind], url
        assert MARK not in said(answer), url
    assert _unused(stored()) == _unused(before)


def test_ticks_by_a_link_open_no_form_and_no_other_event(stage: Stage) -> None:
    ticks, foreign = stage.pages.link(TAKE_ATTENDANCE), stage.pages.link(held=stage.other)
    client, before = Client(), stage.pages.now().sequence

    assert client.get(reverse("tell", args=(ticks,))).status_code == 404
    assert MARK in said(client.get(reverse("attend", args=(ticks,))))
    for page in LINKED:
        answer = client.get(reverse(page, args=(foreign,)))
        assert (answer.status_code, MARK in said(answer)) == (200, False)
        client.post(reverse(page, args=(foreign,)), SENT | {"do": "send"})
    assert stage.pages.now().sequence == before
    for route, url in stage.urls():
        if route not in COMMON:
            ensure_shut(url, client.get(url))


@pytest.mark.parametrize("page", LINKED)
def test_the_log_keeps_no_secret(page: str) -> None:
    assert hidden(f"GET /{page}/12-aB3/") == f"GET /{page}/…/"


@pytest.mark.parametrize("number", ["0", "2147483648", "9223372036854775808", "9" * 40])
def test_numbers_that_no_database_has_are_no_fault(number: str, stage: Stage) -> None:
    client = visitor("the directorate", stage)
    for route in ROUTES:
        known = set(route.pattern.converters)
        if "pk" not in known or route.name is None:
            continue
        values = {"pk": int(number), "row": int(number), "source": int(number)}
        words = {"part": "time", "kind": "talks"}
        url = reverse(route.name, kwargs={key: (values | words)[key] for key in known})
        assert client.get(url).status_code in {404, 405}, url
        inside = {key: (values | words | {"pk": stage.pages.held.pk})[key] for key in known}
        assert client.post(reverse(route.name, kwargs=inside), {}).status_code < 500, url


@pytest.mark.parametrize("text", ["\0", "9" * 40, "-1", "х" * 3000])
def test_nothing_in_an_address_is_a_fault(text: str, stage: Stage) -> None:
    client = visitor("the directorate", stage)
    names = ["owner", "year", "q", "outcome", "state", "page", "edit", "show", "by", "role"]
    for route, url in stage.urls():
        answer = client.get(url, dict.fromkeys(names, text))
        assert (answer.status_code < 500, bool(said(answer))) == (True, True), route


def _token(kind: str, stage: Stage, right: Right) -> str:
    token = stage.pages.link(right)
    link = PersonalLink.objects.latest("pk")
    if kind == "expired":
        link.expires_at = datetime.now(UTC) - timedelta(days=1)
    if kind == "withdrawn":
        link.withdrawn_at = datetime.now(UTC)
    link.save()
    return token[:-4] + "abcd" if kind == "unknown" else token


def _unused(rows: dict[str, list[object]]) -> dict[str, list[object]]:
    for link in rows["PersonalLink"]:
        link.update(last_used_at=None)  # type: ignore[attr-defined]
    return rows
