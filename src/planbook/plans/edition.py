"""The number of an event in its series, where a title prints it."""

from __future__ import annotations

import re

from planbook.plans.event_kinds import find_event_kind
from planbook.text import parse_roman

_WORD = re.compile(r"[\w-]+")
_MAX_WORDS = 30


def find_edition(text: str, *, named: bool = False) -> tuple[int, str] | None:
    """Return the edition and its wording in the words before a kind of event.

    In a name («Седьмые Гротовские чтения») only the first word counts, and only where a kind of
    event follows: «XXI век» is no edition.

    >>> find_edition("X Международный"), find_edition("XXI век", named=True)
    ((10, 'X'), None)
    """
    for word in _WORD.findall(text)[: 1 if named else _MAX_WORDS]:
        number = parse_roman(word)
        if number is not None and (not named or find_event_kind(text) is not None):
            return number, word
    return None
