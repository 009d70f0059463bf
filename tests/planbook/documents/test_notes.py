"""Marks of footnotes as people type them."""

from __future__ import annotations

import pytest

from planbook.documents import Document, Footnote
from planbook.documents.notes import find_note, fold_note_mark, note_marks, split_note

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("mark", "folded"),
    [
        ("ⁱ", "1"),
        ("^і", "1"),
        ("¹", "1"),
        ("[1]", "1"),
        ("²", "2"),
        ("¹²", "12"),
        ("*", "*"),
        ("**", "**"),
    ],
)
def test_look_alike_marks_fold_to_one(mark: str, folded: str) -> None:
    assert fold_note_mark(mark) == folded


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Юбилеи городов\nMAΓ ⁱ", ("ⁱ",)),
        ("Форум* и слёт**", ("*", "**")),
        ("данные [12] и ¹", ("[12]", "¹")),
        ("2*3 = 6", ()),
        ("План на 2023 год", ()),
    ],
)
def test_marks_are_found_in_text(text: str, marks: tuple[str, ...]) -> None:
    assert note_marks(text) == marks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("^і Дни городов указаны ОРИЕНТИРОВОЧНО", ("^і", "Дни городов указаны ОРИЕНТИРОВОЧНО")),
        ("* по согласованию", ("*", "по согласованию")),
        ("¹По согласованию", ("¹", "По согласованию")),
        ("1 января", None),
        ("*", None),
    ],
)
def test_note_at_the_foot_is_split(text: str, parts: tuple[str, str] | None) -> None:
    assert split_note(text) == parts


def test_note_is_found_by_its_mark_then_by_a_look_alike() -> None:
    first, second = Footnote("^і", "ориентировочно"), Footnote("²", "по согласованию")
    document = Document((), (first, second))

    assert [find_note(document, mark) for mark in ("^і", "¹", "²", "³")] == [
        first,
        first,
        second,
        None,
    ]
