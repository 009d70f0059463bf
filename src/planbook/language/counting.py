"""Words that stand beside numbers, and lists inside sentences."""

from __future__ import annotations

from collections.abc import Sequence


def plural(count: int, one: str, few: str, many: str) -> str:
    """Return the form of a noun that agrees with `count` (without the number itself).

    >>> plural(22, "город", "города", "городов")
    'города'
    >>> plural(111, "город", "города", "городов")
    'городов'
    """
    tens, units = abs(count) // 10 % 10, abs(count) % 10
    if tens == 1 or units == 0 or units > 4:
        return many
    return one if units == 1 else few


def years(count: int) -> str:
    """Return an age in words of the right form.

    >>> years(231), years(145), years(1762)
    ('231 год', '145 лет', '1762 года')
    """
    return f"{count} {plural(count, 'год', 'года', 'лет')}"


def join_list(items: Sequence[str], conjunction: str = "и") -> str:
    """Join names as a Russian sentence does: commas, and the conjunction before the last.

    >>> join_list(["Вологды", "Шуи", "Ярославля"])
    'Вологды, Шуи и Ярославля'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"
