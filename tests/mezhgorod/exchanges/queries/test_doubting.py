"""With what an answer is compared: its last round, the other cities that have submitted."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries
from tests.factories.answers import NOW, make_response, make_round

from mezhgorod.exchanges.actions import CellBatch, save_cells
from mezhgorod.exchanges.models import ExchangeRound, Response
from mezhgorod.exchanges.queries.doubting import medians_of
from mezhgorod.exchanges.rules import ResponseState
from mezhgorod.registry.rules import SYSTEM
from planbook.indicators import Cell, CellValue, MissingReason

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_medians_kept() -> None:
    cache.clear()


def answered(city: str, price: str, state: ResponseState = ResponseState.SUBMITTED) -> Response:
    response = make_response(city)
    cells: dict[Cell, CellValue | None] = {
        Cell("tariff.cold"): CellValue(number=Decimal(price)),
        Cell("share.loss"): CellValue(missing=MissingReason.NO_DATA),
    }
    save_cells(response=response, batch=CellBatch(cells), actor=SYSTEM, now=NOW)
    Response.objects.filter(pk=response.pk).update(state=state)
    return response


def test_medians_are_of_submitted_and_accepted_answers_only() -> None:
    for city, price in (("Тверь", "30"), ("Псков", "32"), ("Рязань", "40")):
        answered(city, price)
    answered("Калуга", "1000", ResponseState.DRAFT)
    answered("Тула", "34", ResponseState.ACCEPTED)

    assert medians_of(make_round()) == {"tariff.cold": Decimal(33)}


def test_two_cities_give_no_median() -> None:
    answered("Тверь", "30")
    answered("Псков", "32")

    assert medians_of(make_round()) == {}


def test_medians_are_counted_anew_only_when_an_answer_has_come(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for city, price in (("Тверь", "30"), ("Псков", "32"), ("Рязань", "40")):
        answered(city, price)
    found = ExchangeRound.objects.select_related("form").get(pk=make_round().pk)
    with django_assert_num_queries(2):
        assert medians_of(found) == {"tariff.cold": Decimal(32)}
    with django_assert_num_queries(1):
        medians_of(found)
    answered("Тула", "50")
    with django_assert_num_queries(2):
        assert medians_of(found) == {"tariff.cold": Decimal(36)}


def test_a_value_corrected_later_is_seen() -> None:
    for city, price in (("Тверь", "30"), ("Псков", "32"), ("Рязань", "40")):
        last = answered(city, price)
    assert medians_of(make_round()) == {"tariff.cold": Decimal(32)}
    Response.objects.filter(pk=last.pk).update(state=ResponseState.IN_QUESTION)
    cells: dict[Cell, CellValue | None] = {Cell("tariff.cold"): CellValue(number=Decimal(31))}
    later = NOW + timedelta(hours=1)
    save_cells(response=last, batch=CellBatch(cells), actor=SYSTEM, now=later)
    Response.objects.filter(pk=last.pk).update(state=ResponseState.SUBMITTED)

    assert medians_of(make_round()) == {"tariff.cold": Decimal(31)}
