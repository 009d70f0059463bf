"""The wall of a round, lateness, discipline over rounds, corrections that wait."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.answers import FORM, wide_form
from tests.factories.rounds import (
    LATER,
    NOW,
    address,
    asked_exchange,
    city,
    filled,
    opened,
    response_of,
    runner,
)

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.actions import NewDay
from mezhgorod.exchanges.models import ExchangeRound, Response, ResponseStep
from mezhgorod.exchanges.queries import Wall, days_late, discipline_of, wall_of
from mezhgorod.exchanges.rules import ResponseState, StepKind

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 2)


def wall(found: ExchangeRound, today: date = TODAY) -> Wall:
    fresh = ExchangeRound.objects.select_related("exchange__owner", "form").get(pk=found.pk)
    fresh.form.exchange = fresh.exchange
    return wall_of(found=fresh, today=today)


def test_every_city_is_told_with_its_sections() -> None:
    found = opened("Вологда", "Псков", "Тверь")
    filled(found, ["Псков"])
    address(found, "Псков")
    Response.objects.filter(party=city("Тверь")).update(
        copies={"heat": ["ТЭЦ-1", "Котельная"]}, doubt_count=2
    )

    seen = wall(found)

    assert [
        (
            line.name,
            line.response.state,
            [(one.section.code, one.filled, one.asked) for one in line.sections],
            line.response.doubt_count,
            line.has_address,
        )
        for line in seen.lines
    ] == [
        ("Вологда", "not_started", [("water", 0, 4), ("heat", 0, 2)], 0, False),
        ("Псков", "submitted", [("water", 3, 4), ("heat", 1, 2)], 0, True),
        ("Тверь", "not_started", [("water", 0, 4), ("heat", 0, 4)], 2, False),
    ]
    assert (seen.waited_count, seen.submitted_count, seen.doubtful_count) == (2, 1, 1)
    assert seen.states == {"not_started": 2, "submitted": 1}


def test_the_wall_costs_six_queries_for_one_city_and_for_forty(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    few = opened("Вологда")
    many = opened(*(f"Город{number}" for number in range(40)), form=wide_form(30), quarter=2)
    for found in (few, many):
        fresh = ExchangeRound.objects.select_related("exchange__owner", "form").get(pk=found.pk)
        fresh.form.exchange = fresh.exchange
        with django_assert_num_queries(6):
            wall_of(found=fresh, today=TODAY)


@pytest.mark.parametrize(
    ("state", "came", "today", "days"),
    [
        (ResponseState.NOT_STARTED, None, date(2026, 4, 21), 0),
        (ResponseState.DRAFT, None, date(2026, 4, 24), 3),
        (ResponseState.SUBMITTED, 21, date(2026, 5, 9), 0),
        (ResponseState.ACCEPTED, 25, date(2026, 5, 9), 4),
        (ResponseState.IN_QUESTION, 20, date(2026, 5, 9), 0),
        (ResponseState.NO_PART, None, date(2026, 5, 9), 0),
        (ResponseState.SILENT, None, date(2026, 5, 9), 0),
        (ResponseState.DRAFT, 20, date(2026, 4, 22), 1),
    ],
)
def test_how_late_an_answer_is(
    state: ResponseState, came: int | None, today: date, days: int
) -> None:
    answer = response_of(opened("Вологда"), "Вологда")
    answer.state = state
    answer.submitted_at = datetime(2026, 4, came, 9, tzinfo=UTC) if came else None

    assert answer.round.due_on == date(2026, 4, 21)
    assert days_late(response=answer, today=today) == days


def test_what_was_asked_about_and_came_again_late_was_in_time() -> None:
    found = opened("Вологда")
    (answer,) = filled(found, ["Вологда"], now=LATER)
    ResponseStep.objects.create(
        response=answer, at=NOW, kind=StepKind.STATE, state_before="draft", state_after="submitted"
    )

    assert [line.days_late for line in wall(found, LATER.date()).lines] == [0]


def test_an_own_day_counts_for_its_city() -> None:
    found = opened("Вологда", "Псков")
    actions.extend_for(
        found=found,
        response_ids=[response_of(found, "Псков").pk],
        day=NewDay(date(2026, 4, 30)),
        actor=runner(),
        now=NOW,
    )

    seen = wall(found, date(2026, 4, 25))

    assert [(line.name, line.days_late) for line in seen.lines] == [("Вологда", 4), ("Псков", 0)]
    assert seen.late_count == 1


def test_discipline_counts_every_round_of_a_city() -> None:
    first = opened("Вологда", "Псков")
    filled(first, ["Вологда"], state=ResponseState.ACCEPTED, now=LATER)
    actions.close_round(found=first, actor=runner(), now=LATER)
    second = opened("Вологда", "Псков", quarter=2)
    (answer,) = filled(second, ["Псков"])
    actions.question_response(response=answer, remark="Проверьте единицу", actor=runner(), now=NOW)
    third = opened("Вологда", "Псков", quarter=3)
    filled(third, ["Вологда"], state=ResponseState.NO_PART)

    found = discipline_of(exchanges=[first.exchange], today=TODAY)

    vologda, pskov = found.cities
    assert [one.period_edtf for one in found.rounds] == ["2026-33", "2026-34", "2026-35"]
    assert (vologda.asked, vologda.in_time, vologda.late, vologda.longest_delay) == (3, 0, 1, 14)
    assert (vologda.no_part, vologda.waited, vologda.accepted, vologda.share_in_time) == (
        1,
        1,
        1,
        0,
    )
    assert (pskov.asked, pskov.silent, pskov.in_time, pskov.waited) == (3, 1, 1, 1)
    assert (pskov.questions, pskov.corrections, pskov.share_in_time) == (1, 0, 50)


def test_discipline_of_another_year_and_another_exchange_is_not_told() -> None:
    found = opened("Вологда")
    other = asked_exchange("Псков", form=FORM, title="Цены")

    last_year = discipline_of(
        exchanges=[found.exchange],
        today=TODAY,
        since=date(2025, 1, 1),
        until=date(2025, 12, 31),
    )

    assert (last_year.rounds, last_year.cities) == ((), ())
    assert discipline_of(exchanges=[other], today=TODAY).cities == ()


def test_discipline_costs_the_same_for_many_rounds(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    exchange = opened("Вологда").exchange
    with django_assert_num_queries(4):
        discipline_of(exchanges=[exchange], today=TODAY)
    for quarter in (2, 3):
        opened("Вологда", "Псков", "Тверь", quarter=quarter)
    with django_assert_num_queries(4):
        found = discipline_of(exchanges=[exchange], today=TODAY + timedelta(days=1))
    assert len(found.cities) == 3
