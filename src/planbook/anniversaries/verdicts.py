"""Whether a printed age agrees with what is known of the city."""

from __future__ import annotations

from enum import StrEnum

from planbook.anniversaries.founding import (
    Certainty,
    FoundingFact,
    YearCounting,
    age_in,
)


class AgeVerdict(StrEnum):
    """What is to be said of a printed age."""

    AGREES = "agrees"
    WRONG = "wrong"
    DOUBTFUL = "doubtful"
    BASIS_UNKNOWN = "basis_unknown"
    COUNTING_RULE = "counting_rule"


def judge_age(fact: FoundingFact | None, printed: int, year: int) -> AgeVerdict:
    """Return the verdict on an age printed for a year.

    An age is wrong only where the founding year is agreed upon; where it is disputed, a difference
    is doubtful; without a known basis nothing can be said. An age that only one of the two ways of
    counting over the turn of the eras gives is a question of the rule.

    >>> judge_age(FoundingFact(1698, certainty=Certainty.CERTAIN), 320, 2023)
    <AgeVerdict.WRONG: 'wrong'>
    """
    if fact is None or fact.certainty is Certainty.UNKNOWN:
        return AgeVerdict.BASIS_UNKNOWN
    counts = [age_in(fact, year, counting) for counting in YearCounting]
    if printed not in counts:
        is_sure = fact.certainty is Certainty.CERTAIN
        return AgeVerdict.WRONG if is_sure else AgeVerdict.DOUBTFUL
    return AgeVerdict.AGREES if len(set(counts)) == 1 else AgeVerdict.COUNTING_RULE
