"""The storage form gives an equal draft back, for real plans and for anything drawn at random."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.plans.trees import Part, document, table

from planbook.cli.reading import read
from planbook.plans import draft_from_dict, draft_to_dict, extract_plan

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
HEADER: list[Part] = ["№", "Мероприятие", "Срок", "Место"]
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


def _places(data: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*above, key)
        if isinstance(value, dict | list):
            yield from _places(value, (*above, key))


@pytest.mark.slow
def test_junk_in_storage_is_told_as_the_docstring_says() -> None:
    row: list[Part] = ["1", "Форум", "5 мая с 10:00 до 12:00", "г. Вологда, ул. Мира, 5"]
    stored = draft_to_dict(
        extract_plan(document("План на 2023 год", table(HEADER, row, columns=4)))
    )
    told = set()
    for place in _places(stored):
        for junk in (None, "x", 5, [], {}, [1], ["x"], {"a": 1}):
            spoilt = copy.deepcopy(stored)
            inner: Any = spoilt
            for key in place[:-1]:
                inner = inner[key]
            inner[place[-1]] = junk
            try:
                draft_from_dict(spoilt)
            except Exception as err:  # noqa: BLE001 - the kind of every error is what is tested
                told.add(type(err))

    assert told == {KeyError, TypeError, ValueError}
