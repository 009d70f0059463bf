"""Flat tables: one row per item, typed values beside the wording."""

from __future__ import annotations

from datetime import date

import pytest
from tests.planbook.layouts.corpus_plans import ASSEMBLY, AUTUMN, UNION
from tests.planbook.layouts.corpus_plans import plan as corpus_plan
from tests.planbook.layouts.drafts import PLAIN, item, numbered, plan, section

from planbook.documents.flat import FlatKind
from planbook.layouts import LayoutColumn, flatten, layout_named
from planbook.layouts.layout import Layout, NumberingStyle, SectionColumns
from planbook.plans import Grouping

pytestmark = pytest.mark.core

DRAFT = plan(
    section("Форумы", item("Форум", "20-21 апреля", "Вологда\n\n(ВКС)"), item("Слёт", "уточняется"))
)


def test_rows_and_columns() -> None:
    table = flatten(DRAFT, PLAIN)

    assert [(column.name, column.header, column.kind) for column in table.columns] == [
        ("section", "Раздел", FlatKind.TEXT),
        ("number", "№", FlatKind.NUMBER),
        ("title", "Мероприятие", FlatKind.TEXT),
        ("place", "Место", FlatKind.TEXT),
        ("timing", "Срок", FlatKind.TEXT),
        ("earliest", "Не раньше", FlatKind.DATE),
        ("latest", "Не позже", FlatKind.DATE),
        ("edtf", "Срок (EDTF)", FlatKind.TEXT),
        ("cities", "Города", FlatKind.TEXT),
        ("regions", "Регионы", FlatKind.TEXT),
        ("mode", "Форма участия", FlatKind.TEXT),
    ]
    assert table.rows == (
        (
            "Форумы",
            1,
            "Форум",
            "Вологда\n\n(ВКС)",
            "20-21 апреля",
            date(2023, 4, 20),
            date(2023, 4, 21),
            "2023-04-20/2023-04-21",
            "Вологда",
            "Вологодская область",
            "дистанционно",
        ),
        ("Форумы", 2, "Слёт", "", "уточняется", None, None, "", "", "", ""),
    )


def test_bullets_are_counted_through_and_leave_the_titles() -> None:
    rows = flatten(DRAFT, numbered(style=NumberingStyle.BULLET)).rows

    assert [row[1:3] for row in rows] == [(1, "Форум"), (2, "Слёт")]


def test_numbers_are_numbers_whatever_stands_around_them() -> None:
    rows = flatten(DRAFT, numbered(format="№ {n}/2023")).rows

    assert [row[1] for row in rows] == [1, 2]


def test_hierarchical_numbers_are_text() -> None:
    table = flatten(DRAFT, numbered(style=NumberingStyle.HIERARCHICAL))

    assert (table.columns[1].kind, [row[1] for row in table.rows]) == (
        FlatKind.TEXT,
        ["1.1.", "1.2."],
    )


def test_names_of_columns_are_never_the_same() -> None:
    columns = (
        LayoutColumn(("Срок", "начала"), "timing"),
        LayoutColumn(("Срок", "конца"), "timing"),
        LayoutColumn(("А",), "other:А"),
        LayoutColumn(("Б",), "", "{title}"),
    )

    table = flatten(DRAFT, Layout("x", "x", columns))

    assert [column.name for column in table.columns[2:6]] == [
        "timing",
        "timing.2",
        "column",
        "column.2",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("slug", "name", "count"),
    [(UNION, "sgcszr-plan", 42), (ASSEMBLY, "mag-plan", 46), (AUTUMN, "standard", 28)],
)
def test_every_row_has_a_value_per_column(slug: str, name: str, count: int) -> None:
    table = flatten(corpus_plan(slug), layout_named(name))

    assert (len(table.rows), {len(row) for row in table.rows}) == (count, {len(table.columns)})


@pytest.mark.slow
def test_columns_of_lists_follow_the_usual_ones() -> None:
    table = flatten(corpus_plan(ASSEMBLY), layout_named("mag-plan"))

    names = [column.name for column in table.columns[2:7]]
    assert names == ["title", "place_timing", "note", "age", "timing"]
    assert [str(value) for value in table.rows[21][1:7]] == [
        "1",
        "Санкт-Петербург",
        "",
        "",
        "320",
        "28 мая",
    ]


def test_a_header_of_levels_is_called_by_the_one_that_says_the_role() -> None:
    columns = (
        LayoutColumn(("Мероприятие",), "title"),
        LayoutColumn(("Проведение мероприятия", "Сроки"), "timing"),
        LayoutColumn(("Срок", "окончания"), "timing"),
    )

    table = flatten(DRAFT, Layout("x", "x", columns))

    assert [column.header for column in table.columns[2:5]] == [
        "Мероприятие",
        "Сроки",
        "Срок окончания",
    ]


def test_no_two_columns_of_lists_and_of_usual_rows_are_called_the_same() -> None:
    usual = (
        LayoutColumn(("Мероприятие",), "title"),
        LayoutColumn(("Место, дата",), "place_timing"),
    )
    lists = (LayoutColumn(("Мероприятие",), "title"), LayoutColumn(("Место, дата",), "age"))
    layout = Layout("x", "x", usual, (SectionColumns(Grouping.LIST, lists),))

    assert [column.header for column in flatten(DRAFT, layout).columns[2:5]] == [
        "Мероприятие",
        "Место, дата",
        "Возраст",
    ]
