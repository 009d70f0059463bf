"""Rules of dates, on small plans and lists."""

from datetime import date

import pytest
from tests.planbook.checks.drafts import city_list, event, found, plan_of, plan_with

from planbook.dates.holidays import is_public_holiday

pytestmark = pytest.mark.core

TUESDAYS = (("Шуя", "", "13 июня"), ("Тверь", "", "5 сентября"), ("Псков", "", "19 сентября"))


@pytest.mark.parametrize(
    ("when", "codes"),
    [
        ("по согласованию", ["timing.unscheduled"]),
        ("дата уточняется", ["timing.unscheduled"]),
        ("по отдельному графику", ["timing.kept_elsewhere"]),
        ("по мере необходимости", ["timing.kept_elsewhere"]),
        ("30 марта (перенос)", ["timing.postponement_unclear"]),
        ("отменено", []),
        ("май", []),
        ("в течение года", []),
        ("", []),  # the grammar of time tells that the cell is empty
    ],
)
def test_row_without_a_sure_date(when: str, codes: list[str]) -> None:
    draft = plan_of(event("Форум", when), event("Слёт", "июнь"))
    rules = ("timing.unscheduled", "timing.kept_elsewhere", "timing.postponement_unclear")

    assert [one.code for rule in rules for one in found(draft, rule)] == codes


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("7 июня - 24 сентября", "7 июня - 24 сентября", 1),
        ("7 июня - 24 сентября", "8 июня - 24 сентября", 0),
        ("7-9 июня", "7-9 июня", 0),
        ("июнь", "июнь", 0),
    ],
)
def test_same_long_range_in_neighbours(first: str, second: str, count: int) -> None:
    draft = plan_of(event("Выставка «Юг»", first), event("Выставка «Север»", second))

    assert len(found(draft, "timing.twin_range")) == count


def test_three_tuesdays_that_were_saturdays_in_one_year() -> None:
    draft = plan_with(city_list(*TUESDAYS, ("Липецк", "", "15 июля")))

    assert [one.evidence for one in found(draft, "timing.weekday_shift")] == [
        "13 июня",
        "5 сентября",
        "19 сентября",
    ]


def test_lists_of_one_plan_count_together() -> None:
    draft = plan_with(city_list(*TUESDAYS[:2]), city_list(TUESDAYS[2], heading="Дни столиц"))

    assert len(found(draft, "timing.weekday_shift")) == 3


def test_two_tuesdays_prove_nothing() -> None:
    assert found(plan_with(city_list(*TUESDAYS[:2])), "timing.weekday_shift") == []


def test_public_holidays_prove_nothing() -> None:
    holidays = [(name, "", "12 июня") for name in ("Шуя", "Тверь", "Псков", "Пенза")]

    assert found(plan_with(city_list(*holidays)), "timing.weekday_shift") == []


def test_years_further_back_than_five_prove_nothing() -> None:
    # Wednesdays of 2023 were Saturdays in 2017 last: six years back.
    wednesdays = [("Шуя", "", "7 июня"), ("Тверь", "", "6 сентября"), ("Псков", "", "13 сентября")]

    assert found(plan_with(city_list(*wednesdays)), "timing.weekday_shift") == []


def test_meetings_on_working_days_are_no_list_of_days() -> None:
    draft = plan_of(*(event(f"Заседание {day}", day) for _, _, day in TUESDAYS))

    assert found(draft, "timing.weekday_shift") == []


@pytest.mark.parametrize(
    ("day", "is_holiday"),
    [
        (date(2024, 1, 8), True),
        (date(2024, 1, 9), False),
        (date(2023, 11, 4), True),
        (date(2023, 5, 9), True),
        (date(2023, 12, 31), False),
    ],
)
def test_public_holiday(day: date, is_holiday: bool) -> None:
    assert is_public_holiday(day) is is_holiday
