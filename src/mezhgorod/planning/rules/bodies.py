"""Whose a row of a plan is: the committee its section or its title names. Values only."""

from __future__ import annotations

import re

from mezhgorod.registry.rules import name_key

_QUOTES = re.compile(r"[«»\"“”„]")
_KIND = re.compile(r"^(?:секци\w+|комисси\w+|комитет\w*)\s+(?:по\s+)?")
_SHORTEST = 4


def is_of_body(body: str, *, row_body: str, heading: str) -> bool:
    """Return whether a row belongs to a body: its own words name it, or its section does.

    >>> is_of_body("Секция «Спорт»", row_body="секция «спорт»", heading="Семинары")
    True
    >>> is_of_body("Секция «Спорт»", row_body="", heading="Секция по туризму")
    False
    """
    wanted = _key(body)
    if len(wanted) < _SHORTEST:
        return False
    return wanted == _key(row_body) or wanted == _key(heading)


def _key(name: str) -> str:
    return _KIND.sub("", name_key(_QUOTES.sub("", name)))
