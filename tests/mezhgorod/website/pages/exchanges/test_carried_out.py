"""From a row of a plan to the exchange that carries it out, and what strangers see of it."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.factories.people import acting, make_owner, make_user
from tests.factories.plans import make_item, make_plan, make_section
from tests.factories.rounds import asked_exchange, city, opened, planned, response_of

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.models import Exchange, ExchangeRound, Response
from mezhgorod.exchanges.queries.carried import exchanges_of_items
from mezhgorod.exchanges.rules import Reading
from mezhgorod.planning.models import PlanItem
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import NOBODY, SYSTEM, Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.fixture
def found() -> ExchangeRound:
    return opened("Вологда", "Псков")


@pytest.fixture
def item(found: ExchangeRound) -> PlanItem:
    return tied(found.exchange)


def tied(exchange: Exchange) -> PlanItem:
    item = make_item(make_section(make_plan(f"plan-{exchange.pk}")), "По тарифам")
    exchange.items.add(item)
    return item


def contact(name: str, owner_name: str = "") -> User:
    owner = make_owner(owner_name) if owner_name else make_owner()
    return make_user(f"c-{name}-{owner.pk}", Role.CITY_CONTACT, owner=owner, party=city(name))


def page(url: str, user: User | None = None) -> str:
    client = Client()
    if user is not None:
        client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def event_url(item: PlanItem) -> str:
    return reverse("event", args=(item.event.uid,))


def test_a_row_leads_those_who_collect_to_the_exchange_and_its_round(
    found: ExchangeRound, item: PlanItem
) -> None:
    keeper = make_user("keeper", Role.DIRECTORATE, owner=make_owner())
    shown = page(event_url(item), keeper)

    assert f'href="{reverse("exchange", args=(found.exchange_id,))}"' in shown
    assert f'href="{reverse("exchange_round", args=(found.pk,))}"' in shown
    assert "ответы до" in shown
    assert "Наш ответ" not in shown


def test_a_row_leads_a_city_to_its_own_answer(found: ExchangeRound, item: PlanItem) -> None:
    shown = page(event_url(item), contact("Вологда"))

    assert reverse("response", args=(response_of(found, "Вологда").pk,)) in shown
    assert reverse("response", args=(response_of(found, "Псков").pk,)) not in shown
    assert reverse("exchange_round", args=(found.pk,)) not in shown


@pytest.mark.parametrize("who", [None, ("Ржев", ""), ("Вологда", "АСДГ")])
def test_strangers_learn_nothing_of_an_exchange_for_participants(
    found: ExchangeRound, item: PlanItem, who: tuple[str, str] | None
) -> None:
    Exchange.objects.update(reading=Reading.PARTICIPANTS)
    user = contact(*who) if who else None
    listed = reverse("plan_list", args=(item.section.plan.slug,))

    for url in (event_url(item), listed):
        shown = page(url, user)
        assert reverse("exchange", args=(found.exchange_id,)) not in shown
        assert found.exchange.title not in shown


def test_everybody_reads_of_an_open_exchange_but_not_how_it_goes(
    found: ExchangeRound, item: PlanItem
) -> None:
    Exchange.objects.update(reading=Reading.PUBLIC)
    shown = page(event_url(item))

    assert reverse("exchange", args=(found.exchange_id,)) in shown
    assert reverse("exchange_round", args=(found.pk,)) not in shown
    assert "Наш ответ" not in shown


def test_the_list_of_a_plan_marks_its_exchanges(found: ExchangeRound, item: PlanItem) -> None:
    shown = page(reverse("plan_list", args=(item.section.plan.slug,)), contact("Вологда"))

    assert f'<a class="tag" href="{reverse("exchange", args=(found.exchange_id,))}">' in shown
    assert "обмен: I квартал 2026 года" in shown


def test_a_city_is_told_its_own_day(found: ExchangeRound, item: PlanItem) -> None:
    Response.objects.filter(party=city("Вологда")).update(due_on=date(2027, 1, 31))

    assert "ответы до 31 января 2027 года" in page(event_url(item), contact("Вологда"))
    assert "31 января 2027 года" not in page(event_url(item), contact("Псков"))


def test_an_answer_in_a_round_that_is_not_open_yet_is_not_offered() -> None:
    found = planned("Вологда")
    item = tied(found.exchange)
    (told,) = exchanges_of_items(items=[item], actor=acting(contact("Вологда")))[item.pk]

    assert (told.round, told.answer, told.sees_course) == (found, None, False)


def test_the_round_that_goes_on_is_told_before_a_later_one(
    found: ExchangeRound, item: PlanItem
) -> None:
    later = actions.plan_round(
        exchange=found.exchange, period_edtf="2026-36", draft=actions.RoundDraft(), actor=SYSTEM,
        now=datetime(2026, 4, 2, 9, 0, tzinfo=UTC),
    )  # fmt: skip
    (told,) = exchanges_of_items(items=[item], actor=SYSTEM)[item.pk]

    assert later.period_start > found.period_start
    assert told.round == found


def test_an_exchange_without_rounds_is_told_too() -> None:
    item = tied(asked_exchange("Вологда"))
    (told,) = exchanges_of_items(items=[item], actor=SYSTEM)[item.pk]

    assert (told.round, told.period) == (None, "")
    assert exchanges_of_items(items=[item], actor=NOBODY) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_rows_takes_the_same_queries(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    actor = acting(contact("Вологда"))
    items = [tied(asked_exchange("Вологда", title=f"Обмен {number}")) for number in range(count)]
    for one in Exchange.objects.all():
        actions.open_round(
            found=actions.plan_round(
                exchange=one, period_edtf="2026-33", draft=actions.RoundDraft(), actor=SYSTEM,
                now=datetime(2026, 4, 2, 9, 0, tzinfo=UTC),
            ),
            actor=SYSTEM, now=datetime(2026, 4, 2, 9, 0, tzinfo=UTC),
        )  # fmt: skip
    with django_assert_num_queries(4):
        told = exchanges_of_items(items=items, actor=actor)
    assert [len(told[one.pk]) for one in items] == [1] * count
    other = make_item(items[0].section, "Форум")
    with django_assert_num_queries(1):
        assert exchanges_of_items(items=[other], actor=actor) == {}
