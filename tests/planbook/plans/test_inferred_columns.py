"""Tables without a header: what a column is, its cells tell, and that is said."""

import itertools

import pytest
from tests.planbook.plans.trees import document, table

from planbook.findings import Severity
from planbook.plans import PlanDraft, extract_plan

pytestmark = pytest.mark.core

ROWS = (
    ("1.", "Конкурс «Синяя птица»", "Котлас", "18-19 марта"),
    ("2.", "Конференция по экологии", "г. Вологда", "27 апреля"),
    ("3.", "Круглый стол", "Шуя", "май"),
)
EVENTS = [
    ("1", "Конкурс «Синяя птица»", "2024-03-18/2024-03-19", ["Котлас"]),
    ("2", "Конференция по экологии", "2024-04-27", ["Вологда"]),
    ("3", "Круглый стол", "2024-05", ["Шуя"]),
]


def plan_of(*rows: list[str]) -> PlanDraft:
    width = len(rows[0])
    return extract_plan(document("План мероприятий на 2024 год", table(*rows, columns=width)))


def read(plan: PlanDraft) -> list[tuple[str | None, str, str, list[str]]]:
    return [
        (item.number, item.title, item.timing.edtf, [place.locality for place in item.places])
        for item in plan.items()
    ]


@pytest.mark.parametrize("order", list(itertools.permutations((1, 2, 3))))
def test_columns_without_a_header_in_any_order(order: tuple[int, ...]) -> None:
    plan = plan_of(*([row[0], *(row[i] for i in order)] for row in ROWS))

    assert read(plan) == EVENTS
    (told,) = [finding for finding in plan.findings if finding.code == "table.no_header"]
    assert told.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [["1.1", "Концерт", "1.10"], ["1.2", "Вечер", "2.10"], ["1.3", "Бег", "15.11"]],
            [("1.1", "2024-10-01"), ("1.2", "2024-10-02"), ("1.3", "2024-11-15")],
        ),
        (
            [["Концерт", "1.10", "Шуя"], ["Вечер", "2.10", "Шуя"], ["Бег", "15.11", "Шуя"]],
            [(None, "2024-10-01"), (None, "2024-10-02"), (None, "2024-11-15")],
        ),
    ],
)
def test_days_with_points_beside_numbers_with_points(
    rows: list[list[str]], expected: list[tuple[str | None, str]]
) -> None:
    plan = plan_of(*rows)

    assert [(item.number, item.timing.edtf) for item in plan.items()] == expected


def test_numbers_that_count_on_are_no_days() -> None:
    plan = plan_of(
        ["1.10", "Концерт", "Отдел"], ["1.11", "Вечер", "Отдел"], ["2.1", "Бег", "Отдел"]
    )

    assert list(plan.items()) == []
    assert [f.code for f in plan.findings][:2] == ["plan.no_table", "table.not_plan"]


def test_column_of_numbers_without_a_name_under_a_header() -> None:
    plan = plan_of(
        ["", "Дата, время", "Наименование мероприятия", "Место"],
        ["1.", "17.03-21.03 14.00", "Спартакиада", "г. Шуя"],
        ["2.", "18.03 15.00", "Вечер музыки", "г. Шуя"],
    )

    assert [item.number for item in plan.items()] == ["1", "2"]
    assert [role for role, _ in plan.columns] == ["number", "timing", "title", "place"]


def test_bulleted_parts_of_a_row_with_dates_are_rows() -> None:
    plan = plan_of(
        ["№", "Мероприятие", "Срок", "Место"],
        ["1.", "Дни города:", "", ""],
        ["", "- концерт", "5 июня", "Шуя"],
        ["", "- ярмарка", "6 июня", "Шуя"],
        ["2.", "Форум", "июль", "Шуя"],
    )

    assert [(item.title, item.timing.edtf) for item in plan.items()] == [
        ("Дни города:", ""),
        ("концерт", "2024-06-05"),
        ("ярмарка", "2024-06-06"),
        ("Форум", "2024-07"),
    ]
