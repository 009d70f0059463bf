"""Findings find their rows and stand in the order of their weight."""

import pytest
from tests.factories.drafts import plan, row, section

from mezhgorod.website.review.remarks import Remark, grouped_remarks, remarks_of, source_words
from planbook.findings import Finding, Severity, SourceRef

NOTE = Finding("a.note", "К сведению.", Severity.INFO)
ROWS = tuple(row(f"Форум {at}", at=at) for at in (2, 3, 5))


@pytest.mark.parametrize(
    ("source", "index", "is_exact"),
    [
        (SourceRef(), None, True),
        (SourceRef(table=1), None, True),
        (SourceRef(table=1, row=1), None, True),
        (SourceRef(table=1, row=2), 0, True),
        (SourceRef(table=1, row=4), 1, False),
        (SourceRef(table=1, row=5), 2, True),
        (SourceRef(table=1, row=99), 2, False),
        (SourceRef(table=2, row=2), None, True),
    ],
)
def test_a_finding_of_the_document_finds_its_row_or_the_one_before(
    source: SourceRef, index: int | None, is_exact: bool
) -> None:
    finding = Finding("a.b", "Проверьте.", source=source)
    draft = plan(section("I", *ROWS), findings=(finding,))

    assert remarks_of(draft, ROWS) == [Remark(finding, index, is_exact)]


def test_groups_go_from_the_gravest_and_most_frequent() -> None:
    error = Finding("z.error", "Ошибка.", Severity.ERROR)
    often = Finding("b.often", "Часто.", Severity.INFO)
    remarks = [Remark(NOTE, 0), Remark(often, 0), Remark(often, 1), Remark(error, 2)]

    groups = grouped_remarks(remarks)

    assert [(group.severity.value, group.message, group.count) for group in groups] == [
        ("error", "Ошибка.", 1),
        ("info", "Часто.", 2),
        ("info", "К сведению.", 1),
    ]


def test_a_row_is_told_once_and_very_many_are_cut() -> None:
    (group,) = grouped_remarks(
        [Remark(NOTE, 0), Remark(NOTE, 0)] + [Remark(NOTE, n) for n in range(150)]
    )

    assert (group.count, len(group.remarks), group.hidden_count) == (150, 100, 50)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (SourceRef(), "документ целиком"),
        (SourceRef(block=7), "абзац 7"),
        (SourceRef(block=2, table=1, row=8, column=3), "таблица 1, строка 8, столбец 3"),
        (SourceRef(page=2, table=1), "страница 2, таблица 1"),
    ],
)
def test_a_place_of_the_document_in_words(source: SourceRef, words: str) -> None:
    assert source_words(source) == words
