"""Numbers of events written in digits alone: «43 съезд», no count of congresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planbook.facts.words import TextWord
from planbook.language import Edition, EditionStyle, Notation
from planbook.language.morphology import readings
from planbook.plans.event_kinds import KindMatch
from planbook.plans.wording import Outlined

_DIGITS = re.compile(r"(?<![\w.,№/–—-])(\d{1,3})\s+$")
_MAX = 200
_TEENS = range(11, 20)


def bare_number(outlined: Outlined, kind: KindMatch, front: Sequence[TextWord]) -> Edition | None:
    """Return the number before an event whose noun shows that it is one: «43 съезд»."""
    start = front[0].start if front else kind.start
    found = _DIGITS.search(outlined.shape, max(0, start - 8), start)
    if found is None or not 1 < int(found[1]) <= _MAX:
        return None
    form = outlined.shape[kind.start : kind.end].split()[0]
    if not _is_one(int(found[1]), form):
        return None
    return Edition(int(found[1]), EditionStyle(Notation.DIGITS), found.start(1), found.end(1))


def _is_one(number: int, form: str) -> bool:
    """Tell whether the noun cannot be counted by the number: «43 съезд», never «43 съезда»."""
    last = 0 if number % 100 in _TEENS else number % 10
    tags = [one.tag for one in readings(form) if "NOUN" in one.tag]
    if last == 1 or not tags:
        return False
    counted = ("sing", "gent") if 2 <= last <= 4 else ("plur", "gent")
    return not any(all(mark in tag for mark in counted) for tag in tags) and any(
        "sing" in tag for tag in tags
    )
