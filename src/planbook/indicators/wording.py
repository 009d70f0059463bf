"""Values in print and in input fields."""

from __future__ import annotations

from decimal import Decimal

from planbook.indicators.indicators import Indicator
from planbook.indicators.values import CellValue


def number_text(number: Decimal, decimals: int) -> str:
    """Return a number as printed: no-break thousands, decimal comma, a real minus."""
    raise NotImplementedError


def cell_text(value: CellValue, indicator: Indicator, *, with_unit: bool = False) -> str:
    """Return a cell as printed, rounded to the decimals of its indicator."""
    raise NotImplementedError


def typed_text(value: CellValue, indicator: Indicator) -> str:
    """Return what stands in an input field: `read_cell` reads exactly this value from it."""
    raise NotImplementedError
