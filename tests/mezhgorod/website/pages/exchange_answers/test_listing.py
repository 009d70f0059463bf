"""«Мои ответы» and what of it stands in «Ждёт вас»."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.answers import make_response, make_round, wide_form
from tests.factories.people import actor_with, make_party, make_user

from mezhgorod.exchanges.models import ExchangeRound, Response
from mezhgorod.exchanges.rules import ResponseState, RoundState
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Role
from mezhgorod.website.own_work import work_of
from mezhgorod.website.waiting_answers import answers_for

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def contact_of(response: Response) -> User:
    owner = response.round.exchange.owner
    return make_user("contact", Role.CITY_CONTACT, owner=owner, party=response.party)


def test_an_only_waiting_answer_opens_at_once(client: Client) -> None:
    response = make_response()
    client.force_login(contact_of(response))

    assert client.get("/exchanges/mine/").url == f"/exchanges/answers/{response.pk}/"


def test_those_that_wait_stand_first_and_those_of_other_cities_nowhere(client: Client) -> None:
    response = make_response()
    client.force_login(contact_of(response))
    make_response(within=make_round(quarter=2), state=ResponseState.ACCEPTED)
    make_response("Тверь", within=make_round(quarter=3))
    hidden = make_round(quarter=4, state=RoundState.PREPARING)
    make_response(within=hidden)
    page = client.get("/exchanges/mine/").content.decode().replace("\xa0", " ")

    assert page.index("I квартал 2026 года") < page.index("Отвечено и закрыто")
    assert page.index("Отвечено и закрыто") < page.index("II квартал 2026 года")
    assert "Тверь" not in page
    assert "IV квартал" not in page


def test_without_rounds_the_page_says_what_will_come(client: Client) -> None:
    party = make_party("Администрация города Псков", city="Псков")
    owner = make_response().round.exchange.owner
    client.force_login(make_user("pskov", Role.CITY_CONTACT, owner=owner, party=party))

    assert "Когда откроется раунд обмена" in client.get(
        "/exchanges/mine/"
    ).content.decode().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 4, 18), "осталось 2 дня"),
        (date(2026, 4, 20), "сегодня последний день"),
        (date(2026, 4, 21), "срок прошёл"),
    ],
)
def test_waiting_answers_stand_in_own_work(today: date, words: str) -> None:
    response = make_response()
    user = contact_of(response)
    actor = actor_with(
        Role.CITY_CONTACT, response.round.exchange.owner, party=response.party, user=user
    )
    sections = work_of(actor=actor, now=timezone.now(), today=today)
    found = next(one for one in sections if one.title == "Ответы в обменах")

    assert [(one.words, one.url) for one in found.lines] == [
        (
            f"Тарифы ЖКХ, I квартал 2026 года, Вологда: не начат, {words}",
            f"/exchanges/answers/{response.pk}/",
        )
    ]


def test_a_question_of_the_coordinator_is_told_as_such() -> None:
    response = make_response(state=ResponseState.IN_QUESTION)
    owner = response.round.exchange.owner
    actor = actor_with(Role.CITY_CONTACT, owner, party=response.party)
    ExchangeRound.objects.update(state=RoundState.CLOSED)

    found = answers_for(actor=actor, today=date(2026, 5, 1))
    assert [(one.is_waiting, one.state_words) for one in found] == [
        (True, "на уточнении: ответьте на замечание")
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_answers_is_listed_in_one_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = [
        make_response(within=make_round(wide_form(1), title=f"Обмен {place}"))
        for place in range(count)
    ]
    owner = made[0].round.exchange.owner
    actor = actor_with(Role.CITY_CONTACT, owner, party=made[0].party)
    with django_assert_num_queries(1):
        found = answers_for(actor=actor, today=date(2026, 4, 10))
        words = [f"{one.response} {one.period}" for one in found]

    assert len(words) == count
