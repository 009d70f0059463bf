"""What the handbook says about questions to a value is what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbook.indicators import CellValue, Indicator, Unit, UnitKind, read_cell
from planbook.indicators.value_doubts import Expected, value_doubt

pytestmark = pytest.mark.core

PAGE = Path(__file__).parents[3] / "docs" / "ru" / "exchange-figures.md"
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| Единица"))
]


def value_of(text: str, indicator: Indicator) -> CellValue | None:
    return read_cell(text, indicator) if text else None


@pytest.mark.parametrize(("unit", "typed", "last", "median", "question"), ROWS)
def test_the_handbook_tells_which_values_are_asked_about(
    unit: str, typed: str, last: str, median: str, question: str
) -> None:
    kind = UnitKind.SHARE if unit == "%" else UnitKind.MONEY
    indicator = Indicator("a", "А", Unit(kind, unit))
    number, usual = value_of(typed, indicator), value_of(median, indicator)
    assert number is not None
    assert number.number is not None

    expected = Expected(value_of(last, indicator), usual.number if usual else None)
    found = value_doubt(number.number, indicator, expected)

    said = "нет вопросов" if found is None else found.message.replace("\u00a0", " ")
    assert all(part in said.lower() for part in question.split(": ")), said


def test_the_handbook_has_its_examples() -> None:
    assert len(ROWS) == 12
