"""Documents drawn at random: printing by the document's own layout gives its rows back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planbook.layouts.corpus_plans import item_cells, one_space
from tests.planbook.layouts.trees import as_read
from tests.planbook.plans.trees import document, table

from planbook.documents import Document
from planbook.layouts import (
    LAYOUT_NAMES,
    LayoutError,
    arrange,
    flatten,
    layout_findings,
    layout_like,
    layout_named,
)
from planbook.plans import PlanDraft, extract_plan

pytestmark = [pytest.mark.core, pytest.mark.slow]

HEADERS = [
    ["№", "Мероприятие", "Срок", "Место"],
    ["Дата", "Наименование мероприятия", "Ответственный", "Примечание"],
    ["№ п/п", "Мероприятия", "Место, дата", "Погода"],
    ["Мероприятие", "Срок начала", "Срок окончания", "Участники"],
]
WORDS = [
    "Форум «Диалог»",
    "· Слёт",
    "3. Кросс",
    "Участие в форуме (ВКС)",
    "май",
    "30 марта-\n1 апреля",
    "ежеквартально",
    "по согласованию",
    "Вологда\n\n(ВКС)",
    "Калужская, Брянская области",
    "Организаторы: МАГ, АСДГ",
    "1.",
    "2.",
    "320",
    "145 года",
    "",
    "Юбилеи городов ¹",
    "II. Спорт",
    "\x07{title}[",
]
ROWS = st.lists(
    st.one_of(
        st.lists(st.sampled_from(WORDS), min_size=4, max_size=4),
        st.sampled_from(["I. Форумы", "Март", "Департамент культуры", "Дни городов *"]),
    ),
    min_size=1,
    max_size=8,
)


def drawn(header: list[str], rows: list[list[str] | str]) -> tuple[Document, PlanDraft]:
    made = document("План мероприятий на 2023 год", table(header, *rows, columns=4, number=2))
    return made, extract_plan(made)


@settings(deadline=None, max_examples=40)  # vocabularies are loaded by the first example
@given(st.sampled_from(HEADERS), ROWS)
def test_every_cell_comes_back_or_is_told(header: list[str], rows: list[list[str] | str]) -> None:
    made, draft = drawn(header, rows)
    try:
        layout = layout_like(made, draft)
    except LayoutError:
        assert not list(draft.items())
        return

    # A number or a bullet is counted anew, so words are compared by what stands after it.
    printed = [" ".join(row) for row in item_cells(arrange(draft, layout))]
    told = {finding.evidence for finding in layout_findings(draft, layout)}
    headers = dict(draft.columns)
    for event, words in zip(draft.items(), printed, strict=True):
        for cell in event.cells:
            if cell.role != "number":
                text = event.title if cell.role == "title" else one_space(cell.text)
                assert text in words or (headers.get(cell.role) or cell.role) in told


@settings(deadline=None, max_examples=40)  # vocabularies are loaded by the first example
@given(st.sampled_from(HEADERS), ROWS, st.sampled_from(LAYOUT_NAMES))
def test_any_plan_is_printed_by_any_layout(
    header: list[str], rows: list[list[str] | str], name: str
) -> None:
    _, draft = drawn(header, rows)
    layout = layout_named(name)
    count = sum(1 for _ in draft.items())

    printed = arrange(draft, layout)

    assert sum(1 for grid in printed.tables() for _ in grid.items()) == count
    assert len(flatten(draft, layout).rows) == count
    assert isinstance(layout_findings(draft, layout), tuple)


@settings(deadline=None, max_examples=40)  # vocabularies are loaded by the first example
@given(st.sampled_from(HEADERS), ROWS, st.sampled_from(LAYOUT_NAMES))
def test_what_is_printed_is_a_grid(
    header: list[str], rows: list[list[str] | str], name: str
) -> None:
    """Every row fills every column once: own cells, and cells that hang on the one above."""
    _, draft = drawn(header, rows)

    for grid in as_read(arrange(draft, layout_named(name))).tables():
        for row in grid.rows:
            assert sum(cell.column_span for cell in row.cells) == grid.column_count


@pytest.mark.parametrize(
    "said", ["Вологда\n(ВКС)\nмай", "Калужская, Брянская области\nмай", "май, Вологда"]
)
def test_a_place_in_the_column_of_time_is_printed_with_it(said: str) -> None:
    rows: list[list[str] | str] = [[said, "Форум «Диалог»", "Управление культуры", ""]]

    made, draft = drawn(HEADERS[1], rows)

    [printed] = item_cells(arrange(draft, layout_like(made, draft)))
    assert one_space(printed[0]) == one_space(said)
