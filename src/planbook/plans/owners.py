"""The owner of a plan told by the headings of its sections, where the title names nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planbook.plans.nominative import nominative_territory

_MOST = 0.75
_MIN_HEADINGS = 3


def common_owner(headings: Sequence[str]) -> str | None:
    """Return the region that most headings name: «Департамент Смоленской области по культуре».

    >>> common_owner(["Департамент Смоленской области по культуре",
    ...               "Главное управление спорта Смоленской области",
    ...               "Комитет Смоленской области"])
    'Смоленская область'
    """
    if len(headings) < _MIN_HEADINGS:
        return None
    counts = Counter(
        territory for heading in headings if (territory := nominative_territory(heading))
    )
    if not counts:
        return None
    name, count = counts.most_common(1)[0]
    return name if count >= len(headings) * _MOST else None
