"""Real plans with their columns in other orders, named otherwise, without a header or a number."""

from dataclasses import replace
from functools import cache
from itertools import permutations

import pytest
from tools.variants import originals, scoring

from planbook.documents import Document, Row, Table
from planbook.plans import PlanDraft, extract_plan

SHUFFLED = [(2, 0, 4, 6, 1, 5, 3), (6, 5, 4, 3, 2, 1, 0), (3, 2, 0, 1, 5, 4, 6)]
ORDERS = [
    *(("sgcszr-plan-2023", order) for order in permutations(range(3))),
    *(("mag-plan-2023", order) for order in permutations(range(4))),
    *((slug, order) for slug in originals.PLANS if slug.startswith("smol") for order in SHUFFLED),
]


@cache
def original(slug: str) -> Document:
    return replace(originals.as_in_word(slug), format_name="docx")


@cache
def plan(slug: str) -> PlanDraft:
    return extract_plan(original(slug))


def with_rows(document: Document, rows: list[Row]) -> Document:
    blocks = tuple(
        replace(block, rows=tuple(rows)) if isinstance(block, Table) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def rows_of(document: Document) -> list[Row]:
    return list(next(document.tables()).rows)


def rearranged(document: Document, order: tuple[int, ...]) -> Document:
    rows = [
        replace(
            row,
            cells=tuple(
                replace(row.cells[old], column=new) for new, old in enumerate(order, start=1)
            ),
        )
        if len(row.cells) == len(order)
        else row
        for row in rows_of(document)
    ]
    return with_rows(document, rows)


def items(draft: PlanDraft) -> list[dict[str, object]]:
    """Everything understood of the rows; merged cells are named in the order of columns."""
    return [
        {name: value for name, value in facts.items() if not name.startswith("inherited.")}
        for facts in scoring.item_facts(draft, scoring.Forced())
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "order"), ORDERS)
def test_columns_in_any_order(slug: str, order: tuple[int, ...]) -> None:
    assert items(extract_plan(rearranged(original(slug), order))) == items(plan(slug))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("slug", "headers"),
    [
        ("sgcszr-plan-2023", ("Название события", "Город", "Когда проводится")),
        ("sgcszr-plan-2023", ("Наименование", "Место", "Сроки")),
        ("sgcszr-plan-2023", ("Тема мероприятия", "Территория проведения", "Дата и время")),
        (
            "smolensk-plan-2023-h2",
            ("№", "Регион-партнёр", "Мероприятие", "Срок", "Место", "Краткое содержание",
             "Целевая аудитория"),
        ),
        (
            "smolensk-plan-2022-h2",
            ("№№", "Субъект РФ", "Событие", "Дата проведения", "Город, площадка", "Программа",
             "Состав участников"),
        ),
    ],
)  # fmt: skip
def test_columns_under_other_names(slug: str, headers: tuple[str, ...]) -> None:
    header, *rows = rows_of(original(slug))
    named = replace(
        header,
        cells=tuple(
            replace(cell, text=text) for cell, text in zip(header.cells, headers, strict=True)
        ),
    )

    assert items(extract_plan(with_rows(original(slug), [named, *rows]))) == items(plan(slug))


@pytest.mark.slow
@pytest.mark.parametrize("slug", originals.PLANS)
def test_without_a_header_titles_numbers_and_timings_are_found(slug: str) -> None:
    found = extract_plan(with_rows(original(slug), rows_of(original(slug))[1:]))

    names = ("number", "title", "timing.text", "timing.edtf")
    assert [[facts[name] for name in names] for facts in items(found)] == [
        [facts[name] for name in names] for facts in items(plan(slug))
    ]
    assert "table.no_header" in {finding.code for finding in found.findings}


@pytest.mark.slow
@pytest.mark.parametrize("slug", originals.PLANS)
def test_header_repeated_under_every_heading(slug: str) -> None:
    header, *rows = rows_of(original(slug))
    repeated = [header]
    for row in rows:
        repeated += [row, header] if len(row.cells) == 1 else [row]

    found = extract_plan(with_rows(original(slug), repeated))

    assert items(found) == items(plan(slug))
    assert scoring.section_facts(found) == scoring.section_facts(plan(slug))


@pytest.mark.slow
def test_label_before_organizers_is_no_part_of_a_name_under_any_header() -> None:
    """«Организаторы: МАГ» names one body, under «Примечание» as under «Организаторы»."""
    header, *rows = rows_of(original("mag-plan-2023"))
    named = replace(
        header, cells=(*header.cells[:3], replace(header.cells[3], text="Организаторы"))
    )
    found = extract_plan(with_rows(original("mag-plan-2023"), [named, *rows]))
    listed = [item.organizers for item in plan("mag-plan-2023").items() if item.organizers]

    assert [
        item.organizers
        for item, other in zip(found.items(), plan("mag-plan-2023").items(), strict=True)
        if other.organizers
    ] == listed
