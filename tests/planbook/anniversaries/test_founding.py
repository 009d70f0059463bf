"""Ages over the turn of the eras, round ages, verdicts."""

import pytest

from planbook.anniversaries import (
    AgeVerdict,
    Basis,
    Certainty,
    Era,
    FoundingFact,
    YearCounting,
    age_in,
    is_round,
    judge_age,
)

pytestmark = pytest.mark.core

YEREVAN = FoundingFact(782, Era.BC, Basis.FOUNDED, Certainty.CERTAIN)


@pytest.mark.parametrize(
    ("fact", "year", "customary", "arithmetic"),
    [
        (YEREVAN, 2023, 2805, 2804),
        (FoundingFact(1, Era.BC), 1, 2, 1),  # 1 BC is followed by 1 AD
        (FoundingFact(1), 1, 0, 0),
        (FoundingFact(1703), 2023, 320, 320),
        (FoundingFact(903), 2023, 1120, 1120),
        (FoundingFact(1893), 1892, None, None),
    ],
)
def test_age(fact: FoundingFact, year: int, customary: int | None, arithmetic: int | None) -> None:
    assert age_in(fact, year) == customary
    assert age_in(fact, year, YearCounting.ARITHMETIC) == arithmetic


@pytest.mark.parametrize("year", [0, -782])
def test_there_is_no_year_zero_and_no_negative_year(year: int) -> None:
    with pytest.raises(ValueError, match="positive year"):
        FoundingFact(year)


@pytest.mark.parametrize(
    ("age", "step", "expected"),
    [
        (145, 5, True),
        (145, 10, False),
        (150, 25, True),
        (140, 25, False),
        (0, 5, False),
        (-5, 5, False),
    ],
)
def test_round_age(age: int, step: int, expected: bool) -> None:
    assert is_round(age, step) is expected


def test_step_of_round_ages_is_positive() -> None:
    with pytest.raises(ValueError, match="step of 0"):
        is_round(100, 0)


@pytest.mark.parametrize(
    ("fact", "printed", "verdict"),
    [
        (YEREVAN, 2805, AgeVerdict.COUNTING_RULE),
        (YEREVAN, 2804, AgeVerdict.COUNTING_RULE),
        (YEREVAN, 2803, AgeVerdict.WRONG),
        (FoundingFact(1698, certainty=Certainty.CERTAIN), 325, AgeVerdict.AGREES),
        (FoundingFact(1698, certainty=Certainty.CERTAIN), 320, AgeVerdict.WRONG),
        (FoundingFact(1998, certainty=Certainty.DISPUTED), 24, AgeVerdict.DOUBTFUL),
        (FoundingFact(1998, certainty=Certainty.DISPUTED), 25, AgeVerdict.AGREES),
        (FoundingFact(1878), 145, AgeVerdict.BASIS_UNKNOWN),
        (None, 145, AgeVerdict.BASIS_UNKNOWN),
        (FoundingFact(2030, certainty=Certainty.CERTAIN), 5, AgeVerdict.WRONG),
    ],
)
def test_verdict(fact: FoundingFact | None, printed: int, verdict: AgeVerdict) -> None:
    assert judge_age(fact, printed, 2023) is verdict
