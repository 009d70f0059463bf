"""The storage form gives an equal draft back, for real plans and for anything drawn at random."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.plans.trees import document, table

from planbook.cli.reading import read
from planbook.plans import draft_from_dict, draft_to_dict, extract_plan

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
WORDS = [
    "Форум",
    "май",
    "Вологда (ВКС)",
    "1.",
    "",
    "«Диалог»",
    "320",
    "I. Спорт",
    "по согласованию",
]


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/source.txt")), ids=lambda p: p.parent.name)
def test_real_draft_survives_storage(path: Path) -> None:
    draft = read(path)

    stored = json.loads(json.dumps(draft_to_dict(draft), ensure_ascii=False))

    assert draft_from_dict(stored) == draft


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=4, max_size=4), max_size=6))
def test_any_draft_survives_storage(rows: list[list[str]]) -> None:
    plan = document(
        "План на 2023 год", table(["№", "Мероприятие", "Срок", "Место"], *rows, columns=4)
    )
    draft = extract_plan(plan)

    assert draft_from_dict(json.loads(json.dumps(draft_to_dict(draft)))) == draft


def test_storage_of_another_version_is_refused() -> None:
    stored = draft_to_dict(extract_plan(document()))

    with pytest.raises(ValueError, match="unknown version"):
        draft_from_dict({**stored, "version": 99})
