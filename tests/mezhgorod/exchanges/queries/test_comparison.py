from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.rounds import city, filled, opened, runner
from tests.factories.sent_tables import CITIES, SENT_AT, TODAY, member, ready, sent

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.models import ExchangeRound
from mezhgorod.exchanges.queries.comparison import (
    column_key,
    fresh_table,
    previous_table,
    stored_table,
)
from mezhgorod.exchanges.rules import Reading, ResponseState
from mezhgorod.registry.rules import NOBODY
from planbook.indicators import city_numbers

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 21)


def first_row(table: object) -> tuple[Decimal | None, ...]:
    return city_numbers(table.rows[0])


@pytest.mark.parametrize(
    "state", [state for state in ResponseState if state is not ResponseState.ACCEPTED]
)
def test_only_accepted_answers_stand_in_a_fresh_table(state: ResponseState):
    found = opened()
    filled(found, ("Вологда",), state=ResponseState.ACCEPTED)
    filled(found, ("Псков",), state=state, price="99.99")
    table = fresh_table(found=found, number=1, made_on=DAY)
    assert [one.city for one in table.columns] == ["Вологда"]


def test_a_fresh_table_is_the_one_that_would_be_stored():
    found = ready()
    stored = stored_table(found.tables.get())
    fresh = fresh_table(found=found, number=1, made_on=stored.made_on, notes=stored.notes)
    assert fresh == stored
    assert [one.key for one in fresh.columns] == [column_key(city(name).pk) for name in CITIES]


@pytest.mark.parametrize("count", [1, 3])
def test_a_fresh_table_costs_two_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    found = opened(*CITIES[:count])
    filled(found, CITIES[:count], state=ResponseState.ACCEPTED)
    found = ExchangeRound.objects.select_related("exchange__owner", "form").get(pk=found.pk)
    with django_assert_num_queries(2):
        table = fresh_table(found=found, number=1, made_on=DAY)
    assert len(table.columns) == count


def test_a_stored_table_stays_when_answers_change():
    found = sent(price="32.15")
    filled(found, ("Вологда",), state=ResponseState.ACCEPTED, price="99.99")
    table = stored_table(found.tables.get())
    assert first_row(table)[0] == Decimal("32.15")


def test_the_table_before_is_that_of_the_latest_earlier_round():
    for quarter, price in ((1, "30.00"), (2, "31.00"), (3, "32.00")):
        found = sent(quarter=quarter, price=price)
    before = previous_table(found, actor=member(), today=TODAY)
    assert before.period_edtf == "2026-34"
    assert first_row(before) == (Decimal("31.00"),) * 3


def test_no_table_before_the_first_round():
    assert previous_table(sent(), actor=member(), today=TODAY) is None


def test_a_round_before_that_was_not_sent_out_is_passed_over():
    ready(quarter=1)
    found = sent(quarter=2)
    assert previous_table(found, actor=runner(), today=TODAY) is None


def test_changes_do_not_tell_a_round_somebody_may_not_read():
    sent("Вологда", "Псков", quarter=1)
    found = sent("Вологда", "Псков", "Тверь", quarter=2, reading=Reading.PARTICIPANTS)
    assert previous_table(found, actor=member("Тверь"), today=TODAY) is None
    assert previous_table(found, actor=member("Псков"), today=TODAY) is not None


def test_a_round_that_is_not_open_yet_is_not_told_by_an_open_one():
    before = sent(quarter=1)
    found = sent(quarter=2, reading=Reading.PUBLIC, days=10)
    before.published_on = TODAY
    before.save()
    assert previous_table(found, actor=NOBODY, today=TODAY) is None


def test_a_corrected_round_is_compared_by_its_newest_sent_version():
    before = sent(quarter=1, price="30.00")
    filled(before, ("Вологда",), state=ResponseState.ACCEPTED, price="29.00")
    actions.correct_table(found=before, reason="Ошибка города", actor=runner(), now=SENT_AT)
    found = sent(quarter=2)
    table = previous_table(found, actor=member(), today=TODAY)
    assert first_row(table)[0] == Decimal("30.00")
    actions.publish_round(found=before, actor=runner(), now=SENT_AT)
    table = previous_table(found, actor=member(), today=TODAY)
    assert first_row(table)[0] == Decimal("29.00")
