"""Numbers of pages in running titles: furniture of the sheet that says nothing about the plan."""

from __future__ import annotations

import re

# No real line of this kind is longer.
_LONGEST = 60
_DASHES = r"[-–—\s]*"
_NUMBER = r"\d{0,5}"
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}(?:(?:страница|стр\.?|лист|page)\s*(?:№\s*)?)?"
    rf"{_NUMBER}(?:\s*(?:из|of|/)\s*{_NUMBER})?[-–—.\s]*",
    re.IGNORECASE,
)


def is_page_number(line: str) -> bool:
    """Tell a line that only numbers the page; fields that a program has not filled stay empty.

    >>> is_page_number("Страница 2 из 10"), is_page_number("– 3 –"), is_page_number("Лист дел")
    (True, True, False)
    """
    return len(line) < _LONGEST and _PAGE_NUMBER.fullmatch(line) is not None


def without_page_numbers(text: str) -> str:
    """Return a running title without the lines that only number pages.

    >>> without_page_numbers("Исполнитель: отдел планирования\\n1")
    'Исполнитель: отдел планирования'
    """
    return "\n".join(line for line in text.split("\n") if not is_page_number(line))
