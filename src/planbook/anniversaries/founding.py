"""How old a city is: the founding fact, the missing year zero, round ages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Era(StrEnum):
    """Before or after the beginning of our era."""

    AD = "ad"
    BC = "bc"


class Basis(StrEnum):
    """What the age of a city is counted from."""

    FOUNDED = "founded"
    FIRST_MENTION = "first_mention"
    CITY_STATUS = "city_status"
    CAPITAL_STATUS = "capital_status"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How sure the year is: agreed, disputed, or known from a printed age only."""

    CERTAIN = "certain"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class YearCounting(StrEnum):
    """How years are counted over the turn of the eras.

    There is no year 0: 1 BC is followed by 1 AD. `ARITHMETIC` counts the years that have passed
    (782 BC to 2023: 2804), `CUSTOMARY` adds the two numbers, as cities do when they celebrate
    (2805). For years of our era both are equal.
    """

    CUSTOMARY = "customary"
    ARITHMETIC = "arithmetic"


@dataclass(frozen=True, slots=True)
class FoundingFact:
    """The year a city counts its age from: a positive number and its era.

    `source` says where the year was taken from, in Russian or as an address.

    Raises:
        ValueError: the year is not positive; a year zero does not exist.
    """

    year: int
    era: Era = Era.AD
    basis: Basis = Basis.UNKNOWN
    certainty: Certainty = Certainty.UNKNOWN
    source: str = ""

    def __post_init__(self) -> None:
        if self.year < 1:
            raise ValueError(f"there is no year {self.year}: give a positive year and its era")


def age_in(
    fact: FoundingFact, year: int, counting: YearCounting = YearCounting.CUSTOMARY
) -> int | None:
    """Return how many years a city completes in a year of our era, None before its founding.

    Cities celebrate the customary count, the strict one is offered beside it (see ADR 0016).

    >>> yerevan = FoundingFact(782, Era.BC)
    >>> age_in(yerevan, 2023), age_in(yerevan, 2023, YearCounting.ARITHMETIC)
    (2805, 2804)
    >>> age_in(FoundingFact(1893), 1703) is None
    True
    """
    if fact.era is Era.AD:
        return year - fact.year if year >= fact.year else None
    return year + fact.year - (counting is YearCounting.ARITHMETIC)


def is_round(age: int, step: int = 5) -> bool:
    """Tell whether an age is a round one: a positive multiple of `step` (5, 10 or 25 as a rule).

    Raises:
        ValueError: the step is not positive.

    >>> is_round(145), is_round(145, 10), is_round(0)
    (True, False, False)
    """
    if step < 1:
        raise ValueError(f"a step of {step} years makes no round ages")
    return age > 0 and age % step == 0
