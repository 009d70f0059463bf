"""Where texts name somebody who is being erased: in small letters, in capitals, any spaces."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

from django.db.models import Q

# A name may be printed with a no-break space.
_SPACE = "[ \u00a0]+"


def telling_pattern(words: Collection[str]) -> re.Pattern[str]:
    """Return what finds whole words and addresses in a text, the longest first; case is ignored.

    >>> telling_pattern(["Анна Белова"]).sub("…", "АННА\u00a0БЕЛОВА, Анна Беловая")
    '…, Анна Беловая'
    """
    told = _any_of(words)
    return re.compile(rf"(?<![\w.+-])(?:{told})(?!\w)" if told else r"(?!)", re.IGNORECASE)


def telling(names: Collection[str], words: Collection[str]) -> Q:
    """Return the condition that one of the columns says one of the words, in any case.

    SQLite compares only Latin letters without regard to case, so a regular expression asks.
    """
    told = _any_of(words)
    return _matching(names, told)


def telling_json(names: Collection[str], words: Collection[str]) -> Q:
    """Return the same for columns with JSON as text, where Russian letters may be numbers."""
    told = [_any_of(words), *("".join(map(_escaped, one)) for one in words if one.strip())]
    return _matching(names, "|".join(filter(None, told)))


def _matching(names: Collection[str], told: str) -> Q:
    wanted = Q(pk__in=())
    for name in names if told else ():
        wanted |= Q(**{f"{name}__iregex": told})
    return wanted


def _any_of(words: Collection[str]) -> str:
    longest = sorted((one for one in words if one.strip()), key=len, reverse=True)
    return "|".join(_SPACE.join(map(re.escape, one.split())) for one in longest)


def _escaped(letter: str) -> str:
    both = dict.fromkeys((letter.lower(), letter.upper()))
    return f"(?:{'|'.join(re.escape(json.dumps(one)[1:-1]) for one in both)})"
