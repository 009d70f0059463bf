"""Two editions of a plan side by side: real plans and small ones."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.plans.trees import document, table

from planbook.cli.reading import read
from planbook.documents.printed import PrintedTable
from planbook.matching import (
    PlanDiff,
    RowState,
    changes_document,
    compare_plans,
    is_reprinted,
)
from planbook.plans import PlanDraft, extract_plan

pytestmark = pytest.mark.core
CORPUS = Path(__file__).resolve().parents[2] / "corpus"
HEADER = ["№", "Мероприятие", "Срок", "Место"]


def plan(*rows: list[str]) -> PlanDraft:
    return extract_plan(document("План мероприятий на 2023 год", table(HEADER, *rows, columns=4)))


def real(name: str) -> PlanDraft:
    return read(CORPUS / name / "source.txt")


def told(diff: PlanDiff) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    return [
        (row.state.value, row.title, [(c.facet.name, c.before, c.after) for c in row.changes])
        for row in diff.rows
    ]


@pytest.mark.slow
def test_rows_that_live_on_in_the_next_half_year_are_known_again() -> None:
    diff = compare_plans(real("smolensk-plan-2022-h2"), real("smolensk-plan-2023-h2"))

    pairs = [
        (row.before.row.number, row.after.row.number)
        for row in diff.rows
        if row.before and row.after
    ]

    assert pairs == [
        ("5", "1"), ("7", "3"), ("8", "4"), ("9", "5"), ("13", "18"), ("18", "26"), ("19", "27"),
    ]  # fmt: skip


@pytest.mark.slow
def test_three_of_them_are_word_for_word_but_for_the_period() -> None:
    diff = compare_plans(real("smolensk-plan-2022-h2"), real("smolensk-plan-2023-h2"))

    only_time = [
        row.after.row.number
        for row in diff.rows
        if row.before and row.after and [one.facet.name for one in row.changes] == ["timing"]
    ]

    assert only_time == ["3", "4", "5"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after"),
    list(permutations(("mag-plan-2023", "sgcszr-plan-2023", "smolensk-plan-2022-h2"), 2)),
)
def test_plans_of_different_bodies_share_no_row(before: str, after: str) -> None:
    diff = compare_plans(real(before), real(after))

    assert [row.title for row in diff.rows if row.before and row.after] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["mag-plan-2023", "sgcszr-plan-2023", "smolensk-plan-2022-h2", "smolensk-plan-2023-h2"]
)
def test_a_plan_beside_itself_is_unchanged(name: str) -> None:
    diff = compare_plans(real(name), real(name))

    assert {row.state for row in diff.rows} == {RowState.UNCHANGED}


@pytest.mark.slow
def test_each_row_of_a_plan_beside_itself_continues_itself() -> None:
    diff = compare_plans(real("sgcszr-plan-2023"), real("sgcszr-plan-2023"))

    assert [row.before.index for row in diff.rows if row.before] == list(range(42))


def test_changed_added_and_removed_rows() -> None:
    before = plan(
        ["1.", "Форум городов", "май", "Вологда"],
        ["2.", "Слёт отрядов", "июнь", "Тверь"],
        ["3.", "Семинар по охране памятников", "июль", "Псков"],
    )
    after = plan(
        ["1.", "Форум городов", "12 мая", "Вологда"],
        ["2.", "Ярмарка ремёсел", "август", "Кострома"],
        ["3.", "Семинар по охране памятников", "июль", "Псков"],
    )

    assert told(compare_plans(before, after)) == [
        ("changed", "Форум городов", [("timing", "май", "12 мая")]),
        ("added", "Ярмарка ремёсел", []),
        ("unchanged", "Семинар по охране памятников", []),
        ("removed", "Слёт отрядов", []),
    ]


def test_a_new_number_alone_is_no_change() -> None:
    before = plan(["1.", "Форум городов", "май", "Вологда"])
    after = plan(
        ["1.", "Ярмарка ремёсел", "апрель", "Тверь"], ["2.", "Форум городов", "май", "Вологда"]
    )

    assert told(compare_plans(before, after)) == [
        ("added", "Ярмарка ремёсел", []),
        ("unchanged", "Форум городов", []),
    ]


def test_a_row_under_another_heading_has_moved() -> None:
    before = plan(
        ["I. Форумы"], ["1.", "Форум городов", "май", "Вологда"], ["II. Слёты"],
        ["2.", "Слёт отрядов", "июнь", "Тверь"],
    )  # fmt: skip
    after = plan(
        ["I. Форумы"], ["1.", "Форум городов", "май", "Вологда"],
        ["2.", "Слёт отрядов", "июнь", "Тверь"], ["II. Слёты"],
        ["3.", "Слёт юных", "июнь", "Псков"],
    )  # fmt: skip

    moved = [row.title for row in compare_plans(before, after).rows if row.is_moved]

    assert moved == ["Слёт отрядов"]


def test_the_score_names_its_reasons() -> None:
    before = plan(["1.", "Форум городов", "май", "Вологда"])
    after = plan(["1.", "Форум городов", "июнь", "Вологда"])

    score = compare_plans(before, after).rows[0].score

    assert score is not None
    assert (score.points, score.reasons) == (
        90,
        ("название то же", "место то же", "номер тот же"),
    )


@pytest.mark.parametrize(
    ("left", "share"), [(1, 0.8), (4, 0.2), (5, 0.0)], ids=["most gone", "one gone", "none"]
)
def test_share_of_removed_rows(left: int, share: float) -> None:
    rows = [[f"{n}.", f"{name} чтения", "май", "Вологда"] for n, name in enumerate(
        ("Якушкинские", "Кирилловские", "Толстовские", "Северянинские", "Батюшковские"), 1
    )]  # fmt: skip

    assert compare_plans(plan(*rows), plan(*rows[:left])).removed_share == share


TITLES = st.sampled_from(["Форум городов", "Слёт", "Заседание секции «Спорт»", "Ярмарка ремёсел"])
ROWS = st.lists(st.tuples(TITLES, st.sampled_from(["май", "июнь", "5 мая"])), max_size=8)


@given(ROWS, ROWS)
def test_every_row_of_both_editions_is_told_once(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    before, after = (
        plan(*(["1.", title, when, "Вологда"] for title, when in rows)) for rows in (old, new)
    )
    diff = compare_plans(before, after)

    olds = sorted(row.before.index for row in diff.rows if row.before)
    news = [row.after.index for row in diff.rows if row.after]
    counts = (len(list(before.items())), len(list(after.items())))
    assert (olds, news) == (list(range(counts[0])), list(range(counts[1])))


@given(ROWS, ROWS)
def test_backwards_what_was_added_is_removed(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    before, after = (
        plan(*(["1.", title, when, "Вологда"] for title, when in rows)) for rows in (old, new)
    )
    forth, back = compare_plans(before, after), compare_plans(after, before)

    assert [forth.count(state) for state in RowState] == [
        back.count(state)
        for state in (RowState.UNCHANGED, RowState.CHANGED, RowState.REMOVED, RowState.ADDED)
    ]


def table_of(diff: PlanDiff) -> list[list[str]]:
    printed = changes_document(diff)
    tables = [block for block in printed.blocks if isinstance(block, PrintedTable)]
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def test_the_list_of_changes_says_position_was_and_now() -> None:
    before = plan(
        ["1.", "Форум городов", "май", "Вологда"], ["2.", "Слёт отрядов", "июнь", "Тверь"]
    )
    after = plan(
        ["1.", "Форум городов", "12 мая", "Псков"], ["2.", "Ярмарка ремёсел", "июль", "Тула"]
    )

    assert table_of(compare_plans(before, after)) == [
        ["№ п/п", "Позиция плана", "Было", "Стало"],
        ["1.", "1. Форум городов", "Срок: май", "Срок: 12 мая"],
        ["", "", "Место: Вологда", "Место: Псков"],
        ["2.", "2. Ярмарка ремёсел", "—", "Строка включена: Ярмарка ремёсел; июль; Тула"],
        ["3.", "2. Слёт отрядов", "Слёт отрядов; июнь; Тверь", "Строка исключена"],
    ]


def test_the_list_of_changes_of_equal_editions_has_no_table() -> None:
    same = plan(["1.", "Форум городов", "май", "Вологда"])

    assert table_of(compare_plans(same, replace(same))) == []


@pytest.mark.slow
@pytest.mark.parametrize("look", ["rich.docx", "sheet.xlsx", "print.pdf"])
@pytest.mark.parametrize("name", ["mag-plan-2023", "sgcszr-plan-2023", "smolensk-plan-2023-h2"])
def test_the_same_plan_in_another_look_says_the_same(name: str, look: str) -> None:
    before, after = real(name), read(CORPUS / name / "variants" / look)

    said_otherwise = [
        new.title
        for old, new in zip(before.items(), after.items(), strict=True)
        if not is_reprinted(old, new)
    ]

    assert said_otherwise == []


@pytest.mark.parametrize(
    ("printed", "is_same"),
    [
        (["2", "• Форум\nгородов", "8\u00a0мая", "Псков"], True),
        (["1", "Форум городов", "8 мая", "Луга"], False),
        (["1", "Форум городов", "9 мая", "Псков"], False),
    ],
)
def test_number_bullet_and_spaces_say_nothing(printed: list[str], is_same: bool) -> None:
    before = next(plan(["1", "Форум городов", "8 мая", "Псков"]).items())
    after = next(plan(printed).items())

    assert is_reprinted(before, after) is is_same
