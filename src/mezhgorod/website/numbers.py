"""Numbers of addresses and forms: what a page may look a record up by."""

from __future__ import annotations

# Nine digits fit every number of a record on both databases, and are quick to read.
_LONGEST = 9


def number_of(text: str) -> int:
    """Return a number of an address or a form, 0 for anything else: no record bears it.

    >>> number_of("12"), number_of("-1"), number_of("٣"), number_of("9" * 5000)
    (12, 0, 0, 0)
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else 0
