"""Periods in words, grounds of refusals, what differs between two tables."""

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mezhgorod.exchanges.rules import RESPONSE_TRANSITIONS, ResponseState
from mezhgorod.exchanges.rules.differences import ChangedCell, TableChanges, table_changes
from mezhgorod.exchanges.rules.periods import period_of, period_words, periods_of_year
from mezhgorod.exchanges.rules.reviewing import bounded_words, refusal_words
from mezhgorod.registry.rules import RuleViolation
from planbook.indicators import (
    Answer,
    Cell,
    CellValue,
    ComparisonTable,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    Question,
    TableHead,
    Unit,
    UnitKind,
    consolidate,
)

WATER = FormLine(Indicator("water", "Вода", Unit(UnitKind.MONEY, "руб.")))
FORM = IndicatorForm(
    "Тарифы", (FormSection("a", "Вода", (WATER,)),), questions=(Question("plans", "Планы?"),)
)
HEAD = TableHead("Тарифы", "Союз", "2026-33", 1, date(2026, 4, 20))


def table(**prices: str | None) -> ComparisonTable:
    answers = [
        Answer(name, {Cell("water"): CellValue(number=Decimal(price))} if price else {})
        for name, price in prices.items()
    ]
    return consolidate(FORM, answers, head=HEAD)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2026", "2026 год"),
        ("2026-01", "январь 2026 года"),
        ("2026-33", "I квартал 2026 года"),
        ("2026-36", "IV квартал 2026 года"),
        ("2026-40", "I полугодие 2026 года"),
        ("2025-09/2026-05", "2025-09/2026-05"),
        ("2026-22", "2026-22"),
    ],
)
def test_a_period_is_printed_in_words(edtf: str, words: str) -> None:
    assert period_words(edtf) == words


@pytest.mark.parametrize("text", ["", "квартал", "2026-13", "0001", "9" * 500, "2026-33\0"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        period_of(text)
    assert refused.value.code == "round.period"


def test_the_periods_of_a_year_follow_one_another_without_gaps() -> None:
    for periodicity in ("month", "quarter", "half_year", "year", "once"):
        found = periods_of_year(periodicity, 2028)
        assert (found[0].start, found[-1].end) == (date(2028, 1, 1), date(2028, 12, 31))
        for one, after in itertools.pairwise(found):
            assert (after.start - one.end).days == 1


def test_words_are_tidied_and_bounded() -> None:
    assert bounded_words(" раз\r\nдва\u200b ", name="Вопрос", field="remark") == "раз\nдва"
    assert refusal_words("other", "Город просил") == "Город просил"
    assert refusal_words("other_unit", " ") == "значения в других единицах"
    with pytest.raises(RuleViolation) as refused:
        refusal_words("no_such", "Слова")
    assert refused.value.field == "ground"


def test_every_state_of_an_answer_has_a_way_and_no_way_leads_to_itself() -> None:
    assert set(RESPONSE_TRANSITIONS) == set(ResponseState)
    assert all(state not in ways for state, ways in RESPONSE_TRANSITIONS.items())


def test_equal_tables_differ_in_nothing_whatever_their_number_and_day() -> None:
    before = table(Вологда="32.15", Псков=None)
    after = replace(before, number=2, made_on=date(2026, 5, 1), notes=("Не ответили: Тверь.",))

    assert table_changes(before, after) == TableChanges((), (), ())
    assert table_changes(before, after).is_empty


def test_cities_that_came_and_went_and_changed_cells_are_told_apart() -> None:
    before = table(Вологда="32.15", Псков=None, Тверь="30")
    after = table(Вологда="32.2", Псков="29", Иваново="31")

    found = table_changes(before, after)

    cell, number = Cell("water"), CellValue(number=Decimal("32.15"))
    assert (found.added, found.removed) == (("Иваново",), ("Тверь",))
    assert found.cells == (
        ChangedCell("Вологда", "Вологда", cell, "Вода", number, CellValue(number=Decimal("32.2"))),
        ChangedCell("Псков", "Псков", cell, "Вода", None, CellValue(number=Decimal(29))),
    )


def test_changed_words_of_a_city_that_stayed_are_told() -> None:
    before = consolidate(FORM, [Answer("Псков", {}, texts={"plans": "Ремонт"})], head=HEAD)
    after = consolidate(FORM, [Answer("Псков", {}, texts={"plans": "Замена"})], head=HEAD)

    assert table_changes(before, after).words_changed
    assert not table_changes(before, before).words_changed


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("III квартал 2025 года", "2025-35"),
        ("4-й квартал 2025 г.", "2025-36"),
        (" IV  Квартал 2025", "2025-36"),
        ("1 полугодие 2026", "2026-40"),
        ("июль 2026 года", "2026-07"),
        ("2026 год", "2026"),
        ("2026-33", "2026-33"),
    ],
)
def test_a_period_is_named_as_people_say_it(words: str, edtf: str) -> None:
    assert period_of(words).edtf == edtf


@pytest.mark.parametrize(
    "words", ["", "пятый квартал 2026", "5 квартал 2026", "квартал", "2026 2027"]
)
def test_words_that_name_no_period_are_refused(words: str) -> None:
    with pytest.raises(RuleViolation, match="II квартал 2026"):
        period_of(words)
