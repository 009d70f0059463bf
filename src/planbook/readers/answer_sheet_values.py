"""What Excel has made of a typed value: dates, rounded and worded numbers."""

from __future__ import annotations

import math
from decimal import Decimal

from planbook.indicators import CellError, FormLine, number_text
from planbook.readers.sheets.number_formats import Digits
from planbook.readers.sheets.sheet import SheetCell
from planbook.readers.sheets.values import number_text as shown_number
from planbook.readers.sheets.values import serial_moment

# Days of 2000 to 2050: a date that Excel shows as a number because the cell had a format.
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 54_789


def date_message(shown: SheetCell) -> str:
    """Return what to say about a date that Excel has made, with what was probably typed."""
    parts = shown.typed.split(".")
    if not shown.typed:
        return (
            f"Excel превратил число во время ({shown.text}), значение не взято. Впишите его с "
            "запятой, например 12,50."
        )
    if shown.text[:1].isdigit():
        guess = f"«{parts[0]},{parts[1]}»"
    else:
        guess = f"«{parts[1]}-{parts[-1]}» или «{parts[1]},{parts[-1]}»"
    return (
        f"Excel превратил число в дату ({shown.text}), значение не взято. Возможно, было {guess}. "
        "Впишите его заново с запятой."
    )


def ensure_no_date(number: float, line: FormLine) -> None:
    """Refuse a date shown as a number, where the bounds of the indicator say that it is none.

    Raises:
        CellError: ``cell.date``, with what was probably typed.
    """
    highest = line.indicator.maximum
    is_day = number.is_integer() and _FIRST_SERIAL <= number <= _LAST_SERIAL
    if not is_day or highest is None or number <= highest:
        return
    moment = serial_moment(number)
    if moment is None:
        return
    raise CellError(
        f"{number_text(Decimal(number), 0)} больше возможного и похоже на дату "
        f"{moment:%d.%m.%Y}, которую Excel показал числом; значение не взято. Возможно, было "
        f"«{moment.day},{moment.month}». Впишите его заново с запятой.",
        code="cell.date",
    )


def is_worded(shown: SheetCell) -> bool:
    """Whether the format of the cell adds words or a percent sign to its number."""
    return any(sign.isalpha() or sign in "%₽$€" for sign in shown.text) or shown.number is None


def exact_text(shown: SheetCell) -> str:
    """Return the words of a cell with all digits of its number instead of the rounded ones."""
    if shown.number is None or math.isnan(shown.number):
        return shown.text
    number = shown.number * 100 if "%" in shown.text else shown.number
    exact = shown_number(number, Digits())
    digits = [place for place, sign in enumerate(shown.text) if sign.isdigit()]
    if not digits:
        return shown.text
    return f"{exact}{shown.text[digits[-1] + 1 :]}"
