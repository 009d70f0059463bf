"""The rule of a quorum in words, and what meetings and votes must agree with. Values only."""

from __future__ import annotations

import re

_MORE = re.compile(r"\b(более|больше|свыше|большинство|плюс один)\b")
_PARTS = (
    (re.compile(r"двух третей|две трети|2/3"), 2, 3),
    (re.compile(r"трех четвертей|три четверти|3/4"), 3, 4),
    (re.compile(r"одной трети|одна треть|трети|1/3"), 1, 3),
    (re.compile(r"половин|1/2|50 ?%|большинство"), 1, 2),
)


def quorum_of(rule: str, total: int) -> int | None:
    """Return how many members a rule asks for, None where its words are not understood.

    >>> quorum_of("более половины членов", 24), quorum_of("не менее двух третей", 24)
    (13, 16)
    """
    words = " ".join(rule.casefold().replace("ё", "е").split())
    for pattern, part, whole in _PARTS:
        if pattern.search(words) is None:
            continue
        if _MORE.search(words) and "не более" not in words:
            return total * part // whole + 1
        return -(-total * part // whole)
    return None


def votes_cast(*votes: int | None) -> int:
    """Return how many votes were cast; those nobody counted count as none.

    >>> votes_cast(12, None, 1)
    13
    """
    return sum(one for one in votes if one is not None)
