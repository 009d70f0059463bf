"""Following without an account: nothing before the confirmation, one click to stop."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from lxml import etree
from tests.factories.html import texts, tree_of, words
from tests.factories.letters import NOW, make_letter
from tests.factories.people import make_body, make_owner
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.notices.actions.following import forget_unconfirmed
from mezhgorod.notices.models import Follow, Letter, LetterStop, NewsTopic, RowNews
from mezhgorod.notices.rules import MAX_UNCONFIRMED_OF_ADDRESS
from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.fixture
def plan() -> Plan:
    return make_plan()


def ask(client: Client, plan: Plan, address: str = "reader@example.org", **more: str) -> None:
    data = {"kind": "plan", "key": str(plan.pk), "address": address, "frequency": "at_once"}
    answer = client.post("/follow/", data | more)
    assert answer.status_code == 302


def told(plan: Plan, **fields: object) -> RowNews:
    values = {
        "row_key": "1",
        "first_change_id": 1,
        "last_change_id": 1,
        "first_at": NOW,
        "last_at": NOW,
        "told_at": NOW,
        "is_public": True,
        "kind": "event.moved",
        "title": "Форум <малых> городов",
        "words": "Срок: май → июнь",
        "reason": "Просьба города",
    }
    news = RowNews.objects.create(plan=plan, **values | fields)
    NewsTopic.objects.create(news=news, kind="plan", object_key=str(plan.pk))
    return news


def test_a_stranger_confirms_by_a_letter_and_stops_by_a_link(client: Client, plan: Plan) -> None:
    ask(client, plan, " Reader@Example.org ")
    follow = Follow.objects.get()
    (url,) = re.findall(r"http://127.0.0.1:8000(/follows/confirm/\S+)", Letter.objects.get().body)

    looked = client.get(url)
    follow.refresh_from_db()
    assert (follow.address, follow.confirmed_at) == ("reader@example.org", None)
    assert texts(looked, "//main//form//button") == ["Да, сообщать"]

    done = client.post(url, follow=True)
    follow.refresh_from_db()
    assert follow.confirmed_at is not None
    assert "Подписка подтверждена" in words(done)

    client.post(f"/follows/{follow.pk}/", {"token": follow.token, "frequency": "weekly"})
    follow.refresh_from_db()
    assert follow.frequency == "weekly"
    client.post(f"/follows/{follow.pk}/", {"token": follow.token, "do": "stop"})
    assert Follow.objects.count() == 0
    assert client.get(url).status_code == 404


def test_asking_again_says_the_same_and_writes_one_letter(client: Client, plan: Plan) -> None:
    first = client.post("/follow/", {
        "kind": "plan", "key": plan.pk, "address": "a@example.org", "frequency": "daily"
    }, follow=True)  # fmt: skip
    Follow.objects.update(confirmed_at=NOW)
    second = client.post("/follow/", {
        "kind": "plan", "key": plan.pk, "address": "a@example.org", "frequency": "weekly"
    }, follow=True)  # fmt: skip

    assert words(first) == words(second)
    assert Letter.objects.count() == 1
    assert Follow.objects.get().frequency == "daily"


def test_one_address_cannot_be_flooded(client: Client) -> None:
    plans = [make_plan(f"plan-{number}", kind=f"k{number}") for number in range(7)]
    for one in plans[:MAX_UNCONFIRMED_OF_ADDRESS]:
        ask(client, one)

    refused = client.post("/follow/", {
        "kind": "plan", "key": plans[6].pk, "address": "reader@example.org", "frequency": "daily"
    })  # fmt: skip

    assert refused.status_code == 422
    assert "Сначала подтвердите" in words(refused)
    assert Letter.objects.count() == MAX_UNCONFIRMED_OF_ADDRESS


def test_what_nobody_confirms_is_forgotten(client: Client, plan: Plan) -> None:
    ask(client, plan)
    Follow.objects.update(created_at=NOW)

    assert forget_unconfirmed(now=NOW + timedelta(days=7)) == 0
    assert forget_unconfirmed(now=NOW + timedelta(days=7, seconds=1)) == 1
    assert Letter.objects.count() == 0


def test_an_account_with_an_address_needs_no_letter(client: Client, plan: Plan) -> None:
    person = User.objects.create_user("person", email="person@example.org")
    client.force_login(person)

    ask(client, plan, "person@example.org")
    ask(client, plan, "stranger@example.org")

    rows = texts(client.get("/follows/"), "//tbody/tr/th")
    assert rows == [f"план «{plan.title}» person@example.org"]
    assert [one.to_address for one in Letter.objects.all()] == ["stranger@example.org"]


@pytest.mark.parametrize(
    "query",
    ["", "kind=plan", "kind=x&key=1", "kind=plan&key=0", "kind=plan&key=9" + "9" * 70,
     "kind=event&key=1", "kind=city&key=%D9%A1", "kind=series&key=abc"],
)  # fmt: skip
def test_what_does_not_exist_cannot_be_followed(client: Client, plan: Plan, query: str) -> None:
    assert client.get(f"/follow/?{query}").status_code == 404


def test_what_is_not_public_cannot_be_followed(client: Client) -> None:
    plan = make_plan(state=PlanState.DRAFT, title="Тайный план")
    item = make_item(make_section(plan), "Тайный форум")

    assert client.get(f"/follow/?kind=plan&key={plan.pk}").status_code == 404
    assert client.get(f"/follow/?kind=event&key={item.event.uid}").status_code == 404
    assert client.get(f"/follow/?kind=owner&key={plan.owner_id}").status_code == 404


@pytest.mark.parametrize("address", ["нет", "a@b", "a@example.org\nBcc: b@example.org", "x" * 300])
def test_wrong_addresses_are_refused(client: Client, plan: Plan, address: str) -> None:
    data = {"kind": "plan", "key": plan.pk, "address": address, "frequency": "daily"}

    assert client.post("/follow/", data).status_code == 422
    assert Follow.objects.count() == 0


def test_a_mail_program_stops_a_subscription_with_one_post(plan: Plan) -> None:
    follow = Follow.objects.create(
        kind="plan", object_key=str(plan.pk), label="план", address="reader@example.org",
        token="t" * 20, created_at=NOW, confirmed_at=NOW,
    )  # fmt: skip
    other = Follow.objects.create(
        kind="city", object_key="5", label="город", address="reader@example.org",
        token="u" * 20, created_at=NOW, confirmed_at=NOW,
    )  # fmt: skip
    letter = make_letter(plan.owner, to_address="reader@example.org", news=told(plan))
    program = Client(enforce_csrf_checks=True)
    url = f"/letters/stop/{letter.stop_token}/"

    looked = program.get(url)
    assert Follow.objects.count() == 2
    assert "Будет остановлено: план" in words(looked)
    answers = [program.post(url, {"List-Unsubscribe": "One-Click"}) for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert list(Follow.objects.all()) == [other]
    assert "Этой подписки уже нет" in words(answers[1])
    assert follow.label == "план"


def test_an_organization_refuses_letters_of_one_kind_and_takes_it_back(client: Client) -> None:
    letter = make_letter(make_owner())
    url = f"/letters/stop/{letter.stop_token}/"

    done = client.post(url)
    assert "Писем о сборе предложений" in words(done)
    assert LetterStop.objects.get().topic == "campaign"
    client.post(url, {"do": "back"})
    assert LetterStop.objects.count() == 0


def test_foreign_and_empty_tokens_open_nothing(client: Client, plan: Plan) -> None:
    letter = make_letter(kind="account.invitation", stop_token="")
    ask(client, plan)
    follow = Follow.objects.get()
    assert letter.stop_token == ""

    for url in ("/letters/stop/x/", "/follows/of/x/", f"/follows/of/{follow.token}/"):
        assert client.get(url).status_code == 404
    assert client.post(f"/follows/{follow.pk}/", {"do": "stop"}).status_code == 404
    assert client.post(f"/follows/{follow.pk}/", {"do": "stop", "token": "x"}).status_code == 404
    assert Follow.objects.count() == 1


def test_a_feed_tells_what_is_public_under_names_that_stay(client: Client, plan: Plan) -> None:
    told(plan)
    told(plan, title="Тайный форум", is_public=False)

    answers = [client.get("/plans/plan-2023/changes.atom", headers={"host": host})
               for host in ("127.0.0.1", "localhost")]  # fmt: skip

    trees = [etree.fromstring(one.content) for one in answers]
    name = {"a": "http://www.w3.org/2005/Atom"}
    assert answers[0].headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [one.findtext("a:entry/a:title", namespaces=name) for one in trees] == [
        "Мероприятие перенесено: Форум <малых> городов"
    ] * 2
    assert len(trees[0].findall("a:entry", name)) == 1
    assert len({one.findtext("a:entry/a:id", namespaces=name) for one in trees}) == 1
    assert len({one.findtext("a:id", namespaces=name) for one in trees}) == 1
    summary = trees[0].findtext("a:entry/a:summary", namespaces=name)
    assert summary == f"{plan.title}\nСрок: май → июнь\nПричина: Просьба города"


def test_feeds_of_cities_and_empty_feeds_open(client: Client) -> None:
    make_city("Вологда", "vologda")
    make_plan("draft", state=PlanState.DRAFT)

    assert etree.fromstring(client.get("/cities/vologda/changes.atom").content) is not None
    assert client.get("/plans/draft/changes.atom").status_code == 404
    assert client.get("/series/none/changes.atom").status_code == 404


def test_an_association_and_a_body_are_followed_from_their_pages(
    client: Client, plan: Plan
) -> None:
    body = make_body(plan.owner, "Секция «Туризм»")
    news = told(plan)
    for kind, key in (("owner", plan.owner_id), ("body", body.pk)):
        NewsTopic.objects.create(news=news, kind=kind, object_key=str(key))
    addresses = {
        "owner": f"/associations/{plan.owner.slug}/",
        "body": f"/bodies/{body.slug}/",
    }

    for kind, address in addresses.items():
        (link,) = tree_of(client.get(address)).xpath("//a[contains(@href, '/follow/')]/@href")
        assert f"kind={kind}&" in link
        assert plan.owner.spoken_name in words(client.get(link))
        assert "малых" in client.get(f"{address}changes.atom").content.decode()


def test_an_association_without_a_published_plan_is_not_followed(
    client: Client, directorate: User
) -> None:
    plan = make_plan(state=PlanState.DRAFT)
    told(plan)
    client.force_login(directorate)

    page = client.get(f"/associations/{plan.owner.slug}/")
    client.logout()
    feed = client.get(f"/associations/{plan.owner.slug}/changes.atom").content.decode()

    assert ("/follow/" in page.content.decode(), "малых" in feed) == (False, False)


def test_pages_of_things_lead_to_following(client: Client, plan: Plan) -> None:
    city = make_city("Вологда", "vologda")
    item = make_item(make_section(plan), city=city)
    pages = {
        "/cities/vologda/": f"/follow/?kind=city&key={city.pk}",
        "/plans/plan-2023/subscribe/": f"/follow/?kind=plan&key={plan.pk}",
        f"/events/{item.event.uid}/": f"/follow/?kind=event&key={item.event.uid}",
    }

    for page, url in pages.items():
        links = tree_of(client.get(page)).xpath("//a[text()='Следить за изменениями']/@href")
        assert links == [url]
        assert client.get(url).status_code == 200
