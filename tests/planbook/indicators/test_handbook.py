"""What the handbook says about typing values is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planbook.indicators import Indicator, Unit, UnitKind, cell_text, parse_formula, read_cell

pytestmark = pytest.mark.core

PAGE = Path(__file__).parents[3] / "docs" / "ru" / "exchange-values.md"
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| Вписано"))
]
NUMBERS = [row for row in ROWS if len(row) == 3]
WORDS = [
    (word.strip(" `"), understood)
    for typed, understood in (row for row in ROWS if len(row) == 2)
    for word in typed.split(",")
]


@pytest.mark.parametrize(("typed", "unit", "printed"), NUMBERS)
def test_numbers_are_read_as_the_handbook_says(typed: str, unit: str, printed: str) -> None:
    kind = UnitKind.SHARE if unit == "%" else UnitKind.MONEY
    indicator = Indicator("a", "А", Unit(kind, unit))

    assert cell_text(read_cell(typed, indicator), indicator).replace("\u00a0", " ") == printed


@pytest.mark.parametrize(("word", "understood"), WORDS)
def test_words_are_understood_as_the_handbook_says(word: str, understood: str) -> None:
    assert read_cell(word, Indicator("a", "А", Unit(UnitKind.MONEY, "руб."))).told == understood


def test_formulas_of_the_handbook_are_formulas() -> None:
    shown = re.findall(r"`([^`]*water[^`]*)`", PAGE.read_text(encoding="utf-8"))

    assert [parse_formula(text).is_comparison for text in shown] == [False, True]
