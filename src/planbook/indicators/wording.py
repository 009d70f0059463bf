"""Values in print and in input fields."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from planbook.indicators.absence import escaped
from planbook.indicators.indicators import Indicator, UnitKind
from planbook.indicators.values import CellValue

_NO_BREAK_SPACE = "\u00a0"
_MINUS = "\u2212"


def number_text(number: Decimal, decimals: int) -> str:
    """Return a number as printed: no-break thousands, decimal comma, a real minus.

    Halves are rounded away from zero, as people round.

    >>> number_text(Decimal("-1820.305"), 2), number_text(Decimal("-0.001"), 2)
    ('−1\\xa0820,31', '0,00')
    """
    rounded = rounded_to(number, decimals)
    whole, _, fraction = format(abs(rounded), ",f").partition(".")
    grouped = whole.replace(",", _NO_BREAK_SPACE)
    sign = _MINUS if rounded < 0 else ""
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def rounded_to(number: Decimal, decimals: int) -> Decimal:
    """Return the number with exactly so many decimals, halves away from zero.

    >>> rounded_to(Decimal("2.5"), 0), rounded_to(Decimal("7"), 2)
    (Decimal('3'), Decimal('7.00'))
    """
    mantissa = number.scaleb(decimals).to_integral_value(ROUND_HALF_UP)
    return Decimal(int(mantissa)).scaleb(-decimals)


def cell_text(value: CellValue, indicator: Indicator, *, with_unit: bool = False) -> str:
    """Return a cell as printed, rounded to the decimals of its indicator; a reason in words.

    >>> from planbook.indicators import Unit, UnitKind
    >>> share = Indicator("loss", "Потери", Unit(UnitKind.SHARE, "%"), decimals=1)
    >>> cell_text(CellValue(number=Decimal("12.46")), share, with_unit=True)
    '12,5\\xa0%'
    """
    if value.number is None:
        return value.told
    printed = number_text(value.number, indicator.decimals)
    unit = indicator.unit.name.replace(" ", _NO_BREAK_SPACE)
    return f"{printed}{_NO_BREAK_SPACE}{unit}" if with_unit and unit else printed


def typed_text(value: CellValue, indicator: Indicator) -> str:
    """Return what stands in an input field: `read_cell` reads exactly this value from it.

    All decimals that were typed are kept; the comment has a field of its own.

    >>> from planbook.indicators import Unit, UnitKind
    >>> typed_text(CellValue(number=Decimal("1820.30")), Indicator("a", "А", Unit(UnitKind.MONEY)))
    '1820,30'
    """
    if value.number is None:
        return (
            escaped(value.text)
            if indicator.unit.kind is UnitKind.TEXT and value.text
            else value.told
        )
    return format(value.number, "f").replace(".", ",")
