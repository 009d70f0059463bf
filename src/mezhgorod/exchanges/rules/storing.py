"""The one place that turns a cell into columns of an observation and back.

A number is kept as `mantissa` · 10^−`scale`: exact on every database, with the decimals typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mezhgorod.registry.rules import RuleViolation
from planbook.indicators import (
    MAX_COMMENT_LENGTH,
    MAX_TEXT_LENGTH,
    CellValue,
    MissingReason,
)

MAX_MANTISSA = 2**63 - 1
MAX_DIGITS, MAX_SCALE = 19, 9


@dataclass(frozen=True, slots=True)
class CellColumns:
    """A cell as the columns of an observation."""

    mantissa: int | None = None
    scale: int = 0
    text: str = ""
    missing: str = ""
    comment: str = ""


def columns_of(value: CellValue) -> CellColumns:
    """Return the columns that keep a cell.

    Raises:
        RuleViolation: the number has too many digits, a text or comment is too long.
    """
    _ensure_fits(value.text, MAX_TEXT_LENGTH, "Текст")
    _ensure_fits(value.comment, MAX_COMMENT_LENGTH, "Пояснение")
    if value.number is None:
        missing = value.missing.value if value.missing is not None else ""
        return CellColumns(text=value.text, missing=missing, comment=value.comment)
    mantissa, scale = _digits(value.number)
    return CellColumns(mantissa=mantissa, scale=scale, comment=value.comment)


def cell_of(columns: CellColumns, *, parts: tuple[Decimal, ...] = ()) -> CellValue:
    """Return the cell that columns keep; `parts` are the numbers of a tariff made of parts."""
    if columns.mantissa is not None:
        number = Decimal(columns.mantissa).scaleb(-columns.scale)
        return CellValue(number=number, comment=columns.comment)
    if columns.missing:
        return CellValue(missing=MissingReason(columns.missing), comment=columns.comment)
    return CellValue(text=columns.text, parts=parts, comment=columns.comment)


def _digits(number: Decimal) -> tuple[int, int]:
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise RuleViolation("exchange.not_a_number", "Это не число. Наберите значение заново.")
    scale = max(-exponent, 0)
    # Counted before it is multiplied out: «1E+999999999» would fill the memory.
    is_long = len(digits) + max(exponent, 0) > MAX_DIGITS
    mantissa = 0 if is_long else int("".join(map(str, digits))) * 10 ** max(exponent, 0)
    if is_long or mantissa > MAX_MANTISSA or scale > MAX_SCALE:
        message = "В числе слишком много знаков: возьмите более крупную единицу или округлите."
        raise RuleViolation("exchange.too_many_digits", message)
    return (-mantissa if sign else mantissa), scale


def _ensure_fits(text: str, limit: int, name: str) -> None:
    if "\x00" in text:
        message = f"{name}: есть недопустимый знак с кодом 0. Наберите это место заново."
        raise RuleViolation("exchange.bad_character", message)
    if len(text) > limit:
        message = f"{name}: {len(text)} знаков, помещается {limit}. Сократите."
        raise RuleViolation("exchange.too_long", message)
