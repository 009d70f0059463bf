"""Pages of rounds: planned, followed, reviewed, consolidated, sent out, in a browser's steps."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories import people, rounds
from tests.factories.html import words as text_of

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.models import Exchange, ExchangeRound, Response
from mezhgorod.exchanges.rules import ResponseState, RoundState
from mezhgorod.notices.models import Letter
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> ExchangeRound:
    """A round that goes on today."""
    exchange = rounds.asked_exchange("Вологда", "Псков", "Тверь")
    now = timezone.now()
    made = actions.plan_round(
        exchange=exchange,
        period_edtf=f"{timezone.localdate().year}",
        draft=actions.RoundDraft(),
        actor=rounds.runner(),
        now=now,
    )
    return actions.open_round(found=made, actor=rounds.runner(), now=now)


@pytest.fixture
def runner(client: Client) -> Client:
    user = people.make_user("runner", Role.DIRECTORATE, owner=people.make_owner())
    client.force_login(user)
    return client


def url(name: str, found: ExchangeRound) -> str:
    return reverse(name, args=(found.pk,))


def do(client: Client, found: ExchangeRound, verb: str, **data: str) -> str:
    page = client.post(url("round_do", found), {"do": verb, **data}, follow=True)
    return text_of(page)


def press(client: Client, response: Response, verb: str, **data: str) -> str:
    address = reverse("response_decide", args=(response.pk,))
    data.setdefault("seen", str(response.revision))
    return text_of(client.post(address, {"do": verb, **data}, follow=True))


def test_rounds_of_a_year_are_planned_from_the_page(runner: Client) -> None:
    exchange = rounds.asked_exchange()
    address = reverse("exchange_rounds", args=(exchange.pk,))

    empty = text_of(runner.get(address))
    data = {"do": "year", "year": "2027", "days_to_answer": "15"}
    page = text_of(runner.post(address, data, follow=True))
    again = text_of(runner.post(address, data, follow=True))
    wrong = text_of(runner.post(address, {**data, "year": "7"}, follow=True))

    assert "Раундов ещё нет" in empty
    assert "4 раунда намечены" in page
    assert "IV квартал 2027 года" in page
    assert "уже намечены" in again
    assert "Укажите год" in wrong
    assert exchange.rounds.count() == 4


def test_cities_are_counted_for_the_last_year_they_were_asked_about(
    runner: Client, found: ExchangeRound
) -> None:
    rounds.filled(found, ["Вологда", "Псков"], state=ResponseState.ACCEPTED)
    address = reverse("exchange_rounds", args=(found.exchange_id,))
    planned = {"do": "year", "year": "2030", "days_to_answer": "15"}

    page = text_of(runner.post(address, planned, follow=True))

    assert "IV квартал 2030 года" in page
    assert "Городов с принятым ответом за 2026 год: 2 " in page


def test_the_whole_way_of_a_round(runner: Client, found: ExchangeRound) -> None:
    rounds.address(found, "Вологда")
    assert "напишите тем, кого ждём" in text_of(runner.get(url("exchange_round", found)))
    runner.post(url("round_cities", found), {"do": "write_all"})
    assert Letter.objects.filter(kind="exchange.invitation", state="held").count() == 1

    first, second = rounds.filled(found, ["Вологда", "Псков"])
    page = text_of(runner.get(url("exchange_round", found)))
    assert "Принять все без сомнений (2)" in page
    assert "Вопрос задан: Псков" in press(runner, second, "question", remark="Единица?")
    assert "Ответ принят: Вологда" in press(runner, first, "accept")
    rounds.filled(found, ["Псков"])
    second.refresh_from_db()
    assert "Ответ принят: Псков" in press(runner, second, "accept")

    assert "Раунд закрыт" in do(runner, found, "close")
    assert "2 города" in do(runner, found, "consolidate")
    assert "Итоги открыты участникам: версия 1" in do(runner, found, "publish")
    second.refresh_from_db()
    assert "Ответ отклонён: Псков" in press(runner, second, "refuse", ground="other_unit")
    assert "Составлена версия 2" in do(runner, found, "correct", reason="Другая единица")
    versions = text_of(runner.get(url("round_versions", found)))
    assert "Исключены: Псков" in versions
    assert "Почему: Другая единица" in versions
    assert "версия 2" in do(runner, found, "publish")
    found.refresh_from_db()
    assert found.state == RoundState.PUBLISHED


def test_another_city_another_committee_another_association_see_nothing(
    client: Client, found: ExchangeRound
) -> None:
    owner = found.exchange.owner
    Exchange.objects.update(body=people.make_body(owner, "Секция «Туризм»"))
    other_body = people.make_body(owner, "Секция «Культура»")
    strangers = [
        people.make_user("c", Role.CITY_CONTACT, owner=owner, party=rounds.city("Псков")),
        people.make_user("b", Role.BODY_COORDINATOR, owner=owner, body=other_body),
        people.make_user("o", Role.DIRECTORATE, owner=people.make_owner("Союз городов Сибири")),
        people.make_user("nobody"),
    ]
    answer = rounds.response_of(found, "Вологда")
    pages = [
        url("exchange_round", found),
        url("round_versions", found),
        reverse("response_review", args=(answer.pk,)),
        reverse("exchange_rounds", args=(found.exchange_id,)),
        reverse("exchange_discipline", args=(found.exchange_id,)),
    ]
    posts = [
        url("round_do", found),
        url("round_cities", found),
        reverse("response_decide", args=(answer.pk,)),
        reverse("exchange_rounds", args=(found.exchange_id,)),
    ]
    assert {client.get(page).status_code for page in pages} == {302}
    for stranger in strangers:
        client.force_login(stranger)
        assert {client.get(page).status_code for page in pages} == {404}
        assert {client.post(page, {"do": "close"}).status_code for page in posts} == {404}
    own = people.make_user("own", Role.BODY_COORDINATOR, owner=owner, body=_body(owner))
    client.force_login(own)
    assert {client.get(page).status_code for page in pages} == {200}


def _body(owner: object) -> object:
    return people.make_body(owner, "Секция «Туризм»")  # type: ignore[arg-type]


def test_an_auditor_reads_and_changes_nothing(client: Client, found: ExchangeRound) -> None:
    (answer,) = rounds.filled(found, ["Псков"])
    client.force_login(people.make_user("a", Role.AUDITOR, owner=found.exchange.owner))

    page = client.get(url("exchange_round", found))
    assert page.status_code == 200
    assert "Закрыть раунд" not in text_of(page)
    assert "нет права" in do(client, found, "close")
    assert "нет права" in press(client, answer, "accept")
    planning = reverse("exchange_rounds", args=(found.exchange_id,))
    assert client.post(planning, {"do": "year", "year": "2027"}).status_code == 403
    found.refresh_from_db()
    assert (found.state, rounds.states(found)["Псков"]) == (RoundState.OPEN, "submitted")


def test_figures_filter_the_wall(runner: Client, found: ExchangeRound) -> None:
    rounds.filled(found, ["Псков"])
    address = url("exchange_round", found)

    def shown(show: str) -> list[str]:
        page = runner.get(address, {"show": show})
        return [one.line.name for one in page.context["lines"]]

    assert shown("") == ["Вологда", "Псков", "Тверь"]
    assert shown("submitted") == ["Псков"]
    assert shown("waiting") == ["Вологда", "Тверь"]
    assert shown("<script>") == []


def test_the_wall_costs_the_same_for_many(
    runner: Client, found: ExchangeRound, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    runner.get(url("exchange_round", found))
    with django_assert_num_queries(11):
        runner.get(url("exchange_round", found))
    for number in range(20):
        Response.objects.create(round=found, party=rounds.city(f"Город{number}"))
    with django_assert_num_queries(11):
        page = runner.get(url("exchange_round", found))
    assert len(page.context["lines"]) == 23


def test_an_answer_is_reviewed_beside_the_last_one(runner: Client) -> None:
    first, second = rounds.opened("Псков"), rounds.opened("Псков", quarter=2)
    rounds.filled(first, ["Псков"], state=ResponseState.ACCEPTED, price="30.00")
    (answer,) = rounds.filled(second, ["Псков"], price="33.00")

    page = runner.get(reverse("response_review", args=(answer.pk,)))

    cold = page.context["parts"][0].cells[0]
    total = page.context["parts"][0].cells[2]
    assert (cold.last, cold.now, cold.change) == ("30,00", "33,00", "+10,0\N{NO-BREAK SPACE}%")
    assert (total.last, total.now) == ("50,10", "53,10")
    assert "считает программа" in text_of(page)


def test_a_stale_look_is_told_and_decides_nothing(runner: Client, found: ExchangeRound) -> None:
    (answer,) = rounds.filled(found, ["Псков"])
    Response.objects.filter(pk=answer.pk).update(revision=99)

    page = press(runner, answer, "accept", seen="3")

    assert "Ответ изменился после того, как вы его открыли: Псков" in page
    assert rounds.states(found)["Псков"] == "submitted"


def test_letters_and_links_are_handed_out_without_a_copy_kept(
    runner: Client, found: ExchangeRound
) -> None:
    answer = rounds.response_of(found, "Тверь")
    ticked = {"city": f"{answer.pk}:{answer.revision}"}
    word = runner.post(url("round_cities", found), {"do": "letters", **ticked})
    links = runner.post(url("round_cities", found), {"do": "links", **ticked})

    body = zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()
    assert "/answer/" in body
    assert rounds.city("Тверь").name in body
    assert "/answer/" in links.content.decode()
    assert "no-store" in links["Cache-Control"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"do": "write"}, "Писать некому"),
        ({"do": "accept"}, "Отметьте ответы"),
        ({"do": "extend", "due_on": "завтра"}, "Укажите новый срок"),
        ({"do": "extend", "due_on": "2026-13-45"}, "Укажите новый срок"),
        ({"do": "late", "due_on": "2099-01-01"}, "Сейчас раунд в состоянии «идёт»"),
        ({"do": "accept", "city": "9" * 40 + ":1"}, "Отметьте ответы"),
        ({"do": "accept", "city": "77:1"}, "не из этого раунда"),
    ],
)
def test_bad_choices_are_told(
    runner: Client, found: ExchangeRound, data: dict[str, str], told: str
) -> None:
    page = runner.post(url("round_cities", found), data, follow=True)
    assert told in text_of(page)


def test_what_waits_stands_on_the_first_page(client: Client, found: ExchangeRound) -> None:
    rounds.filled(found, ["Псков"])
    user: User = people.make_user("runner", Role.DIRECTORATE, owner=found.exchange.owner)
    client.force_login(user)
    assert "ждут рассмотрения 1" in text_of(client.get(reverse("home")))
