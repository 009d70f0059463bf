"""What a workbook had shown in a cell, in a few characters: tells what a person has changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from mezhgorod.exchanges.rules.cell_marks import cell_mark
from planbook.indicators import CellValue


def sheet_mark(value: CellValue | None) -> str:
    """Return the mark of a cell as a workbook keeps it: 12,50 and 12,5 are the same there."""
    if value is None or value.number is None:
        return cell_mark(value)
    return cell_mark(replace(value, number=_shortened(value.number)))


def _shortened(number: Decimal) -> Decimal:
    text = format(number, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
