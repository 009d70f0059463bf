"""What a number of a report counts: its unit, and the words the report itself has for it."""

from __future__ import annotations

import re

from mezhgorod.outcomes.rules import CountUnit
from planbook.facts import FactType
from planbook.narrative.counted import is_counted_noun

# How many characters beside a number may say what is counted.
_NEAR = 40
UNITS = {
    FactType.COUNT_PEOPLE: CountUnit.PEOPLE,
    FactType.COUNT_CITIES: CountUnit.CITIES,
    FactType.COUNT_MUNICIPALITIES: CountUnit.MUNICIPALITIES,
    FactType.COUNT_DELEGATIONS: CountUnit.DELEGATIONS,
    FactType.COUNT_TEAMS: CountUnit.TEAMS,
    FactType.COUNT_WORKS: CountUnit.WORKS,
    FactType.COUNT_REGIONS: CountUnit.OTHER,
    FactType.COUNT_COUNTRIES: CountUnit.OTHER,
}
_OTHERS = {FactType.COUNT_REGIONS: "регионов", FactType.COUNT_COUNTRIES: "стран"}
_UNIT_WORDS = (
    (FactType.COUNT_PEOPLE, re.compile(r"\bспортсмен|\bатлет"), CountUnit.ATHLETES),
    (FactType.COUNT_MUNICIPALITIES, re.compile(r"\bделегаци"), CountUnit.DELEGATIONS),
    (FactType.COUNT_CITIES, re.compile(r"\bделегаци"), CountUnit.DELEGATIONS),
)
_NOUN = re.compile(r"[ \u00a0]+((?:[а-яё-]+(?:ых|их) (?:и )?){0,3}[а-яё-]+)")


def unit_of(kind: FactType, text: str, start: int, end: int) -> tuple[CountUnit, str]:
    """Return the unit of a number and its words in the genitive plural where the report has them.

    Args:
        text: the paragraph; the number stands from `start` to `end`.

    >>> unit_of(FactType.COUNT_PEOPLE, "Обучено 75 педагогических работников.", 8, 10)
    (CountUnit.PEOPLE, 'педагогических работников')
    """
    near = _around(text, start, end).lower()
    unit = next(
        (unit for of, found, unit in _UNIT_WORDS if of is kind and found.search(near)), UNITS[kind]
    )
    if kind in _OTHERS:
        return unit, _OTHERS[kind]
    noun = _NOUN.match(text, end)
    # «делегации из 20 городов»: the noun after the number is not what is counted.
    if noun is None or unit is CountUnit.DELEGATIONS or not is_counted_noun(noun[1]):
        return unit, ""
    return unit, noun[1]


def _around(text: str, start: int, end: int) -> str:
    """Return a number with the words beside it in its sentence: «делегации из 20 городов»."""
    before = text[max(start - _NEAR, 0) : start].rpartition(". ")[2]
    return before + text[start:end] + text[end : end + _NEAR].partition(". ")[0]
