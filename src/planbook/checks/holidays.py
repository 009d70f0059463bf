"""Public holidays of Russia with fixed dates: Labour Code, article 112."""

from __future__ import annotations

from datetime import date

# (month, day): the New Year days and Christmas, then the single days.
_PUBLIC_HOLIDAYS = frozenset(
    {(1, day) for day in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
)


def is_public_holiday(day: date) -> bool:
    """Tell whether a day is a non-working public holiday; days moved by decree are not known.

    >>> is_public_holiday(date(2023, 6, 12)), is_public_holiday(date(2023, 6, 13))
    (True, False)
    """
    return (day.month, day.day) in _PUBLIC_HOLIDAYS
