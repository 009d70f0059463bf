import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.rounds import cells_of, closed, response_of, runner
from tests.factories.sent_tables import SENT_AT, SENT_ON, STRANGER, TODAY, member, ready, sent

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.actions.cell_writing import write_cells
from mezhgorod.exchanges.models import ExchangeRound
from mezhgorod.exchanges.queries.tables import (
    open_rounds,
    readable_round,
    readable_rounds,
    rounds_with_tables,
    versions_of,
)
from mezhgorod.exchanges.rules import Reading, ResponseState
from mezhgorod.exchanges.rules.reading import TableAccess
from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor

pytestmark = pytest.mark.django_db


def access(found: ExchangeRound, actor: Actor) -> TableAccess:
    return readable_round(found, actor=actor, today=TODAY).access


def test_only_participants_read_a_table_for_participants():
    found = sent(reading=Reading.PARTICIPANTS)
    assert access(found, member("Вологда")) is TableAccess.SENT
    assert access(found, member(STRANGER)) is TableAccess.NONE


def test_a_city_that_takes_no_part_is_no_participant():
    found = sent(reading=Reading.PARTICIPANTS)
    response = response_of(found, "Псков")
    response.state = ResponseState.NO_PART
    response.save()
    assert access(found, member("Псков")) is TableAccess.NONE


def test_a_table_that_is_not_sent_out_is_read_by_who_runs_it_alone():
    found = ready()
    asked = [member("Вологда"), member(STRANGER), NOBODY, member("Вологда", owner_name="АСДГ")]
    assert [access(found, one) for one in asked] == [TableAccess.NONE] * 4
    assert access(found, runner()) is TableAccess.COURSE


def test_a_version_that_is_not_sent_out_stays_with_who_runs_it():
    found = sent()
    change_price(found, "41.00")
    actions.correct_table(found=found, reason="Ошибка города", actor=runner(), now=SENT_AT)
    read = readable_round(found, actor=member(), today=TODAY)
    assert [one.number for one in versions_of(read)] == [1]
    ran = readable_round(found, actor=runner(), today=TODAY)
    assert [one.number for one in versions_of(ran)] == [2, 1]


def change_price(found: ExchangeRound, price: str) -> None:
    write_cells(response=response_of(found, "Вологда"), cells=cells_of(price))


def test_no_versions_of_what_may_not_be_read():
    read = readable_round(sent(), actor=NOBODY, today=TODAY)
    assert versions_of(read) == []


@pytest.mark.parametrize(
    ("reading", "days", "listed"),
    [
        (Reading.PUBLIC, 0, 1),
        (Reading.PUBLIC, (TODAY - SENT_ON).days, 1),
        (Reading.PUBLIC, (TODAY - SENT_ON).days + 1, 0),
        (Reading.MEMBERS, 0, 0),
        (Reading.PARTICIPANTS, 0, 0),
    ],
)
def test_only_opened_tables_are_listed_for_everybody(reading: Reading, days: int, listed: int):
    sent(reading=reading, days=days)
    assert len(open_rounds(today=TODAY)) == listed


def test_what_is_not_sent_out_is_listed_for_nobody():
    found = ready()
    found.exchange.reading = Reading.PUBLIC
    found.exchange.save()
    assert rounds_with_tables(actor=SYSTEM, today=TODAY) == []


def test_a_member_of_another_association_finds_nothing():
    sent()
    assert rounds_with_tables(actor=member("Вологда", owner_name="АСДГ"), today=TODAY) == []
    assert len(rounds_with_tables(actor=member(), today=TODAY)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_reading_many_rounds_costs_one_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    rounds = [sent(quarter=quarter) for quarter in range(1, count + 1)]
    actor = member("Вологда")
    with django_assert_num_queries(1):
        read = readable_rounds(rounds, actor=actor, today=TODAY)
    assert [one.access for one in read] == [TableAccess.SENT] * count
    with django_assert_num_queries(2):
        assert len(rounds_with_tables(actor=actor, today=TODAY)) == count


def test_a_round_in_review_is_read_by_no_city():
    assert access(closed(), member("Вологда")) is TableAccess.NONE
