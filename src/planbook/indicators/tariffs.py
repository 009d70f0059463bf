"""Tariffs of several parts: «12,50 руб./куб. м + 1 820,30 руб./Гкал»."""

from __future__ import annotations

import re
from decimal import Decimal

from planbook.indicators.numerals import decimal_of

MAX_PARTS = 10

# A number that stands by itself: not in «м3», not inside a date.
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<digits>[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?)"
    r"(?:-(?P<kopecks>[0-9]{2}))?(?![0-9]|[.,][0-9])"
)


def tariff_parts(text: str) -> tuple[Decimal, ...]:
    """Return the first number of every part, in order; nothing where a part has none.

    Parts are joined by «+» or «;».

    >>> tariff_parts("12,50 руб./куб. м + 1 820,30 руб./Гкал")
    (Decimal('12.50'), Decimal('1820.30'))
    >>> tariff_parts("по договору")
    ()
    """
    found = [_NUMBER.search(part) for part in _parts(text)]
    parts = tuple(_value(match) for match in found if match)
    return parts if len(parts) == len(found) else ()


def is_ambiguous(text: str) -> bool:
    """Return whether a part has more numbers than the one that is taken.

    >>> is_ambiguous("12,50 руб. и 95 руб."), is_ambiguous("12,50 руб. + 95 руб.")
    (True, False)
    """
    return any(len(_NUMBER.findall(part)) > 1 for part in _parts(text))


def _parts(text: str) -> list[str]:
    return re.split("[+;]", text.replace("\u00a0", " ").rstrip(" ;."))


def _value(match: re.Match[str]) -> Decimal:
    digits, kopecks = match["digits"], match["kopecks"]
    number = decimal_of(digits) or Decimal(0)
    is_roubles = kopecks is not None and number == number.to_integral_value()
    return number + Decimal(kopecks).scaleb(-2) if is_roubles else number
