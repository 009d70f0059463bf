"""Numbers as people write them: thousands, decimal commas, kopecks after a hyphen.

The rule for one dot or comma between digits: it always stands before the decimals, because that
is how Russian tables write. Two different signs, or one repeated, separate thousands first.
Where exactly three digits follow and fewer decimals are usual, the reading is told as doubtful.
"""

from __future__ import annotations

import re
from decimal import Decimal

MAX_DIGITS = 18
MAX_DECIMALS = 9

_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?P<mark>[ '])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:[.,][0-9]+)?")
_BY_SIGNS = re.compile(
    r"[0-9]{1,3}(?P<mark>[.,])[0-9]{3}"
    r"(?:(?:(?P=mark)[0-9]{3})+|(?:(?P=mark)[0-9]{3})*(?!(?P=mark))[.,][0-9]+)"
)
_LIKE_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def decimal_of(digits: str) -> Decimal | None:
    """Return the number of a run of digits, spaces, apostrophes, dots and commas, None for none.

    >>> decimal_of("1 820,30"), decimal_of("1.234.567,8"), decimal_of("12 50")
    (Decimal('1820.30'), Decimal('1234567.8'), None)
    """
    if _PLAIN.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    if _GROUPED.fullmatch(digits):
        return Decimal(digits.replace(" ", "").replace("'", "").replace(",", "."))
    found = _BY_SIGNS.fullmatch(digits)
    if found:
        return Decimal(digits.replace(found["mark"], "").replace(",", "."))
    return None


def is_like_thousands(digits: str) -> bool:
    """Return whether the one sign could also separate thousands: «1,234», «12.500».

    >>> is_like_thousands("1,234"), is_like_thousands("0,234"), is_like_thousands("1,23")
    (True, False, False)
    """
    return _LIKE_THOUSANDS.fullmatch(digits) is not None


def shifted(number: Decimal, power: int) -> Decimal:
    """Return exactly number · 10^power, without an exponent and without zeros it has brought.

    >>> shifted(Decimal("1.5"), 3), shifted(Decimal("1500"), -3)
    (Decimal('1500'), Decimal('1.5'))
    """
    sign, digits, exponent = number.as_tuple()
    moved = int(exponent) + power
    kept = list(digits)
    while moved > 0:
        kept.append(0)
        moved -= 1
    while power < 0 and moved < min(0, int(exponent)) and kept[-1] == 0:
        kept.pop()
        moved += 1
        if not kept:
            kept, moved = [0], 0
    return Decimal((sign, tuple(kept), moved))


def is_storable(number: Decimal) -> bool:
    """Return whether a number fits the limits: 18 digits, 9 of them after the comma.

    >>> is_storable(Decimal("123456789012345678")), is_storable(Decimal("0.0000000001"))
    (True, False)
    """
    exponent = int(number.as_tuple().exponent)
    mantissa = "".join(map(str, number.as_tuple().digits)).lstrip("0")
    return -MAX_DECIMALS <= exponent <= 0 and len(mantissa) <= MAX_DIGITS
