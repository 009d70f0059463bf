"""Rounds planned, opened, moved, closed and opened again, for all and for one city."""

from datetime import date, timedelta

import pytest
from tests.factories.people import actor_with, make_body, make_owner
from tests.factories.rounds import (
    CITIES,
    DAY,
    LATER,
    NOW,
    asked_exchange,
    city,
    closed,
    committee,
    filled,
    opened,
    planned,
    response_of,
    runner,
    speaker,
    states,
)

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.actions import NewDay, RoundDraft
from mezhgorod.exchanges.models import (
    Exchange,
    ExchangeParticipant,
    ExchangeRound,
    FormVersion,
    Response,
    ResponseStep,
)
from mezhgorod.exchanges.queries import response_subject
from mezhgorod.exchanges.rules import FILL_RESPONSE, Periodicity, ResponseState, RoundState
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import Actor, Role, RuleViolation, may

pytestmark = pytest.mark.django_db


def refusal_of(**given: object) -> str:
    with pytest.raises(RuleViolation) as refused:
        given.pop("act")(**given)  # type: ignore[operator]
    return refused.value.code


def test_a_quarterly_exchange_has_four_rounds_a_year_and_planning_again_adds_none() -> None:
    exchange = asked_exchange()

    made = actions.plan_rounds(
        exchange=exchange, year=2026, draft=RoundDraft(10, "За год"), actor=runner(), now=NOW
    )
    again = actions.plan_rounds(
        exchange=exchange, year=2026, draft=RoundDraft(), actor=runner(), now=NOW
    )

    assert [(one.period_edtf, one.opens_on, one.due_on, one.note) for one in made] == [
        ("2026-33", date(2026, 4, 1), date(2026, 4, 11), "За год"),
        ("2026-34", date(2026, 7, 1), date(2026, 7, 11), "За год"),
        ("2026-35", date(2026, 10, 1), date(2026, 10, 11), "За год"),
        ("2026-36", date(2027, 1, 1), date(2027, 1, 11), "За год"),
    ]
    assert again == []
    assert Response.objects.count() == 0


def test_a_round_of_a_period_long_past_opens_today_so_that_it_can_be_opened() -> None:
    exchange = asked_exchange()

    made = actions.plan_round(
        exchange=exchange, period_edtf="2024-33", draft=RoundDraft(10), actor=runner(), now=NOW
    )
    opened = actions.open_round(found=made, actor=runner(), now=NOW)

    today = NOW.date()
    assert (made.opens_on, made.due_on) == (today, today + timedelta(days=10))
    assert opened.state == "open"


@pytest.mark.parametrize(
    ("periodicity", "count"),
    [
        (Periodicity.MONTH, 12),
        (Periodicity.HALF_YEAR, 2),
        (Periodicity.YEAR, 1),
        (Periodicity.ONCE, 1),
    ],
)
def test_every_periodicity_has_its_rounds(periodicity: Periodicity, count: int) -> None:
    exchange = asked_exchange()
    Exchange.objects.update(periodicity=periodicity)

    made = actions.plan_rounds(
        exchange=exchange, year=2026, draft=RoundDraft(), actor=runner(), now=NOW
    )

    assert len(made) == count


def test_a_round_is_not_planned_twice_nor_for_no_period_nor_without_a_form() -> None:
    found = planned()
    given = {"exchange": found.exchange, "draft": RoundDraft(), "actor": runner(), "now": NOW}

    codes = [
        refusal_of(act=actions.plan_round, period_edtf="2026-33", **given),
        refusal_of(act=actions.plan_round, period_edtf="квартал", **given),
        refusal_of(act=actions.plan_rounds, year=12, **given),
    ]
    found.delete()
    FormVersion.objects.update(state="draft")
    codes.append(refusal_of(act=actions.plan_rounds, year=2026, **given))

    assert codes == ["round.exists", "round.period", "round.year", "round.no_form"]


def test_opening_asks_the_participants_of_that_day_on_the_form_in_use() -> None:
    found = planned()
    ExchangeParticipant.objects.filter(party=city("Псков")).update(until_on=date(2026, 4, 1))
    ExchangeParticipant.objects.filter(party=city("Тверь")).update(since_on=date(2026, 4, 3))
    newer = FormVersion.objects.create(
        exchange=found.exchange,
        number=2,
        state="in_use",
        content=found.form.content | {"version": 2},
        created_at=NOW,
    )

    first = actions.open_round(found=found, actor=runner(), now=NOW)
    actions.open_round(found=found, actor=runner(), now=NOW)

    assert states(found) == {"Вологда": "not_started"}
    assert (first.state, first.form) == (RoundState.OPEN, newer)
    assert AuditEntry.objects.filter(action="round.open").count() == 1


def test_nobody_to_ask_a_day_that_is_over_and_an_ended_exchange_are_refused() -> None:
    found = planned()
    late = refusal_of(act=actions.open_round, found=found, actor=runner(), now=LATER)
    ExchangeParticipant.objects.all().delete()
    nobody = refusal_of(act=actions.open_round, found=found, actor=runner(), now=NOW)
    Exchange.objects.update(is_ended=True)
    ended = refusal_of(act=actions.open_round, found=found, actor=runner(), now=NOW)

    assert (late, nobody, ended) == ("round.too_late", "round.nobody", "round.exchange_ended")
    assert ExchangeRound.objects.get().state == RoundState.PREPARING


def test_a_city_that_joins_later_is_asked_once() -> None:
    found = opened("Вологда")
    ExchangeParticipant.objects.create(exchange=found.exchange, party=city("Псков"))

    made = actions.ask_newcomers(found=found, actor=runner(), now=NOW)
    again = actions.ask_newcomers(found=found, actor=runner(), now=NOW)

    assert ([one.party for one in made], again) == ([city("Псков")], [])
    assert states(found) == {"Вологда": "not_started", "Псков": "not_started"}


def test_closing_makes_the_silent_silent_and_keeps_questions_with_their_cities() -> None:
    found = opened("Вологда", "Псков", "Тверь", "Кострома", "Иваново")
    filled(found, ["Псков"], state=ResponseState.IN_QUESTION)
    filled(found, ["Тверь"], state=ResponseState.SUBMITTED)
    filled(found, ["Кострома"], state=ResponseState.IN_APPROVAL)
    filled(found, ["Иваново"], state=ResponseState.DRAFT)

    actions.close_round(found=found, actor=runner(), now=LATER)
    actions.close_round(found=found, actor=runner(), now=LATER)

    assert states(found) == {
        "Вологда": "silent",
        "Иваново": "silent",
        "Кострома": "silent",
        "Псков": "in_question",
        "Тверь": "submitted",
    }
    assert ResponseStep.objects.filter(state_after="silent").count() == 3
    assert response_of(found, "Иваново").observations.count() == 4


def test_opening_again_puts_answers_back_where_they_were() -> None:
    found = opened("Вологда", "Псков", "Кострома")
    filled(found, ["Псков"], state=ResponseState.DRAFT)
    filled(found, ["Кострома"], state=ResponseState.IN_APPROVAL)
    actions.close_round(found=found, actor=runner(), now=LATER)

    again = actions.reopen_round(
        found=found, day=NewDay(date(2026, 5, 20), "Просили"), actor=runner(), now=LATER
    )

    assert (again.state, again.due_on) == (RoundState.OPEN, date(2026, 5, 20))
    assert states(found) == {
        "Вологда": "not_started",
        "Кострома": "in_approval",
        "Псков": "draft",
    }


def test_a_round_does_not_open_again_for_a_day_that_is_over() -> None:
    found = closed()

    code = refusal_of(
        act=actions.reopen_round, found=found, day=NewDay(DAY), actor=runner(), now=LATER
    )

    assert code == "round.deadline"
    assert ExchangeRound.objects.get().state == RoundState.CLOSED


def test_a_moved_deadline_names_those_whose_day_changes() -> None:
    found = opened()
    filled(found, ["Тверь"])
    own = response_of(found, "Псков")
    Response.objects.filter(pk=own.pk).update(due_on=date(2026, 6, 1))

    changed = actions.move_deadline(
        found=found, day=NewDay(date(2026, 5, 10), "Праздники"), actor=runner(), now=NOW
    )
    same = actions.move_deadline(
        found=found, day=NewDay(date(2026, 5, 10), ""), actor=runner(), now=NOW
    )
    without = refusal_of(
        act=actions.move_deadline,
        found=found,
        day=NewDay(date(2026, 5, 11), " "),
        actor=runner(),
        now=NOW,
    )

    assert ([one.party for one in changed], same) == ([city("Вологда")], [])
    assert without == "round.no_reason"
    assert response_of(found, "Псков").due_on == date(2026, 6, 1)


def test_one_city_gets_a_later_day_and_no_city_an_earlier_one() -> None:
    found = opened()
    given = {
        "found": found,
        "response_ids": [response_of(found, "Псков").pk],
        "actor": runner(),
        "now": NOW,
    }

    chosen = actions.extend_for(day=NewDay(date(2026, 4, 30), "Отпуск"), **given)
    again = actions.extend_for(day=NewDay(date(2026, 4, 30), "Отпуск"), **given)
    earlier = refusal_of(act=actions.extend_for, day=NewDay(date(2026, 4, 20)), **given)

    assert ([one.party for one in chosen], again) == ([city("Псков")], [])
    assert earlier == "round.extension"
    assert response_of(found, "Вологда").due_on is None


def test_a_closed_round_opens_for_one_late_city_only() -> None:
    found = opened()
    filled(found, ["Тверь"])
    actions.close_round(found=found, actor=runner(), now=LATER)
    pskov, vologda = response_of(found, "Псков"), response_of(found, "Вологда")

    actions.open_late_for(
        found=found,
        response_ids=[pskov.pk],
        day=NewDay(date(2026, 5, 20), "Просьба города"),
        actor=runner(),
        now=LATER,
    )

    pskov, vologda = response_of(found, "Псков"), response_of(found, "Вологда")
    assert states(found) == {"Вологда": "silent", "Псков": "draft", "Тверь": "submitted"}
    assert may(speaker(pskov), FILL_RESPONSE, response_subject(pskov))
    assert not may(speaker(vologda), FILL_RESPONSE, response_subject(vologda))
    assert not may(speaker(vologda), FILL_RESPONSE, response_subject(pskov))

    actions.close_late_for(found=found, response_ids=[pskov.pk], actor=runner(), now=LATER)
    assert response_of(found, "Псков").state == ResponseState.SILENT


def test_a_city_that_has_answered_is_not_opened_late() -> None:
    found = closed()
    ids = [response_of(found, "Псков").pk]
    day = NewDay(date(2026, 5, 20))

    code = refusal_of(
        act=actions.open_late_for,
        found=found,
        response_ids=ids,
        day=day,
        actor=runner(),
        now=LATER,
    )

    assert code == "round.nobody_silent"


def _strangers(found: ExchangeRound) -> list[Actor]:
    other = make_owner("Союз городов Сибири")
    return [
        actor_with(Role.DIRECTORATE, other),
        committee(found.exchange),
        actor_with(Role.CITY_CONTACT, found.exchange.owner, party=city("Псков")),
        actor_with(Role.AUDITOR, found.exchange.owner),
    ]


def test_a_foreign_association_another_committee_and_cities_run_nothing() -> None:
    found = planned()
    Exchange.objects.update(body=make_body(found.exchange.owner, "Секция «Туризм»"))
    found.exchange.refresh_from_db()
    day = NewDay(date(2026, 5, 20), "Причина")

    codes = set()
    for stranger in _strangers(found):
        by = {"actor": stranger, "now": NOW}
        codes |= {
            refusal_of(act=actions.open_round, found=found, **by),
            refusal_of(act=actions.close_round, found=found, **by),
            refusal_of(act=actions.reopen_round, found=found, day=day, **by),
            refusal_of(act=actions.move_deadline, found=found, day=day, **by),
            refusal_of(act=actions.drop_planned, found=found, **by),
            refusal_of(
                act=actions.plan_rounds,
                exchange=found.exchange,
                year=2026,
                draft=RoundDraft(),
                **by,
            ),
        }

    assert codes == {"exchange.run.forbidden"}
    own = committee(found.exchange, "Секция «Туризм»")
    assert actions.open_round(found=found, actor=own, now=NOW).state == RoundState.OPEN


def test_answers_of_another_round_are_not_touched() -> None:
    first, second = opened(), opened(quarter=2)
    foreign = response_of(second, "Псков")

    code = refusal_of(
        act=actions.extend_for,
        found=first,
        response_ids=[foreign.pk],
        day=NewDay(date(2026, 4, 30)),
        actor=runner(),
        now=NOW,
    )

    assert code == "round.foreign_response"
    assert len(CITIES) * 2 == Response.objects.filter(due_on=None).count()


def test_closing_needs_as_many_queries_for_thirty_cities_as_for_three(
    django_assert_num_queries: object,
) -> None:
    few, many = opened(), opened(*(f"Город{number}" for number in range(30)), quarter=2)

    with django_assert_num_queries(9):  # type: ignore[operator]
        actions.close_round(found=few, actor=runner(), now=LATER)
    with django_assert_num_queries(9):  # type: ignore[operator]
        actions.close_round(found=many, actor=runner(), now=LATER)
