"""A district and the city that gave it its name: «Боровичский район» and Боровичи."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FEWEST_LETTERS = 4


def seat_among(district: str, cities: Iterable[str]) -> str | None:
    """Return the one of some cities that a district bears the name of, None for none.

    >>> seat_among("Боровичский район", ["Вологда", "Боровичи"])
    'Боровичи'
    >>> seat_among("Старорусский район", ["Старая Русса"])
    'Старая Русса'
    """
    stems: dict[str, str] = {}
    for city in cities:
        stems.setdefault(_stem(city), city)
    stem = re.sub(r"с?кий$", "", district.split()[0].lower())
    if len(stem) < _FEWEST_LETTERS:
        return None
    return stems.get(stem) or stems.get(f"{stem}с")


def _stem(name: str) -> str:
    """Return the common beginning of a city and its adjective: «Старая Русса» → «старорусс»."""
    parts = [re.sub(r"(?:[иы]й|ая|ое|[аеёиоуыэюяйь]+)$", "", part) for part in name.split()]
    return "о".join(part for part in parts if part).lower()
