"""A workbook forgets zeros after the last digit, and nothing else."""

from decimal import Decimal

import pytest

from mezhgorod.exchanges.rules.sheet_marks import sheet_mark
from planbook.indicators import CellValue, MissingReason


def number(text: str, comment: str = "") -> CellValue:
    return CellValue(number=Decimal(text), comment=comment)


@pytest.mark.parametrize(("one", "other"), [("12.50", "12.5"), ("100", "100.00"), ("0.0", "0")])
def test_zeros_at_the_end_make_no_difference(one: str, other: str) -> None:
    assert sheet_mark(number(one)) == sheet_mark(number(other))


def test_everything_else_does() -> None:
    told = [
        None, number("1"), number("10"), number("-1"), number("1", "с мая"),
        CellValue(text="1"), CellValue(missing=MissingReason.NO_DATA),
    ]  # fmt: skip
    assert len({sheet_mark(value) for value in told}) == len(told)
