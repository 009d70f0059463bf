"""Numbers in what was sent: by which a record is looked up, a row counted. Never raises."""

from __future__ import annotations

from collections.abc import Iterable

# Nine digits fit every number of a record on both databases, and are quick to read.
_LONGEST = 9


def count_in(text: str) -> int | None:
    """Return a whole number of an address or a form, None for anything else.

    >>> count_in("12"), count_in("0"), count_in("-1"), count_in("٣"), count_in("9" * 5000)
    (12, 0, None, None, None)
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else None


def number_of(text: str) -> int:
    """Return the number of a record, 0 for anything else: no record bears it.

    >>> number_of("12"), number_of(""), number_of("²")
    (12, 0, 0)
    """
    return count_in(text) or 0


def numbers_of(values: Iterable[str]) -> list[int]:
    """Return the numbers among sent values; anything else was not sent by our pages.

    >>> numbers_of(["12", "x", "3"])
    [12, 3]
    """
    return [number for number in map(count_in, values) if number is not None]
