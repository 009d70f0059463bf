"""Comparison tables: made once, kept as they were, sent out, corrected by a next version."""

from datetime import date
from decimal import Decimal

import pytest
from tests.factories.people import actor_with, make_body, make_owner
from tests.factories.rounds import (
    LATER,
    closed,
    committee,
    consolidated,
    filled,
    opened,
    response_of,
    runner,
    speaker,
)

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.actions.publishing import table_digest
from mezhgorod.exchanges.models import ComparisonVersion, Exchange, ExchangeRound
from mezhgorod.exchanges.queries import participants_in_tables, participants_of, table_of
from mezhgorod.exchanges.rules import ResponseState, RoundState
from mezhgorod.exchanges.rules.differences import ChangedCell, table_changes
from mezhgorod.registry.rules import Role, RuleViolation
from planbook.indicators import Cell, CellValue

pytestmark = pytest.mark.django_db
YEAR = {"start": date(2026, 1, 1), "end": date(2026, 12, 31)}
TWENTY_FIVE = [f"Город {number:02}" for number in range(1, 26)]


def refusal_of(**given: object) -> str:
    with pytest.raises(RuleViolation) as refused:
        given.pop("act")(**given)  # type: ignore[operator]
    return refused.value.code


def cities(version: ComparisonVersion) -> list[str]:
    return [column.city for column in table_of(version).columns]


def test_accepted_answers_stand_in_the_table_and_the_silent_below_it() -> None:
    found = opened("Вологда", "Псков", "Тверь", "Иваново")
    filled(found, ["Псков", "Вологда"], state=ResponseState.ACCEPTED)
    filled(found, ["Тверь"], state=ResponseState.NO_PART)
    found = actions.close_round(found=found, actor=runner(), now=LATER)

    version = actions.consolidate_round(found=found, actor=runner(), now=LATER)
    again = actions.consolidate_round(found=found, actor=runner(), now=LATER)

    table = table_of(version)
    assert version == again
    assert (version.number, cities(version)) == (1, ["Вологда", "Псков"])
    assert table.notes == ("Не участвуют: Тверь.", "Не ответили: Иваново.")
    total = next(row for row in table.rows if row.line.indicator.code == "tariff.total")
    assert [cells[0].number for cells in total.cells if cells[0]] == [Decimal("52.25")] * 2
    assert version.digest == table_digest(version.content)
    assert ExchangeRound.objects.get().state == RoundState.CONSOLIDATED


def test_a_note_below_a_table_stands_below_its_correction_too() -> None:
    found = opened("Вологда", "Псков", "Тверь")
    filled(found, ["Псков", "Вологда"], state=ResponseState.ACCEPTED)
    found = actions.close_round(found=found, actor=runner(), now=LATER)
    note = "Тарифы с НДС."
    first = actions.consolidate_round(found=found, notes=(note,), actor=runner(), now=LATER)
    actions.refuse_response(
        response=response_of(found, "Псков"), ground="not_by_form", actor=runner(), now=LATER
    )
    found.refresh_from_db()

    second = actions.correct_table(
        found=found, reason="Ответ Пскова отозван", actor=runner(), now=LATER
    )

    assert (table_of(first).notes, cities(first)) == (
        (note, "Не ответили: Тверь."),
        ["Вологда", "Псков"],
    )
    assert (table_of(second).notes, cities(second)) == (
        (note, "Не ответили: Тверь."),
        ["Вологда"],
    )


def test_an_open_round_and_one_without_accepted_answers_are_not_consolidated() -> None:
    found = opened()
    filled(found)
    early = refusal_of(act=actions.consolidate_round, found=found, actor=runner(), now=LATER)
    found = actions.close_round(found=found, actor=runner(), now=LATER)
    empty = refusal_of(act=actions.consolidate_round, found=found, actor=runner(), now=LATER)

    assert (early, empty) == ("round.state", "round.nothing_accepted")
    assert ComparisonVersion.objects.count() == 0


def test_one_refused_answer_makes_twenty_four_of_twenty_five_only_in_the_next_table() -> None:
    """Housing tariffs: twenty-five cities answered; one answer turns out not to be confirmed."""
    found = consolidated(*TWENTY_FIVE)
    first = ComparisonVersion.objects.get()
    before = (first.content, first.digest)

    actions.refuse_response(
        response=response_of(found, "Город 07"),
        ground="not_confirmed",
        actor=runner(),
        now=LATER,
    )

    fresh = participants_of(exchange=found.exchange, **YEAR)
    stood = participants_in_tables(exchange=found.exchange, **YEAR)
    assert (len(fresh), len(stood)) == (24, 25)
    first.refresh_from_db()
    assert (first.content, first.digest) == before
    assert len(cities(first)) == 25

    second = actions.correct_table(
        found=found, reason="Ответ не подтверждён", actor=runner(), now=LATER
    )
    assert len(cities(second)) == 24
    assert table_changes(table_of(first), table_of(second)).removed == ("Город 07",)
    assert len(participants_in_tables(exchange=found.exchange, **YEAR)) == 24


def test_participants_of_a_year_are_distinct_cities_not_the_sum_of_rounds() -> None:
    filled(opened("Вологда", "Псков"), ["Вологда", "Псков"], state=ResponseState.ACCEPTED)
    second = opened("Вологда", "Псков", quarter=2)
    filled(second, ["Псков"], state=ResponseState.ACCEPTED)
    filled(second, ["Вологда"], state=ResponseState.SUBMITTED)

    exchange = second.exchange
    second_quarter = {"start": date(2026, 4, 1), "end": date(2026, 6, 30)}
    assert len(participants_of(exchange=exchange, **YEAR)) == 2
    assert len(participants_of(exchange=exchange, **second_quarter)) == 1
    assert participants_of(exchange=exchange, start=date(2025, 1, 1), end=date(2025, 12, 31)) == []


def test_a_corrected_table_is_the_next_version_with_its_changed_cells() -> None:
    found = consolidated()
    answer = response_of(found, "Псков")
    actions.request_correction(
        response=answer,
        cells={Cell("tariff.cold"): CellValue(number=Decimal("33.00"))},
        reason="Опечатка",
        actor=speaker(answer),
        now=LATER,
    )
    request = answer.steps.get(kind="request")
    same = {"act": actions.correct_table, "found": found, "reason": "Проверка"}
    assert refusal_of(**same, actor=runner(), now=LATER) == "round.same_table"
    actions.grant_correction(response=answer, request_id=request.pk, actor=runner(), now=LATER)

    second = actions.correct_table(
        found=found, reason="Уточнён тариф Пскова", actor=runner(), now=LATER
    )

    first = ComparisonVersion.objects.get(number=1)
    changes = table_changes(table_of(first), table_of(second))
    key = str(answer.party_id)
    assert (second.number, second.reason) == (2, "Уточнён тариф Пскова")
    assert changes.cells == (
        ChangedCell(
            "Псков",
            key,
            Cell("tariff.cold"),
            "Холодная вода",
            CellValue(number=Decimal("32.15")),
            CellValue(number=Decimal("33.00")),
        ),
        ChangedCell(
            "Псков",
            key,
            Cell("tariff.total"),
            "Вода и отведение",
            CellValue(number=Decimal("52.25")),
            CellValue(number=Decimal("53.10")),
        ),
    )


def test_a_correction_says_why_and_needs_a_table() -> None:
    found = consolidated()
    silent = refusal_of(
        act=actions.correct_table, found=found, reason=" ", actor=runner(), now=LATER
    )
    actions.back_to_review(found=found, actor=runner(), now=LATER)
    early = refusal_of(
        act=actions.correct_table, found=found, reason="Правка", actor=runner(), now=LATER
    )

    assert (silent, early) == ("round.no_reason", "round.state")
    assert ComparisonVersion.objects.count() == 1


def test_a_table_is_sent_out_once_and_so_is_its_correction() -> None:
    found = consolidated()
    first = actions.publish_round(found=found, actor=runner(), now=LATER)
    again = actions.publish_round(found=found, actor=runner(), now=LATER)
    actions.refuse_response(
        response=response_of(found, "Псков"), ground="other_unit", actor=runner(), now=LATER
    )
    actions.correct_table(found=found, reason="Другая единица", actor=runner(), now=LATER)
    second = actions.publish_round(found=found, actor=runner(), now=LATER)

    found.refresh_from_db()
    assert (first, first.published_at, second.number) == (again, LATER, 2)
    assert (found.state, found.published_on) == (RoundState.PUBLISHED, date(2026, 5, 5))
    back = refusal_of(act=actions.back_to_review, found=found, actor=runner(), now=LATER)
    assert back == "round.state"


def test_nobody_else_makes_or_sends_tables() -> None:
    found = closed()
    Exchange.objects.update(body=make_body(found.exchange.owner, "Секция «Туризм»"))
    found.exchange.refresh_from_db()
    answer = response_of(found, "Псков")
    strangers = [
        actor_with(Role.DIRECTORATE, make_owner("Союз городов Сибири")),
        committee(found.exchange),
        speaker(answer),
        actor_with(Role.AUDITOR, found.exchange.owner),
    ]

    codes = set()
    for stranger in strangers:
        by = {"found": found, "actor": stranger, "now": LATER}
        codes |= {
            refusal_of(act=actions.consolidate_round, **by),
            refusal_of(act=actions.back_to_review, **by),
            refusal_of(act=actions.correct_table, reason="Правка", **by),
            refusal_of(act=actions.publish_round, **by),
        }

    assert codes == {"exchange.run.forbidden"}
    assert ComparisonVersion.objects.count() == 0
