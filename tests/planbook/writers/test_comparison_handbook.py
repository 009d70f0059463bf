"""What the handbook says about files of comparison tables is what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.planbook.writers.comparison_samples import tariffs

from planbook.indicators import REASON_WORDS
from planbook.writers.comparison_dataset import DatasetPassport, dataset_files, passport_pairs
from planbook.writers.comparisons.marks import REASON_MARKS, UNANSWERED_MARK, UNANSWERED_WORDS

pytestmark = pytest.mark.core

PAGE = Path(__file__).parents[3] / "docs" / "ru" / "exchange-files.md"
TEXT = PAGE.read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip(" `") for cell in line.strip("|").split("|"))
    for line in TEXT.splitlines()
    if line.startswith("| `")
]


def test_marks_are_those_of_the_handbook() -> None:
    marks = {mark: REASON_WORDS[reason] for reason, mark in REASON_MARKS.items()}

    assert dict(ROWS[:6]) == {**marks, UNANSWERED_MARK: UNANSWERED_WORDS}


def test_files_of_the_dataset_are_those_of_the_handbook() -> None:
    table, passport = tariffs(1), DatasetPassport("3500000000-tariffs")
    names = [name.replace("20261020", "…") for name in dataset_files(table, passport)]

    assert [row[0] for row in ROWS[7:]] == names
    assert f"Паспорт содержит {len(passport_pairs(table, passport))} характеристик" in TEXT
