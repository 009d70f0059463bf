from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.answers import FORM
from tests.factories.rounds import filled, response_of, runner
from tests.factories.sent_tables import CITIES, SENT_AT, TODAY, member, ready, sent

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.models import Exchange, FormVersion, IndicatorVersion, Response
from mezhgorod.exchanges.queries.series import (
    ExchangeSeries,
    exchange_series,
    indicators_of,
    series_rounds,
)
from mezhgorod.exchanges.rules import Reading, ResponseState
from mezhgorod.registry.rules import NOBODY, Actor
from planbook.indicators import form_to_dict, indicator_to_dict

pytestmark = pytest.mark.django_db


def read(exchange: Exchange, code: str, actor: Actor | None = None) -> ExchangeSeries | None:
    rounds = series_rounds(exchange=exchange, actor=actor or member(), today=TODAY)
    return exchange_series(rounds, code=code)


def numbers(told: ExchangeSeries, city: str = "Вологда") -> list[list[tuple[str, Decimal | None]]]:
    found = next(one for one in told.cities if one.city == city)
    return [
        [(point.period_edtf, point.number) for point in series.points] for series in found.series
    ]


def test_values_over_rounds_with_the_gap_between():
    sent(quarter=1, price="30.00")
    found = sent(quarter=3, price="32.00")
    told = read(found.exchange, "tariff.cold")
    assert [one.city for one in told.cities] == list(CITIES)
    assert numbers(told) == [
        [("2026-33", Decimal("30.00")), ("2026-34", None), ("2026-35", Decimal("32.00"))]
    ]


def test_a_computed_row_is_told_as_the_table_tells_it():
    found = sent(price="32.15")
    told = read(found.exchange, "tariff.total")
    assert numbers(told) == [[("2026-33", Decimal("52.25"))]]


def test_the_reason_of_a_gap_is_kept():
    told = read(sent().exchange, "share.loss")
    point = told.cities[0].series[0].points[0]
    assert (point.number, str(point.missing)) == (None, "no_data")


def test_versions_of_an_indicator_are_not_joined():
    found = sent(quarter=1, price="30.00")
    redefined(found.exchange)
    found = sent(quarter=2, price="45.00")
    told = read(found.exchange, "tariff.cold")
    assert numbers(told) == [[("2026-33", Decimal("30.00"))], [("2026-34", Decimal("45.00"))]]
    assert [one.version for one in told.versions] == [1, 2]


def redefined(exchange: Exchange) -> None:
    """Put a form in use where cold water is another thing."""
    section = FORM.sections[0]
    cold = replace(section.lines[0].indicator, version=2, definition="Без НДС.")
    line = replace(section.lines[0], indicator=cold)
    lines = (line, *section.lines[1:])
    form = replace(FORM, sections=(replace(section, lines=lines), *FORM.sections[1:]), version=2)
    IndicatorVersion.objects.create(
        owner=exchange.owner, code=cold.code, number=2, name=cold.name,
        content=indicator_to_dict(cold), created_at=SENT_AT,
    )  # fmt: skip
    FormVersion.objects.create(
        exchange=exchange, number=2, state="in_use", content=form_to_dict(form), created_at=SENT_AT
    )


def test_a_round_that_is_not_sent_out_is_not_told_even_to_who_runs_it():
    sent(quarter=1)
    found = ready(quarter=2)
    told = read(found.exchange, "tariff.cold", runner())
    assert [one.period_edtf for one in told.rounds] == ["2026-33"]


def test_an_answer_in_question_again_is_told_as_it_was_sent_out():
    found = sent(price="32.15")
    response = response_of(found, "Вологда")
    filled(found, ("Вологда",), state=ResponseState.IN_QUESTION, price="99.99")
    Response.objects.filter(pk=response.pk).update(touched_at=SENT_AT + timedelta(days=1))
    assert numbers(read(found.exchange, "tariff.cold")) == [[("2026-33", Decimal("32.15"))]]


def test_a_correction_is_told_when_it_is_sent_out():
    found = sent(price="32.15")
    later = SENT_AT + timedelta(days=1)
    filled(found, ("Вологда",), state=ResponseState.ACCEPTED, price="33.00")
    Response.objects.filter(round=found).update(touched_at=later)
    again = later + timedelta(days=1)
    actions.correct_table(found=found, reason="Ошибка города", actor=runner(), now=again)
    assert numbers(read(found.exchange, "tariff.cold")) == [[("2026-33", Decimal("32.15"))]]
    actions.publish_round(found=found, actor=runner(), now=again)
    assert numbers(read(found.exchange, "tariff.cold")) == [[("2026-33", Decimal("33.00"))]]


def test_who_may_not_read_a_round_is_told_nothing_of_it():
    sent("Вологда", "Псков", quarter=1)
    found = sent("Вологда", "Псков", "Тверь", quarter=2, reading=Reading.PARTICIPANTS)
    told = read(found.exchange, "tariff.cold", member("Тверь"))
    assert [one.period_edtf for one in told.rounds] == ["2026-34"]
    assert numbers(told) == [[("2026-34", Decimal("32.15"))]]
    assert read(found.exchange, "tariff.cold", NOBODY) is None
    assert read(found.exchange, "tariff.cold", member("Вологда", owner_name="АСДГ")) is None


def test_a_row_nobody_asks_has_no_series():
    assert read(sent().exchange, "no.such") is None


def test_only_rows_of_numbers_are_offered():
    rounds = series_rounds(exchange=sent().exchange, actor=member(), today=TODAY)
    assert [one.code for one in indicators_of(rounds)] == [
        "tariff.cold",
        "tariff.sewage",
        "tariff.total",
        "share.loss",
        "heat.price",
        "heat.area",
    ]
    assert indicators_of([]) == []


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rounds_and_cities(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    for quarter in range(1, count + 1):
        found = sent(*CITIES[:count], quarter=quarter)
    actor = member("Вологда")
    with django_assert_num_queries(2):
        rounds = series_rounds(exchange=found.exchange, actor=actor, today=TODAY)
    with django_assert_num_queries(6):
        told = exchange_series(rounds, code="tariff.cold")
    assert len(told.cities) == count
