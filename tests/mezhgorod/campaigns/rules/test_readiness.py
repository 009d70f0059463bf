"""What a row lacks by the conditions of a campaign."""

from datetime import date

import pytest
from tests.factories import drafts

from mezhgorod.campaigns.rules import CampaignRules, EligibilityKind, EligibilityRule
from mezhgorod.campaigns.rules.readiness import Lack, Requirements
from planbook.dates import Month, Period, Span
from planbook.places import Place

HEADERS = {"title": "Мероприятие", "place": "Место", "timing": "Дата"}
NEXT_YEAR = Month(text="май 2024", spans=(Span(date(2024, 5, 1), date(2024, 5, 31)),))


def requirements(*eligibility: EligibilityRule, required: tuple[str, ...] = ()) -> Requirements:
    rules = CampaignRules(required=required, eligibility=eligibility)
    return Requirements(rules, HEADERS, Period.from_edtf("2023"))


def test_empty_cells_are_named_by_their_headers_and_missing_columns_ask_nothing() -> None:
    asked = requirements(required=("title", "place", "timing", "responsible"))
    row = drafts.row("Форум городов", places=())
    assert asked.lacks(row) == (Lack("place", "не заполнено «Место»"),)
    assert asked.lacks(drafts.row("Форум городов")) == ()


@pytest.mark.parametrize(
    ("kind", "number", "good", "bad"),
    [
        ("inside_period", 0, drafts.row("Форум"), drafts.row("Форум", NEXT_YEAR)),
        ("has_day", 0, drafts.row("Форум"), drafts.row("Форум", drafts.BY_AGREEMENT)),
        ("has_host", 0, drafts.row("Форум"), drafts.row("Форум", places=(Place("на месте"),))),
        (
            "min_parties",
            2,
            drafts.row("Форум", places=(drafts.VOLOGDA, drafts.YAROSLAVL)),
            drafts.row("Форум", places=(drafts.VOLOGDA, drafts.VOLOGDA)),
        ),
    ],
)
def test_both_sides_of_each_condition(kind, number, good, bad) -> None:  # type: ignore[no-untyped-def]
    rule = EligibilityRule(EligibilityKind(kind), number, is_strict=True)
    assert requirements(rule).lacks(good) == ()
    assert [one.is_strict for one in requirements(rule).lacks(bad)] == [True]


def test_a_row_without_a_date_is_not_out_of_the_period() -> None:
    rule = EligibilityRule(EligibilityKind.INSIDE_PERIOD, is_strict=True)
    assert requirements(rule).lacks(drafts.row("Форум", drafts.BY_AGREEMENT)) == ()


def test_what_stops_the_sending_stands_first() -> None:
    rule = EligibilityRule(EligibilityKind.HAS_HOST)
    asked = requirements(rule, required=("place",))
    row = drafts.row("Форум", places=())
    assert [one.is_strict for one in asked.lacks(row)] == [True, False]
