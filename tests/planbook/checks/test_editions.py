"""Ordinal numbers against the history of a series, against earlier plans, inside one plan."""

import pytest
from tests.planbook.checks.drafts import event, plan_of

from planbook.checks import SeriesEdition, check_plan

pytestmark = pytest.mark.core

FORUM = SeriesEdition("Форум «Наука»", ("форум", "наука"), 10, 2021)
GAMES = SeriesEdition("Летние игры", ("летн", "игры"), 19, 2023, step=2)


def codes(*titles: str, year: int = 2023, known: SeriesEdition = FORUM) -> list[str]:
    draft = plan_of(*(event(title) for title in titles), event("Совещание"), year=year)
    told = check_plan(draft, history=[known])
    return [one.code for one in told if one.code.startswith("edition.")]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("X форум «Наука»", ["edition.stale"]),
        ("IX форум «Наука»", ["edition.stale"]),
        ("XI форум «Наука»", []),  # a year may have been left out
        ("XII форум «Наука»", []),
        ("XIII форум «Наука»", ["edition.jump"]),
        ("12-й форум «Наука»", []),
        ("X форум «Культура»", []),
        ("Форум «Наука»", []),
    ],
)
def test_number_against_the_history(title: str, expected: list[str]) -> None:
    assert codes(title) == expected


@pytest.mark.parametrize(
    ("year", "expected"), [(2025, []), (2024, ["edition.jump"]), (2027, []), (2029, [])]
)
def test_series_every_second_year(year: int, expected: list[str]) -> None:
    assert codes("XX Летние игры городов", year=year, known=GAMES) == expected


def test_a_later_edition_does_not_make_an_earlier_one_stale() -> None:
    assert codes("XVIII Летние игры городов", year=2021, known=GAMES) == []
    assert codes("XIX Летние игры городов", year=2021, known=GAMES) == ["edition.jump"]


def test_message_tells_the_number_to_expect() -> None:
    (found,) = check_plan(plan_of(event("X форум «Наука»"), event("Слёт", "июнь")), history=[FORUM])

    assert "№ 10 прошёл в 2021 году, в 2023 году ожидается № 12" in found.message


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("XVI конкурс «Город»", []),
        ("XVII конкурс «Город»", []),  # summed up in one plan, held in the same
        ("XV конкурс «Город»", ["edition.stale"]),
        ("XIX конкурс «Город»", ["edition.jump"]),
        ("XV конкурс «Море»", []),
    ],
)
def test_number_against_an_earlier_plan(now: str, expected: list[str]) -> None:
    earlier = plan_of(event("XV конкурс «Город»"), event("Слёт"), year=2022)
    draft = plan_of(event(now), event("Слёт"), year=2023)
    told = check_plan(draft, history=(), earlier=[earlier])

    assert [one.code for one in told if one.code.startswith("edition.")] == expected


def test_plans_of_the_same_or_a_later_year_are_not_earlier() -> None:
    draft = plan_of(event("XV конкурс «Город»"), event("Слёт"))

    assert check_plan(draft, history=(), earlier=[draft]) == ()


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("Итоги XV конкурса «Город»", "XVI конкурс «Город»"), []),
        (("Итоги XV конкурса «Город»", "XVII конкурс «Город»"), ["edition.jump"]),
        (("Форум «XXI век»", "XV конкурс «XXI век»"), []),
        (("XV конкурс «Город»", "II слёт «Юг»"), []),
    ],
)
def test_numbers_of_one_name_inside_a_plan(titles: tuple[str, ...], expected: list[str]) -> None:
    assert codes(*titles) == expected
