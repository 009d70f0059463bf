"""Flat tables read again: sections from a column, computed values left aside."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planbook.plans.trees import document, table

from planbook.documents import Document, Table
from planbook.plans import extract_plan
from planbook.plans.flat_tables import COMPUTED_HEADERS, with_headings

pytestmark = pytest.mark.core

HEADER = ["Раздел", "№", "Мероприятие", "Место", "Срок", *COMPUTED_HEADERS]
VALUES = ["2023-05-01", "2023-05-31", "2023-05", "Вологда", "Вологодская область", "очно"]


def flat(*rows: list[str], header: list[str] = HEADER) -> Document:
    return document("План мероприятий на 2023 год", table(header, *rows, columns=len(header)))


PLAN = flat(
    ["", "1", "Сессия", "Москва", "март", *VALUES],
    ["I. Форумы", "2", "Форум", "Вологда", "май", *VALUES],
    ["I. Форумы", "3", "Слёт", "Калуга", "июнь", *VALUES],
    ["II. Спорт", "4", "Кросс", "Тверь", "июль", *VALUES],
)


def test_rows_stand_under_the_sections_of_their_column() -> None:
    draft = extract_plan(PLAN)

    assert [
        (section.numeral, section.heading, [item.title for item in section.items])
        for section in draft.sections
    ] == [(None, "", ["Сессия"]), ("I", "Форумы", ["Форум", "Слёт"]), ("II", "Спорт", ["Кросс"])]


def test_rows_sorted_otherwise_come_together_in_their_sections() -> None:
    first, *rest = PLAN.blocks
    (grid,) = (block for block in rest if isinstance(block, Table))
    header, *rows = grid.rows
    mixed = [rows[1], rows[3], rows[0], rows[2]]
    draft = extract_plan(replace(PLAN, blocks=(first, replace(grid, rows=(header, *mixed)))))

    assert [(one.heading, [item.title for item in one.items]) for one in draft.sections] == [
        ("", ["Сессия"]),
        ("Форумы", ["Форум", "Слёт"]),
        ("Спорт", ["Кросс"]),
    ]


def test_computed_values_are_told_and_not_read() -> None:
    draft = extract_plan(PLAN)

    assert [role for role, _header in draft.columns] == ["number", "title", "place", "timing"]
    (finding,) = (one for one in draft.findings if one.code == "plan.computed_columns")
    assert finding.evidence == "\t".join(COMPUTED_HEADERS)


def test_days_come_from_the_words_that_a_person_changed() -> None:
    changed = flat(["", "1", "Форум", "Вологда", "8 июля", *VALUES])

    (item,) = extract_plan(changed).items()

    assert item.timing.edtf == "2023-07-08"


def test_rows_point_to_their_places_in_the_file() -> None:
    assert [item.source.row for item in extract_plan(PLAN).items()] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    "header",
    [
        ["Раздел", "№", "Мероприятие", "Место", "Срок", *COMPUTED_HEADERS[:-1], "Формат"],
        ["Направление", "№", "Мероприятие", "Место", "Срок", *COMPUTED_HEADERS],
    ],
)
def test_a_table_written_by_hand_stays_as_it_is(header: list[str]) -> None:
    made = flat(["Форумы", "1", "Форум", "Вологда", "май", *VALUES], header=header)

    assert with_headings(made) is made


def test_a_flat_table_without_rows_is_no_fault() -> None:
    assert extract_plan(flat()).sections == ()
