"""Ready exchanges: complete, usable at once, without figures."""

import re
import tomllib
from importlib import resources

import pytest

from planbook.indicators import (
    NUMERIC_KINDS,
    form_from_dict,
    form_to_dict,
    formula_findings,
)
from planbook.indicators.starters import (
    STARTER_CODES,
    StarterExchange,
    starter_exchanges,
    starter_named,
)

pytestmark = pytest.mark.core


def test_six_exchanges_are_offered_two_of_them_in_full() -> None:
    found = {
        one.code: (one.title, one.periodicity, len(one.form.lines)) for one in starter_exchanges()
    }

    assert found == {
        "tariffs": ("Тарифы на жилищно-коммунальные услуги", "quarter", 39),
        "prices": ("Средние цены на товары и услуги", "quarter", 50),
        "economy": ("Социально-экономическое положение городов", "half_year", 13),
        "budgets": ("Исполнение местных бюджетов", "quarter", 14),
        "housing": ("Жилищный фонд и его содержание", "year", 14),
        "smart_city": ("Состояние проектов «умного города»", "half_year", 13),
    }
    assert tuple(found) == STARTER_CODES


def test_an_unknown_code_names_no_exchange() -> None:
    assert starter_named("weather") is None


@pytest.mark.parametrize("starter", starter_exchanges(), ids=lambda one: one.code)
class TestEveryReadyExchange:
    def test_says_of_every_row_what_it_means_in_which_unit_and_whom_to_ask(
        self, starter: StarterExchange
    ) -> None:
        bare = [
            line.indicator.code
            for line in starter.form.lines
            if not (line.indicator.definition.endswith(".") and line.indicator.contact)
            or (line.indicator.unit.kind in NUMERIC_KINDS and not line.indicator.unit.name)
        ]

        assert bare == []
        assert starter.purpose.endswith(".")
        assert starter.source.endswith(".")

    def test_computes_and_checks_what_can_be_computed(self, starter: StarterExchange) -> None:
        assert formula_findings(starter.form) == ()
        assert starter.form.checks or any(line.formula for line in starter.form.lines)

    def test_is_stored_without_loss(self, starter: StarterExchange) -> None:
        assert form_from_dict(form_to_dict(starter.form)) == starter.form

    def test_has_no_code_twice(self, starter: StarterExchange) -> None:
        codes = [line.indicator.code for line in starter.form.lines]

        assert len(codes) == len(set(codes))


@pytest.mark.parametrize("starter", starter_exchanges(), ids=lambda one: one.code)
def test_bounds_are_only_those_of_nature(starter: StarterExchange) -> None:
    bounds = {
        str(bound)
        for line in starter.form.lines
        for bound in (line.indicator.minimum, line.indicator.maximum)
        if bound is not None
    }

    # Nothing below zero, a fall of at most all, shares of the whole, months of a year.
    assert bounds <= {"0", "-100", "100", "12"}


def test_codes_of_different_exchanges_do_not_meet() -> None:
    codes = [line.indicator.code for one in starter_exchanges() for line in one.form.lines]

    assert len(codes) == len(set(codes))


def test_data_is_written_by_hand_and_read_by_any_reader() -> None:
    for code in STARTER_CODES:
        text = (resources.files("planbook.indicators") / "data" / f"{code}.toml").read_text("utf-8")
        assert tomllib.loads(text)["title"]
        assert not re.search(r"\t|\u00a0", text)
