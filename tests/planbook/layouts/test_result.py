"""The column «Результат» after the columns of the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.planbook.layouts.drafts import PLAIN, item, plan, section

from planbook.documents.printed import PrintedTable
from planbook.layouts import Layout, LayoutColumn, LayoutError, arrange
from planbook.layouts.result import plan_with_results, with_result
from planbook.plans import CellDraft, PlanDraft

pytestmark = pytest.mark.core

TWO = plan(section("Форумы", item("Форум")), section("Спорт", item("Слёт")))


def rows(draft: PlanDraft, layout: Layout) -> list[list[str]]:
    (table,) = [one for one in arrange(draft, layout).blocks if isinstance(one, PrintedTable)]
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_every_row_ends_with_its_result() -> None:
    layout = with_result(PLAIN)

    printed = rows(plan_with_results(TWO, ["Проведён", ""], layout), layout)

    ends = [row[-1] for row in printed if len(row) > 1]
    assert ends == ["Результат", "Проведён", ""]


def test_an_expected_result_of_the_plan_stays_beside_ours() -> None:
    expected = LayoutColumn(("Ожидаемый результат",), role="result")
    layout = with_result(replace(PLAIN, columns=(*PLAIN.columns, expected)))
    first = TWO.sections[0].items[0]
    wanted = replace(first, cells=(*first.cells, CellDraft("result", "Соглашение")))
    draft = replace(TWO, sections=(replace(TWO.sections[0], items=(wanted,)), *TWO.sections[1:]))

    printed = rows(plan_with_results(draft, ["Проведён", "Отменён"], layout), layout)

    ends = [row[-2:] for row in printed if len(row) > 1]
    assert ends == [
        ["Ожидаемый результат", "Результат"],
        ["Соглашение", "Проведён"],
        ["", "Отменён"],
    ]


def test_a_layout_without_room_is_refused() -> None:
    full = replace(PLAIN, columns=(PLAIN.columns[0],) * 30)

    with pytest.raises(LayoutError) as refusal:
        with_result(full)

    assert refusal.value.field == "columns"
