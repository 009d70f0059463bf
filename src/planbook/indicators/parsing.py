"""What a person or Excel wrote into a cell, read as an exact value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from planbook.errors import PlanbookError
from planbook.indicators.indicators import Indicator
from planbook.indicators.values import CellValue


class CellError(PlanbookError, ValueError):
    """A cell cannot be read.

    Attributes:
        code: stable ASCII code, for example ``cell.range``; ``cell.blank`` for an empty cell.
        message: what is wrong and what to do, in Russian.
    """

    def __init__(self, message: str, *, code: str = "cell.unread") -> None:
        self.code = code
        self.message = message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class CellReading:
    """A value and, where the reading is doubtful, one Russian sentence about how it was read."""

    value: CellValue
    remark: str = ""


def read_cell(text: str, indicator: Indicator) -> CellValue:
    """Return the value of a cell; the remark of a doubtful reading is in `cell_reading`.

    Raises:
        CellError: nothing is written, or it is not one exact value.
    """
    return cell_reading(text, indicator).value


def cell_reading(text: str, indicator: Indicator) -> CellReading:
    """Return the value of a cell and what is doubtful about the reading.

    Raises:
        CellError: nothing is written, or it is not one exact value.
    """
    raise NotImplementedError


def read_number(number: float | Decimal, indicator: Indicator) -> CellValue:
    """Return the value of a numeric cell of a workbook, with the 15 digits that Excel keeps.

    Raises:
        CellError: not a finite number, too long, or not possible for the indicator.
    """
    raise NotImplementedError
