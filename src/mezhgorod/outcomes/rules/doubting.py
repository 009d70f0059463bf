"""When a told number and a list agree, and which ordinal a series leads to expect. Values only."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from mezhgorod.outcomes.rules.words import Hedge, HostCounted

# «Около 400» and 380 are the same; 300 are not.
_ABOUT = 0.1


def agrees(number: int, hedge: str, listed: int) -> bool:
    """Return whether a list of so many may be what a number tells.

    >>> agrees(400, "~", 380), agrees(300, ">", 300), agrees(20, "=", 19)
    (True, False, False)
    """
    match hedge:
        case Hedge.ABOUT:
            return abs(number - listed) <= max(number * _ABOUT, 1)
        case Hedge.MORE:
            return listed > number
        case Hedge.AT_LEAST:
            return listed >= number
        case Hedge.LESS:
            return listed < number
        case _:
            return listed == number


def listed_numbers(parties: Set[object], hosts: Set[object], counted: str) -> tuple[int, ...]:
    """Return how many a list may stand for: with its hosts, without them, as it is said.

    >>> listed_numbers({"Псков", "Шуя"}, {"Тверь"}, "unknown")
    (2, 3)
    """
    whole, without = len(parties | hosts), len(parties - hosts)
    if counted == HostCounted.YES:
        return (whole,)
    if counted == HostCounted.NO:
        return (without,)
    return tuple(dict.fromkeys((len(parties), whole, without)))


@dataclass(frozen=True, slots=True)
class NumberedYear:
    """An edition of a series that is known: its number and year."""

    number: int
    year: int


def ordinal_doubt(
    edition: NumberedYear, known: Iterable[NumberedYear], *, step_years: int | None
) -> tuple[str, int | None]:
    """Return what is wrong with an ordinal beside the others of its series, and the expected one.

    Empty words where nothing is wrong or too little is known.

    >>> ordinal_doubt(NumberedYear(31, 2024), [NumberedYear(28, 2023)], step_years=None)
    ('после № 28 в 2023 году ожидается № 29', 29)
    """
    others = sorted(set(known) - {edition}, key=lambda one: (one.year, one.number))
    twin = next((one for one in others if one.number == edition.number), None)
    if twin is not None:
        return f"такой же номер уже был в {twin.year} году", None
    for one in others:
        if one.year != edition.year and (one.year < edition.year) != (one.number < edition.number):
            return f"в {one.year} году был № {one.number}", None
    before = [one for one in others if one.year < edition.year]
    if not before:
        return "", None
    last = before[-1]
    passed = edition.year - last.year
    turns = passed / step_years if step_years else 1 if passed == 1 else 0
    if turns != int(turns) or turns < 1:
        return "", None
    expected = last.number + int(turns)
    if expected == edition.number:
        return "", None
    return f"после № {last.number} в {last.year} году ожидается № {expected}", expected
