"""The year board: today, lanes, colours."""

from collections import Counter
from datetime import date

import pytest

from mezhgorod.planning.models import Plan, PlanSection
from mezhgorod.website.board.year import colour_of, section_label, year_board

PLAN = Plan(period_start=date(2023, 1, 1), period_end=date(2023, 12, 31))


@pytest.mark.parametrize(
    ("today", "mark"),
    [
        (date(2023, 1, 1), "0.14%"),
        (date(2023, 7, 2), "50.00%"),
        (date(2022, 12, 31), ""),
        (date(2024, 1, 1), ""),
    ],
)
def test_today_is_marked_inside_the_period(today: date, mark: str) -> None:
    assert year_board(PLAN, [], [], Counter(), today=today).today == mark


def test_section_without_found_rows_has_no_lane() -> None:
    sections = [PlanSection(pk=number, position=number, heading="Раздел") for number in (1, 2, 3)]

    board = year_board(PLAN, sections, [], Counter({2: 7}), today=date(2023, 1, 1))

    lanes = [(lane.section.pk, lane.colour, lane.hidden_count) for lane in board.lanes]
    assert lanes == [(2, "c2", 7)]


def test_colours_come_again_after_ten_sections() -> None:
    assert [colour_of(index) for index in (0, 9, 10)] == ["c1", "c10", "c1"]


@pytest.mark.parametrize(
    ("numeral", "heading", "label"),
    [
        ("II.", "Конференции,\nсеминары", "II. Конференции, семинары"),
        ("II", "Конференции", "II. Конференции"),
        ("", "Департамент", "Департамент"),
        ("", "", "Без раздела"),
    ],
)
def test_section_label(numeral: str, heading: str, label: str) -> None:
    assert section_label(PlanSection(numeral=numeral, heading=heading)) == label
